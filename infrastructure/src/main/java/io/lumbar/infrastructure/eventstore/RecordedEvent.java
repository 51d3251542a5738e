package io.lumbar.infrastructure.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in the store.
 *
 * @param version
 *            its number within the stream, from 0
 * @param name
 *            the stable name, such as {@code care-episode.session-held}
 * @param revision
 *            the revision of the payload's shape, from 1
 * @param recordedAt
 *            when the system learned it, by the database's clock
 * @param payload
 *            JSON in UTF-8, byte for byte as appended
 * @param metadata
 *            JSON in UTF-8, byte for byte as appended
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copying every payload would cost a rebuild dear
public record RecordedEvent(EventPosition position, StreamId stream, long version, UUID eventId, String name,
        int revision, Instant recordedAt, byte[] payload, byte[] metadata) {}
