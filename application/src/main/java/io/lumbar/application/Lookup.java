package io.lumbar.application;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Id;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.therapist.Therapist;

/**
 * Finds what a request names, or refuses: an id that was asked for is {@link NotFound}, one that a field of the request
 * refers to is an {@link UnknownReference}.
 */
public final class Lookup {

    private final Records records;

    /** Looks things up in {@code records}. */
    public Lookup(Records records) {
        this.records = records;
    }

    /** The clinic that was asked for, also one that was closed. */
    public Versioned<Clinic.Opened> clinic(ClinicId id) {
        return switch (records.clinic(id)) {
            case Versioned<Clinic>(Clinic.Opened opened, long version) -> new Versioned<>(opened, version);
            case Versioned<Clinic>(Clinic.Unopened _, long _) -> throw notFound("clinic", id);
        };
    }

    /** The therapist who was asked for, also one who has left. */
    public Versioned<Therapist.Registered> therapist(TherapistId id) {
        return switch (records.therapist(id)) {
            case Versioned<Therapist>(Therapist.Registered registered, long version) ->
                new Versioned<>(registered, version);
            case Versioned<Therapist>(Therapist.Unregistered _, long _) -> throw notFound("therapist", id);
        };
    }

    /** The client who was asked for. */
    public Versioned<Client.Registered> client(ClientId id) {
        return switch (records.client(id)) {
            case Versioned<Client>(Client.Registered registered, long version) -> new Versioned<>(registered, version);
            case Versioned<Client>(Client.Unregistered _, long _) -> throw notFound("client", id);
        };
    }

    /** The episode that was asked for. */
    public Versioned<CareEpisode.Opened> episode(EpisodeId id) {
        return switch (records.episode(id)) {
            case Versioned<CareEpisode>(CareEpisode.Opened opened, long version) -> new Versioned<>(opened, version);
            case Versioned<CareEpisode>(CareEpisode.NotOpened _, long _) -> throw notFound("episode", id);
        };
    }

    /** The clinic that {@code field} refers to; one that was closed is refused with {@link ClinicNotOpen}. */
    public Clinic.Open clinic(String field, ClinicId id) {
        return switch (records.clinic(id).state()) {
            case Clinic.Open open -> open;
            case Clinic.Closed _ -> throw new Rejected(new ClinicNotOpen(field, id));
            case Clinic.Unopened _ -> throw unknown(field, "clinic", id);
        };
    }

    /** The therapist whom {@code field} refers to, also one who has left. */
    public Therapist.Registered therapist(String field, TherapistId id) {
        return switch (records.therapist(id).state()) {
            case Therapist.Registered registered -> registered;
            case Therapist.Unregistered _ -> throw unknown(field, "therapist", id);
        };
    }

    /** The episode that {@code field} refers to. */
    public CareEpisode.Opened episode(String field, EpisodeId id) {
        return switch (records.episode(id).state()) {
            case CareEpisode.Opened opened -> opened;
            case CareEpisode.NotOpened _ -> throw unknown(field, "episode", id);
        };
    }

    /** The client whom {@code field} refers to. */
    public Client.Registered client(String field, ClientId id) {
        return switch (records.client(id).state()) {
            case Client.Registered registered -> registered;
            case Client.Unregistered _ -> throw unknown(field, "client", id);
        };
    }

    private static Rejected notFound(String kind, Id id) {
        return new Rejected(new NotFound(kind, id));
    }

    private static Rejected unknown(String field, String kind, Id id) {
        return new Rejected(new UnknownReference(field, kind, id.value().toString()));
    }
}
