package io.lumbar.infrastructure.rules;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.database.Owner;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.RecordedEvent;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes the rows of all rules anew from the events, beside those that are stored, by the same code that writes them when
 * an event is appended. So it is told whether what is stored follows from the events, and put right where it does not.
 *
 * <p>Instances go on taking commands meanwhile. Most events are read in slices, each in a short transaction of its own,
 * since one that writes holds back every reader of events. A check then reads the rest, and the rows that are stored, as
 * of one moment; a command is in that picture with its events and its rows, or with neither, so no lock is needed. A
 * rebuild locks {@code eventstore.event} in share mode for the rest: every command's transaction appends before it writes
 * rows, so the lock waits for those that have appended and keeps the others from it until the rows are put right.
 */
public final class RowsAnew {
    private static final int SLICE = 1_000;
    private static final int LOCK_SECONDS = 4; // commands wait 5 s for a lock

    private final Owner owner;
    private final IdentityKey key;
    private final StoredEvents parsing;

    /**
     * @param key the one that clients are known again by
     * @param parsing opens what is personal, which some rows are hashes of
     */
    public RowsAnew(Owner owner, IdentityKey key, StoredEvents parsing) {
        this.parsing = parsing;
        this.owner = owner;
        this.key = key;
    }

    private enum Purpose {
        CHECK, REBUILD
    }

    /**
     * Compares; changes nothing.
     *
     * @throws StartRefused another check or rebuild is running
     */
    public Comparison check() {
        return run(Purpose.CHECK);
    }

    /**
     * Compares and puts right what differs, all of it or nothing.
     *
     * @return what differed before
     * @throws StartRefused another check or rebuild is running, commands did not let it in, or the events themselves break
     *     a rule
     */
    public Comparison rebuild() {
        return run(Purpose.REBUILD);
    }

    private Comparison run(Purpose purpose) {
        try (Connection connection = owner.connect()) {
            alone(connection);
            Shadow shadow = Shadow.create(connection);
            try {
                return new Run(connection, shadow).to(purpose);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                shadow.drop();
                letOthers(connection);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static void alone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '" + LOCK_SECONDS + "s'; set synchronous_commit = off");
            try (ResultSet answer = statement
                    .executeQuery("select pg_try_advisory_lock(hashtextextended('rules anew', 0))")) {
                answer.next();
                if (!answer.getBoolean(1)) {
                    throw new StartRefused("Another check or rebuild of the rules is running on this database.",
                            "Wait for its end.");
                }
            }
        }
    }

    /** At once, and not some time after the connection is closed. */
    private static void letOthers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(hashtextextended('rules anew', 0))");
        }
    }

    private static RuntimeException refused(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("23")) {
            return new StartRefused("The events break a rule: " + e.getMessage(),
                    "Nothing was changed. Put right what was recorded (cancel or void one of the two, end an episode),"
                            + " and rebuild again.",
                    e);
        }
        if (state.equals("55P03")) {
            return new StartRefused(
                    "A transaction that appends events did not end within " + LOCK_SECONDS + " seconds.",
                    "Nothing was changed. Try again when less is going on.", e);
        }
        return new IllegalStateException("the rules' rows cannot be made anew", e);
    }

    /** One time through all events. */
    private final class Run {
        private final Connection connection;
        private final Shadow shadow;
        private final Rules rules;
        private final EventReader reader;
        private EventPosition read = EventPosition.BEGINNING;
        private long events;

        Run(Connection connection, Shadow shadow) {
            this.connection = connection;
            this.shadow = shadow;
            this.rules = new Rules(new SingleConnectionDataSource(shadow.writing(), true), key);
            this.reader = new EventReader(new SingleConnectionDataSource(connection, true)::getConnection);
        }

        Comparison to(Purpose purpose) throws SQLException {
            connection.setAutoCommit(false);
            for (List<RecordedEvent> slice = next(); !slice.isEmpty(); slice = next()) {
                record(slice);
                connection.commit();
            }
            rules.settle(); // now, so that little is left to settle in the end
            connection.commit();
            return switch (purpose) {
                case CHECK -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    yield compare();
                }
                case REBUILD -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("lock table eventstore.event in share mode");
                    }
                    Comparison differing = compare();
                    shadow.takeOver();
                    connection.commit();
                    yield differing;
                }
            };
        }

        private Comparison compare() throws SQLException {
            record(reader.committedAfter(read));
            rules.settle();
            return shadow.compare(events);
        }

        /** Whole transactions: a row may follow from several events of one append. */
        private List<RecordedEvent> next() {
            for (int limit = SLICE;; limit *= 2) {
                List<RecordedEvent> slice = reader.after(read, limit);
                if (slice.size() < limit) {
                    return slice;
                }
                EventPosition last = slice.getLast().position();
                List<RecordedEvent> whole = slice.stream().filter(each -> !together(each.position(), last)).toList();
                if (!whole.isEmpty()) {
                    return whole;
                }
            }
        }

        private static boolean together(EventPosition one, EventPosition other) {
            return one.epoch() == other.epoch() && one.transactionId() == other.transactionId();
        }

        /** Transaction by transaction, as the rows were written then. */
        private void record(List<RecordedEvent> slice) {
            parsing.prepare(slice);
            for (int from = 0, to = 0; from < slice.size(); from = to) {
                EventPosition first = slice.get(from).position();
                while (to < slice.size() && together(slice.get(to).position(), first)) {
                    to++;
                }
                rules.record(slice.subList(from, to).stream().map(parsing::event).toList());
            }
            events += slice.size();
            if (!slice.isEmpty()) {
                read = slice.getLast().position();
            }
        }
    }
}
