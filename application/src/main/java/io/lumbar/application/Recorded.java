package io.lumbar.application;

import java.time.Instant;
import java.util.UUID;

import io.lumbar.domain.Event;

/**
 * An event as it stands in the store.
 *
 * @param id identifies the event for ever
 * @param version its place in its stream, counted from 0
 * @param recordedAt when the system learned it, by the database's clock; never before that of the stream's earlier events
 * @param actor who recorded it, see {@link Request#actor()}
 */
public record Recorded<E extends Event>(UUID id, long version, Instant recordedAt, String actor, Position position,
        E event) {}
