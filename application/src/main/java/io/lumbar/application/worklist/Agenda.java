package io.lumbar.application.worklist;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.application.Position;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import org.jspecify.annotations.Nullable;

/**
 * Which records the policies have to look at: those that changed, and those whose time has come. It only saves looking at
 * everything; what is due follows from the records, so that nothing depends on looking once.
 */
public interface Agenda {

    /** The next of what changed since the last {@link #keep}. */
    Changes changes();

    /**
     * What changed.
     *
     * @param streams each once
     * @param upTo how far this goes; null when nothing changed
     */
    record Changes(List<StreamId> streams, @Nullable Position upTo) {
        public Changes {
            streams = List.copyOf(streams);
        }
    }

    /** Some of those that are to be looked at by {@code now}, longest due first; empty when there are none. */
    List<StreamId> due(Instant now);

    /** Which entries each of these records had on the work list when it was last looked at. */
    Map<StreamId, Set<WorkEntryId>> entries(Collection<StreamId> streams);

    /** Keeps what was seen, and how far the changes were followed; null when they were not. */
    void keep(List<Looked> looked, @Nullable Position upTo);

    /**
     * What was seen of a record.
     *
     * @param again when to look again if it does not change; null for never
     * @param entries what it has on the work list
     */
    record Looked(StreamId stream, @Nullable Instant again, Set<WorkEntryId> entries) {
        public Looked {
            entries = Set.copyOf(entries);
        }
    }

    /** The episodes in which a session lies ahead that is planned with {@code therapist}. */
    List<EpisodeId> plannedWith(TherapistId therapist);
}
