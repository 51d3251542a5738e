package io.lumbar.application.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.outcome.Chronicity;
import org.jspecify.annotations.Nullable;

/** All care episodes, those entered last first. */
public interface EpisodeList {

    /** The episodes that match, see {@link PageRequest} for refusals. */
    Page<Entry> find(Filter filter, PageRequest page);

    /**
     * Alternatives within a filter, all filters together; an empty one lets everything through.
     *
     * @param states all but {@link State#VOIDED} when it is empty
     * @param openedFrom first local date of opening; null for no bound
     * @param openedTo last one, included and not before {@code openedFrom}; null for no bound
     */
    record Filter(Set<ClinicId> clinics, Set<TherapistId> therapists, Set<ClientId> clients, Set<State> states,
            @Nullable LocalDate openedFrom, @Nullable LocalDate openedTo) {

        /** Lets everything through that was not voided. */
        public static final Filter ANY = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), null, null);

        /** @throws Rejected when the dates are the wrong way round */
        public Filter {
            if (openedFrom != null && openedTo != null && openedTo.isBefore(openedFrom)) {
                throw new Rejected(new InvalidValue("openedTo", "must not be before openedFrom"));
            }
            clinics = Set.copyOf(clinics);
            therapists = Set.copyOf(therapists);
            clients = Set.copyOf(clients);
            states = Set.copyOf(states);
        }
    }

    /** Where an episode stands. */
    enum State {
        AWAITING_CLEARANCE, AWAITING_THERAPIST, IN_TREATMENT, ON_HOLD, DISCHARGED, DECLINED,
        /** Entered in error: in no list, unless it is asked for. */
        VOIDED
    }

    /**
     * An episode in short.
     *
     * @param version of its stream, counted from 0
     * @param therapist who is, or at the end was, responsible; null when nobody ever was
     * @param openedOn local date of opening at the clinic
     * @param heldSessions how many sessions took place
     * @param lastHeldAt start of the latest of them; null when there is none
     * @param nextPlannedAt start of the earliest session that is planned; null when there is none
     * @param endedAt null while it is open
     * @param endReason null unless it was discharged
     */
    record Entry(EpisodeId id, long version, ClientId client, ClinicId clinic, @Nullable TherapistId therapist,
            State state, Instant openedAt, LocalDate openedOn, Chronicity chronicity, Cause primaryCause,
            int heldSessions, @Nullable Instant lastHeldAt, @Nullable Instant nextPlannedAt, @Nullable Instant endedAt,
            Discharge.@Nullable Reason endReason) {}
}
