package io.lumbar.infrastructure.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What an append did, left by the storage engine in the unit of work for whoever answers the command.
 *
 * @param position
 *            the last appended event's place in the order
 * @param recordedAt
 *            the one time all appended events carry
 * @param versions
 *            the last version by stream
 */
public record Appended(EventPosition position, Instant recordedAt, Map<StreamId, Long> versions) {

    private static final String RESOURCE = Appended.class.getName();

    public Appended {
        versions = Map.copyOf(versions);
    }

    /**
     * The last version of the one stream that was appended to.
     *
     * @throws IllegalStateException when there are several
     */
    public long lastVersion() {
        if (versions.size() != 1) {
            throw new IllegalStateException("appended to several streams: " + versions.keySet());
        }
        return versions.values().iterator().next();
    }

    /** The append of this unit of work or of one it is nested in; empty when nothing was appended. */
    public static Optional<Appended> in(UnitOfWork<?> unitOfWork) {
        return Optional.ofNullable(unitOfWork.root().getResource(RESOURCE));
    }

    void leave() {
        CurrentUnitOfWork.ifStarted(unit -> unit.root().resources().put(RESOURCE, this));
    }
}
