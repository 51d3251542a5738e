package io.lumbar.application.imports;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.lumbar.application.client.Clients;
import io.lumbar.application.episode.Episodes;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import org.jspecify.annotations.Nullable;

/**
 * One whole episode as another system kept it, from intake to the last follow-up.
 *
 * @param externalId what the other system calls the episode; unique within the clinic
 * @param digest of what is told, in hexadecimal digits: the same again is recognised by it
 * @param opening the intake, once it is known who the client is
 * @param deeds what happened afterwards; those of one time in the order in which they stand here
 * @param origin where it stands in what was sent
 */
public record EpisodeHistory(String externalId, ClinicId clinic, String digest, Person person,
        Function<ClientId, Episodes.Opening> opening, List<Deed> deeds, Origin origin) {
    public EpisodeHistory {
        deeds = List.copyOf(deeds);
    }

    /** One that is a line of its own. */
    public EpisodeHistory(String externalId, ClinicId clinic, String digest, Person person,
            Function<ClientId, Episodes.Opening> opening, List<Deed> deeds) {
        this(externalId, clinic, digest, person, opening, deeds, Origin.ONE_LINE);
    }

    /** The same, which stands somewhere else in what was sent. */
    public EpisodeHistory from(Origin other) {
        return new EpisodeHistory(externalId, clinic, digest, person, opening, deeds, other);
    }

    /**
     * Whose episode it is.
     *
     * @param externalId what the other system calls the person, unique within the clinic: histories with the same one are
     *     of the same client
     * @param overrideReason why it is another person than a client of the same name and birth date; null when nobody
     *     says so
     * @param registeredAt null for now
     */
    public record Person(String externalId, Clients.Details details, List<Clients.Agreed> consents,
            @Nullable String overrideReason, @Nullable Instant registeredAt) {
        public Person {
            consents = List.copyOf(consents);
        }
    }
}
