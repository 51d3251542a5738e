package io.lumbar.application;

import java.util.List;

import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Id;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.therapist.Therapist;

/**
 * Finds what a request names, or refuses: an id that was asked for is {@link NotFound}, one that a field of the request
 * refers to is an {@link UnknownReference}. What lies outside the scope is not found, as if it were not there.
 */
public final class Lookup {

    private final Records records;
    private final Sight sight;

    /** Looks things up in {@code records}, as far as {@code sight} tells that they are there. */
    public Lookup(Records records, Sight sight) {
        this.records = records;
        this.sight = sight;
    }

    /** Looks things up for the product itself, whose scope is everything. */
    public Lookup(Records records) {
        this(records, new Sight(records, new NobodysEpisodes()));
    }

    /** The clinic that was asked for, also one that was closed. */
    public Versioned<Clinic.Opened> clinic(Scope scope, ClinicId id) {
        Versioned<Clinic> found = records.clinic(id);
        if (found.state() instanceof Clinic.Opened opened && sight.includes(scope, opened)) {
            return new Versioned<>(opened, found.version());
        }
        throw notFound("clinic", id);
    }

    /** The therapist who was asked for, also one who has left. */
    public Versioned<Therapist.Registered> therapist(Scope scope, TherapistId id) {
        Versioned<Therapist> found = records.therapist(id);
        if (found.state() instanceof Therapist.Registered registered && sight.includes(scope, registered)) {
            return new Versioned<>(registered, found.version());
        }
        throw notFound("therapist", id);
    }

    /** The client who was asked for. */
    public Versioned<Client.Registered> client(Scope scope, ClientId id) {
        Versioned<Client> found = records.client(id);
        if (found.state() instanceof Client.Registered registered && sight.includes(scope, registered)) {
            return new Versioned<>(registered, found.version());
        }
        throw notFound("client", id);
    }

    /** The episode that was asked for. */
    public Versioned<CareEpisode.Opened> episode(Scope scope, EpisodeId id) {
        Versioned<CareEpisode> found = records.episode(id);
        if (found.state() instanceof CareEpisode.Opened opened && sight.includes(scope, opened)) {
            return new Versioned<>(opened, found.version());
        }
        throw notFound("episode", id);
    }

    /** The account that was asked for, also one that was disabled. */
    public Versioned<Account.Opened> account(Scope scope, AccountId id) {
        Versioned<Account> found = records.account(id);
        if (found.state() instanceof Account.Opened opened && sight.includes(scope, opened)) {
            return new Versioned<>(opened, found.version());
        }
        throw notFound("account", id);
    }

    /** The clinic that {@code field} refers to; one that was closed is refused with {@link ClinicNotOpen}. */
    public Clinic.Open clinic(Scope scope, String field, ClinicId id) {
        Clinic found = records.clinic(id).state();
        if (!sight.includes(scope, found)) {
            throw unknown(field, "clinic", id);
        }
        return switch (found) {
            case Clinic.Open open -> open;
            case Clinic.Closed _ -> throw new Rejected(new ClinicNotOpen(field, id));
            case Clinic.Unopened _ -> throw unknown(field, "clinic", id);
        };
    }

    /** The therapist whom {@code field} refers to, also one who has left. */
    public Therapist.Registered therapist(Scope scope, String field, TherapistId id) {
        if (records.therapist(id).state() instanceof Therapist.Registered found && sight.includes(scope, found)) {
            return found;
        }
        throw unknown(field, "therapist", id);
    }

    /** The client whom {@code field} refers to. */
    public Client.Registered client(Scope scope, String field, ClientId id) {
        if (records.client(id).state() instanceof Client.Registered found && sight.includes(scope, found)) {
            return found;
        }
        throw unknown(field, "client", id);
    }

    /** The episode that {@code field} says is gone on with: one in the scope, or one that was handed to a clinic in it. */
    public CareEpisode.Opened continued(Scope scope, String field, EpisodeId id) {
        if (records.episode(id).state() instanceof CareEpisode.Opened found
                && (sight.includes(scope, found) || sight.isHandedTo(scope, found))) {
            return found;
        }
        throw unknown(field, "episode", id);
    }

    /** Refuses a clinic that {@code field} refers to and that lies outside, whether it is known or not. */
    public void requireWithin(Scope scope, String field, ClinicId id) {
        if (!scope.includes(id)) {
            throw unknown(field, "clinic", id);
        }
    }

    /** Whether the client may be spoken of within {@code scope}. */
    public boolean isSeen(Scope scope, ClientId client) {
        return sight.includes(scope, records.client(client).state());
    }

    private static Rejected notFound(String kind, Id id) {
        return new Rejected(new NotFound(kind, id));
    }

    private static Rejected unknown(String field, String kind, Id id) {
        return new Rejected(new UnknownReference(field, kind, id.value().toString()));
    }

    /** Nobody whose scope is everything has to look at them. */
    private static final class NobodysEpisodes implements ClientEpisodes {
        @Override
        public List<EpisodeId> of(ClientId client) {
            return List.of();
        }

        @Override
        public List<ClientId> bookedWithoutConsent(int most) {
            return List.of();
        }
    }
}
