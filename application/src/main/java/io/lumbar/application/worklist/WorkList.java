package io.lumbar.application.worklist;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.worklist.Matter;
import org.jspecify.annotations.Nullable;

/** What somebody in the clinic must see to, longest waiting first; current at once. */
public interface WorkList {

    /** The entries that match, see {@link PageRequest} for refusals. */
    Page<Item> find(Filter filter, PageRequest page);

    /** The entry; empty when there is none with this id, or what it was about was gone before anybody saw to it. */
    Optional<Item> entry(WorkEntryId id);

    /** Where an entry stands. */
    enum State {
        /** Nobody sees to it yet. */
        WAITING,
        /** Somebody does. */
        CLAIMED,
        /** Somebody did. */
        DONE,
        /** What it was about is gone. */
        CLOSED
    }

    /**
     * Alternatives within a filter, all filters together; an empty one lets everything through.
     *
     * @param claimedBy stable ids of those who see to it, or saw to it
     */
    record Filter(Set<ClinicId> clinics, Set<Matter.Kind> kinds, Set<State> states, Set<EpisodeId> episodes,
            Set<TherapistId> therapists, Set<String> claimedBy) {
        public Filter {
            clinics = Set.copyOf(clinics);
            kinds = Set.copyOf(kinds);
            states = Set.copyOf(states);
            episodes = Set.copyOf(episodes);
            therapists = Set.copyOf(therapists);
            claimedBy = Set.copyOf(claimedBy);
        }
    }

    /**
     * An entry.
     *
     * @param version of its stream, counted from 0; also 0 as long as nobody saw to one that is there at once
     * @param by who sees to it or saw to it; null when nobody did
     * @param byAt since when, or when; null with {@code by}
     * @param closedAt when it was found that what it was about is gone; null unless it is closed
     */
    record Item(WorkEntryId id, long version, Matter matter, State state, @Nullable String by, @Nullable Instant byAt,
            @Nullable Instant closedAt) {}
}
