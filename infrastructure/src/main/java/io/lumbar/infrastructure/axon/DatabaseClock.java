package io.lumbar.infrastructure.axon;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.EventProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * The database's time, by which all instances of the application agree when a claim has run out. It is asked for every
 * ten seconds; in between the time that passed is added, which no change of this machine's clock disturbs.
 */
final class DatabaseClock extends Clock {
    private static final Duration TRUSTED = Duration.ofSeconds(10);

    private final ConnectionProvider connections;
    private final LongSupplier nanos;
    private volatile @Nullable Reading last;

    DatabaseClock(ConnectionProvider connections) {
        this(connections, System::nanoTime);
    }

    /** @param nanos tells how much time passed, not which time it is */
    DatabaseClock(ConnectionProvider connections, LongSupplier nanos) {
        this.connections = connections;
        this.nanos = nanos;
    }

    private record Reading(Instant time, long takenAt) {
        Duration age(long nanos) {
            return Duration.ofNanos(nanos - takenAt);
        }
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        if (reading == null || reading.age(nanos.getAsLong()).compareTo(TRUSTED) > 0) {
            reading = read();
            last = reading;
        }
        return reading.time().plus(reading.age(nanos.getAsLong()));
    }

    private Reading read() {
        try (var connection = connections.getConnection();
                var statement = connection.prepareStatement("select clock_timestamp()");
                var row = statement.executeQuery()) {
            row.next();
            return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), nanos.getAsLong());
        } catch (SQLException e) {
            throw new EventProcessingException("the database does not tell its time", e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the database's clock tells instants");
    }
}
