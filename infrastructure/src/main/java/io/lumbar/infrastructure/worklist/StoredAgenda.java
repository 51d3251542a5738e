package io.lumbar.infrastructure.worklist;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.lumbar.application.Position;
import io.lumbar.application.worklist.Agenda;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;

/**
 * Kept in the database, for all instances. Changes are followed in the order of all events below the horizon, as
 * projections follow them, but only by their streams; each keeping is one short transaction.
 */
public final class StoredAgenda implements Agenda {
    private static final int EVENTS_AT_ONCE = 500;
    private static final int STREAMS_AT_ONCE = 100;
    private static final String LABELS = """
            select k.name, s.stream_id %s from %s s join eventstore.stream_kind k on k.kind = s.stream_kind""";

    private final DataSource dataSource;

    public StoredAgenda(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Changes changes() {
        return with(connection -> {
            List<EventPosition> followed = new Query("select epoch, transaction_id, position from policy.followed")
                    .list(connection, StoredAgenda::position);
            EventPosition from = followed.isEmpty() ? EventPosition.BEGINNING : followed.getFirst();
            var streams = new LinkedHashSet<StreamId>();
            var last = new ArrayList<EventPosition>();
            new Query(LABELS.formatted(", s.epoch, s.transaction_id, s.position", """
                    (select epoch, transaction_id, position, stream_kind, stream_id from eventstore.event
                     where (epoch, transaction_id, position) > (?::smallint, ?::xid8, ?::bigint)
                     and (epoch, transaction_id) <
                         (eventstore.current_epoch(), pg_snapshot_xmin(pg_current_snapshot()))
                     order by epoch, transaction_id, position limit\s""" + EVENTS_AT_ONCE + ")")
                    + " order by s.epoch, s.transaction_id, s.position", from.epoch(),
                    Long.toString(from.transactionId()), from.place()).list(connection, row -> {
                        last.add(position(row));
                        return streams.add(stream(row));
                    });
            return new Changes(List.copyOf(streams),
                    last.isEmpty() ? null : new Position(last.getLast().toString()));
        });
    }

    @Override
    public List<StreamId> due(Instant now) {
        return with(connection -> new Query(LABELS.formatted("", "policy.agenda")
                + " where s.look_at <= ? order by s.look_at limit " + STREAMS_AT_ONCE, now)
                .list(connection, StoredAgenda::stream));
    }

    @Override
    public Map<StreamId, Set<WorkEntryId>> entries(Collection<StreamId> streams) {
        return with(connection -> {
            var entries = new HashMap<StreamId, Set<WorkEntryId>>();
            new Query(LABELS.formatted(", s.entries", "policy.agenda") + " where s.stream_id = any(?)",
                    Query.array("uuid", streams, StreamId::id))
                    .list(connection, row -> entries.put(stream(row),
                            Query.elements(row, "entries", UUID.class).stream().map(WorkEntryId::new)
                                    .collect(Collectors.toSet())));
            return entries;
        });
    }

    @Override
    public void keep(List<Looked> looked, @Nullable Position upTo) {
        with(connection -> {
            connection.setAutoCommit(false);
            try {
                keep(connection, looked);
                if (upTo != null) {
                    follow(connection, EventPosition.parse(upTo.value()));
                }
                connection.commit();
                return upTo;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    /** In the order of the streams, so that two instances that keep the same wait for each other. */
    private static void keep(Connection connection, List<Looked> looked) throws SQLException {
        for (Looked each : looked.stream().sorted((one, other) -> one.stream().id().compareTo(other.stream().id()))
                .toList()) {
            Object kind = new Query("select kind from eventstore.stream_kind where name = ?",
                    each.stream().kind().label()).list(connection, row -> row.getInt(1)).getFirst();
            if (each.again() == null && each.entries().isEmpty()) {
                new Query("delete from policy.agenda where stream_kind = ? and stream_id = ?", kind,
                        each.stream().id()).update(connection);
            } else {
                new Query("""
                        insert into policy.agenda as a (stream_kind, stream_id, look_at, entries) values (?, ?, ?, ?)
                        on conflict (stream_kind, stream_id)
                        do update set look_at = excluded.look_at, entries = excluded.entries
                        where (a.look_at, a.entries) is distinct from (excluded.look_at, excluded.entries)""", kind,
                        each.stream().id(), each.again(),
                        Query.array("uuid", each.entries().stream().map(WorkEntryId::value).sorted().toList(),
                                id -> id))
                        .update(connection);
            }
        }
    }

    private static void follow(Connection connection, EventPosition upTo) throws SQLException {
        new Query("""
                insert into policy.followed as f (epoch, transaction_id, position) values (?::smallint, ?::xid8, ?)
                on conflict (one) do update
                set epoch = excluded.epoch, transaction_id = excluded.transaction_id, position = excluded.position
                where (f.epoch, f.transaction_id, f.position)
                    < (excluded.epoch, excluded.transaction_id, excluded.position)""",
                upTo.epoch(), Long.toString(upTo.transactionId()), upTo.place()).update(connection);
    }

    @Override
    public List<EpisodeId> plannedWith(TherapistId therapist) {
        return with(connection -> new Query(
                "select distinct episode_id from rules.booking where planned_with = ?", therapist.value())
                .list(connection, row -> new EpisodeId(row.getObject(1, UUID.class))));
    }

    private static EventPosition position(ResultSet row) throws SQLException {
        return new EventPosition(row.getInt("epoch"), row.getLong("transaction_id"), row.getLong("position"));
    }

    private static StreamId stream(ResultSet row) throws SQLException {
        String label = row.getString("name");
        StreamId.Kind kind = Arrays.stream(StreamId.Kind.values()).filter(each -> each.label().equals(label))
                .findFirst().orElseThrow();
        return new StreamId(kind, row.getObject("stream_id", UUID.class));
    }

    private interface Work<R extends @Nullable Object> {
        R with(Connection connection) throws SQLException;
    }

    private <R extends @Nullable Object> R with(Work<R> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw Outage.or(new IllegalStateException("the policies' agenda cannot be read or kept", e));
        }
    }
}
