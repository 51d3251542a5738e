package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

import io.lumbar.infrastructure.eventstore.EventPosition;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * How far projections have come, read from where all instances keep it. A projection has come as far as the segment that
 * has come least far, and several projections as far as the last of them.
 */
final class Positions {
    private final Serializer serializer;

    Positions(Serializer serializer) {
        this.serializer = serializer;
    }

    /** Up to where all of these have read; the beginning when one of them never ran. */
    EventPosition least(Connection connection, Collection<String> processors) throws SQLException {
        var found = new Query("select token, token_type from axon.token where processor_name = any(?)",
                Query.array("text", processors, name -> name))
                .list(connection, row -> position(row.getBytes(1), row.getString(2)));
        return found.size() < processors.size()
                ? EventPosition.BEGINNING
                : found.stream().min(EventPosition::compareTo).orElse(EventPosition.BEGINNING);
    }

    private EventPosition position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return EventPosition.BEGINNING;
        }
        TrackingToken stored = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return WrappedToken.unwrapLowerBound(stored) instanceof EventPosition position
                ? position
                : EventPosition.BEGINNING;
    }
}
