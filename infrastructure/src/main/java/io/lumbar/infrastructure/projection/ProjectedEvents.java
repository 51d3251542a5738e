package io.lumbar.infrastructure.projection;

import java.util.List;

import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.eventstore.RecordedEvent;

/**
 * Events as projections need them. Of episodes and of the work list no projection keeps anything personal, so that is left
 * sealed; most events take no key therefore.
 */
final class ProjectedEvents {
    private final StoredEvents opened;
    private final StoredEvents sealed = new StoredEvents();

    /** @param opened reads what is personal, too */
    ProjectedEvents(StoredEvents opened) {
        this.opened = opened;
    }

    /** Has at hand what it takes to read these. */
    void prepare(List<RecordedEvent> rows) {
        opened.prepare(rows);
    }

    Event event(RecordedEvent row) {
        return isSealed(StreamId.Kind.valueOf(row.stream().kind().name())) ? sealed.event(row) : opened.event(row);
    }

    /** Whether no projection of this kind of stream keeps anything personal. */
    static boolean isSealed(StreamId.Kind kind) {
        return switch (kind) {
            case CARE_EPISODE, WORK_ENTRY -> true;
            case CLIENT, THERAPIST, CLINIC, ACCOUNT -> false;
        };
    }
}
