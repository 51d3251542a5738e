package io.lumbar.infrastructure.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The seals in the database, and the leaves of the events that they hold or will. */
final class Seals {
    private static final String COLUMNS = "number, previous, sealed_at, epoch, transaction_id, position, events, root, key,"
            + " signature";
    private static final String AFTER = "(epoch, transaction_id, position) > (?::smallint, ?::xid8, ?::bigint)";
    private static final String LEAVES = "select epoch, transaction_id, position, stream_kind, stream_id, version, hash"
            + " from eventstore.event where " + AFTER + " and ";
    private static final String IN_ORDER = " order by epoch, transaction_id, position";

    private final JdbcClient jdbc;

    Seals(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The one with the highest number; null when there is none. */
    @Nullable
    Seal last() {
        return jdbc.sql("select " + COLUMNS + " from eventstore.seal order by number desc limit 1").query(Seals::seal)
                .optional().orElse(null);
    }

    /** The one of that number; null when there is none. */
    @Nullable
    Seal numbered(long number) {
        return jdbc.sql("select " + COLUMNS + " from eventstore.seal where number = ?").param(number)
                .query(Seals::seal).optional().orElse(null);
    }

    /** Those with higher numbers, the lowest first. */
    List<Seal> after(long number, int limit) {
        return jdbc.sql("select " + COLUMNS + " from eventstore.seal where number > ? order by number limit ?")
                .param(number).param(limit).query(Seals::seal).list();
    }

    /** False when another of this number is there already. */
    boolean add(Seal seal) {
        return jdbc.sql("insert into eventstore.seal (" + COLUMNS
                + ") values (?, ?, ?, ?, ?::xid8, ?, ?, ?, ?, ?) on conflict do nothing").param(seal.number())
                .param(seal.previous()).param(seal.sealedAt().atOffset(ZoneOffset.UTC)).param(seal.through().epoch())
                .param(Long.toString(seal.through().transactionId())).param(seal.through().place())
                .param(seal.events()).param(seal.root()).param(seal.key()).param(seal.signature()).update() == 1;
    }

    OffsetDateTime now() {
        return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /** Of the events after one that nothing can come between any more. */
    List<Leaf> leavesAfter(EventPosition position, int limit) {
        return jdbc.sql(LEAVES + EventReader.BELOW_HORIZON + IN_ORDER + " limit " + limit).params(at(position))
                .query(Seals::leaf).list();
    }

    /** Of at most so many events after one, up to another and with it. */
    List<Leaf> leaves(EventPosition after, EventPosition through, int limit) {
        return jdbc
                .sql(LEAVES + "(epoch, transaction_id, position) <= (?::smallint, ?::xid8, ?::bigint)" + IN_ORDER
                        + " limit " + limit)
                .params(at(after)).params(at(through)).query(Seals::leaf).list();
    }

    private static List<Object> at(EventPosition position) {
        return List.of(position.epoch(), Long.toString(position.transactionId()), position.place());
    }

    private static Leaf leaf(ResultSet row, int number) throws SQLException {
        return new Leaf(new EventPosition(row.getInt(1), row.getLong(2), row.getLong(3)), row.getInt(4),
                row.getObject(5, UUID.class), row.getLong(6), row.getBytes(7));
    }

    private static Seal seal(ResultSet row, int number) throws SQLException {
        return new Seal(row.getLong(1), row.getBytes(2), row.getObject(3, OffsetDateTime.class).toInstant(),
                new EventPosition(row.getInt(4), row.getLong(5), row.getLong(6)), row.getInt(7), row.getBytes(8),
                row.getBytes(9), row.getBytes(10));
    }
}
