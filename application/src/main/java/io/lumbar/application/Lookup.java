package io.lumbar.application;

import java.util.List;
import java.util.function.Predicate;

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
        return found("clinic", id, Clinic.Opened.class, records.clinic(id), each -> sight.includes(scope, each));
    }

    /** The therapist who was asked for, also one who has left. */
    public Versioned<Therapist.Registered> therapist(Scope scope, TherapistId id) {
        return found("therapist", id, Therapist.Registered.class, records.therapist(id),
                each -> sight.includes(scope, each));
    }

    /** The client who was asked for. */
    public Versioned<Client.Registered> client(Scope scope, ClientId id) {
        return found("client", id, Client.Registered.class, records.client(id), each -> sight.includes(scope, each));
    }

    /** The episode that was asked for. */
    public Versioned<CareEpisode.Opened> episode(Scope scope, EpisodeId id) {
        return found("episode", id, CareEpisode.Opened.class, records.episode(id),
                each -> sight.includes(scope, each));
    }

    /** The account that was asked for, also one that was disabled. */
    public Versioned<Account.Opened> account(Scope scope, AccountId id) {
        return found("account", id, Account.Opened.class, records.account(id), each -> sight.includes(scope, each));
    }

    private static <S, T extends S> Versioned<T> found(String kind, Id id, Class<T> begun, Versioned<S> stands,
            Predicate<? super T> isSeen) {
        if (begun.isInstance(stands.state()) && isSeen.test(begun.cast(stands.state()))) {
            return new Versioned<>(begun.cast(stands.state()), stands.version());
        }
        throw new Rejected(new NotFound(kind, id));
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

    /** Refuses a clinic that {@code field} refers to and that is not there; one that was closed is. */
    public void requireClinic(Scope scope, String field, ClinicId id) {
        if (!(records.clinic(id).state() instanceof Clinic.Opened found && sight.includes(scope, found))) {
            throw unknown(field, "clinic", id);
        }
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
