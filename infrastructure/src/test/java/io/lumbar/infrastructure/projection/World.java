package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.Position;
import io.lumbar.application.privacy.InMemoryVault;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.Schemas;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.PostgresEventStorageEngine;
import io.lumbar.infrastructure.eventstore.RecordedEvent;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database with an event store and projections over it, and as many instances of the application as are asked for. */
public final class World implements AutoCloseable {
    public final TestDatabase database;
    public final NamedSerializer serializer;
    private final StoredEvents parsing;
    public final EventReader reader;
    public final Readings readings;
    private final List<Projection> projections;
    private final Map<StreamId, Long> versions = new HashMap<>();
    private final SpringDataSourceConnectionProvider connections;
    private final JdbcTransactionManager transactions;

    /** Nothing personal is kept by these projections. */
    public World(Projection... projections) {
        this(new NamedSerializer(new InMemoryVault()), projections);
    }

    /** @param serializer the one that the projections read and write personal data with */
    public World(NamedSerializer serializer, Projection... projections) {
        this(TestDatabase.migrated(), serializer, projections);
    }

    World(TestDatabase database, NamedSerializer serializer, Projection... projections) {
        this.database = database;
        this.serializer = serializer;
        this.parsing = new StoredEvents(serializer);
        DataSource dataSource = database.dataSource();
        this.projections = List.of(projections);
        connections = new SpringDataSourceConnectionProvider(dataSource);
        transactions = new JdbcTransactionManager(dataSource);
        reader = new EventReader(connections);
        readings = new Readings(dataSource, serializer, Duration.ofSeconds(5));
        execute("delete from axon.token where processor_name <> '__config' and processor_name <> all(?)",
                Query.array("text", this.projections, Projection::name));
        for (Projection projection : projections) {
            execute("insert into axon.token (processor_name, segment, claimed_at) values (?, 0, '2026-01-01T00:00:00Z')"
                    + " on conflict do nothing", projection.name());
        }
    }

    /** An instance of the application as far as projections go. */
    public final class Instance implements AutoCloseable {
        final EmbeddedEventStore store = EmbeddedEventStore.builder().optimizeEventConsumption(false)
                .storageEngine(new PostgresEventStorageEngine(connections, serializer, NoOpEventUpcaster.INSTANCE, 500))
                .build();
        final Projections running = new Projections(projections, store, tokens(), new SpringTransactionManager(
                transactions), database.dataSource(), reader, serializer);

        Instance(boolean started) {
            if (started) {
                running.start();
            }
        }

        @Override
        public void close() {
            running.stop();
            store.shutDown();
        }
    }

    public Instance start() {
        return new Instance(true);
    }

    TokenStore tokens() {
        return JdbcTokenStore.builder().connectionProvider(connections).serializer(serializer)
                .schema(Schemas.tokens()).nodeId(UUID.randomUUID().toString()).claimTimeout(Duration.ofSeconds(25))
                .build();
    }

    Rebuild rebuild() {
        return new Rebuild(projections, new Transactions(transactions, database.dataSource()), reader,
                new ProjectedEvents(parsing), tokens());
    }

    StoredParkedEvents parked() {
        return new StoredParkedEvents(projections, new Transactions(transactions, database.dataSource()), reader,
                this::event);
    }

    /** Makes every projection anew from all events. */
    public void rebuildAll() {
        rebuild().of(java.util.Set.of());
    }

    /** The event in its domain form. */
    public Event event(RecordedEvent stored) {
        return parsing.event(stored);
    }

    /** Appends events of one stream. */
    public Position append(List<? extends Event> events) {
        StreamId stream = events.getFirst().stream();
        long first = versions.getOrDefault(stream, 0L);
        versions.put(stream, first + events.size());
        return append(stream, first,
                events.stream().map(event -> {
                    UUID id = UUID.randomUUID();
                    return new Payload(id, serializer.typeForClass(event.getClass()).getName(),
                            serializer.payload(new GenericEventMessage<>(id.toString(), event, Map.of(), Instant.EPOCH))
                                    .getData());
                }).toList());
    }

    /** Appends what may not be an event at all, or was written by an earlier release. */
    public Position appendRaw(StreamId stream, String name, String payload) {
        long version = versions.merge(stream, 1L, Long::sum) - 1;
        return append(stream, version, List.of(new Payload(UUID.randomUUID(), name, payload)));
    }

    private record Payload(UUID id, String name, String json) {}

    private Position append(StreamId stream, long first, List<Payload> payloads) {
        int kind = switch (stream.kind()) {
            case CLIENT -> 1;
            case THERAPIST -> 2;
            case CLINIC -> 3;
            case CARE_EPISODE -> 4;
            case WORK_ENTRY -> 6;
            case ACCOUNT -> 5;
        };
        try (Connection connection = database.dataSource().getConnection()) {
            return new Query("select epoch, transaction_id, position from eventstore.append("
                    + "?::smallint[], ?, ?, ?, ?, ?::smallint[], ?, ?) order by 3 desc limit 1",
                    Query.array("int4", payloads, _ -> kind), Query.array("uuid", payloads, _ -> stream.id()),
                    Query.array("int8", numbers(payloads.size()), n -> first + n),
                    Query.array("uuid", payloads, Payload::id),
                    Query.array("text", payloads, Payload::name), Query.array("int4", payloads, _ -> 1),
                    Query.array("text", payloads, Payload::json),
                    Query.array("text", payloads, _ -> "{\"actor\":\"test\"}")).list(
                            connection, row -> new Position(
                                    new EventPosition(row.getInt(1), row.getLong(2), row.getLong(3)).toString()))
                    .getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> numbers(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }

    /** The database's time. */
    public Instant now() {
        return query("select clock_timestamp() as now",
                row -> Objects.requireNonNull(Query.instant(row, "now"))).getFirst();
    }

    public <R> List<R> query(String sql, Query.RowReading<R> reading, Object... values) {
        try (Connection connection = database.dataSource().getConnection()) {
            return new Query(sql, values).list(connection, reading);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql, Object... values) {
        try (Connection connection = database.ownerDataSource().getConnection()) {
            new Query(sql, values).update(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
