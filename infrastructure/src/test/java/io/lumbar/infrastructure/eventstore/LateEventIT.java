package io.lumbar.infrastructure.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.infrastructure.TestDatabase;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One transaction stays open for three seconds while others commit every 100 ms. The events' own timestamps are 61
 * seconds old, as after a pause of the process or from a clock that is behind. Two pooled processors tail the store.
 */
class LateEventIT {
    private static final int PROMPT = 30;

    private TestDatabase database;
    private HikariDataSource transactions;

    @BeforeEach
    void migrate() {
        database = TestDatabase.migrated();
        var config = new HikariConfig();
        config.setDataSource(database.ownerDataSource());
        config.setAutoCommit(false);
        transactions = new HikariDataSource(config);
    }

    @AfterEach
    void drop() {
        transactions.close();
        database.close();
    }

    @Test
    void the_late_event_reaches_both_processors_in_the_committed_order() {
        var engine = new PostgresEventStorageEngine(connections(), Noted.SERIALIZER, NoOpEventUpcaster.INSTANCE, 100);
        Seen seen = tailWhileOneTransactionStaysOpen(engine);

        List<String> committed = Noted
                .texts(new EventReader(database.dataSource()::getConnection).after(EventPosition.BEGINNING, 100));
        assertThat(committed).hasSize(PROMPT + 2).contains("late");
        assertThat(seen.byFirst()).isEqualTo(committed);
        assertThat(seen.bySecond()).isEqualTo(committed);
    }

    /** The negative control, and the reason for an engine of our own. */
    @Test
    void axons_own_engine_loses_the_late_event_on_both_processors() throws SQLException {
        stock(database.ownerDataSource()::getConnection).createSchema(PostgresEventTableFactory.INSTANCE);
        JdbcEventStorageEngine engine = stock(connections());
        Seen seen = tailWhileOneTransactionStaysOpen(engine);

        assertThat(Sql.value(database.ownerDataSource(), "select count(*) from DomainEventEntry"))
                .isEqualTo(Integer.toString(PROMPT + 2));
        assertThat(seen.byFirst()).hasSize(PROMPT + 1).doesNotContain("late");
        assertThat(seen.bySecond()).hasSize(PROMPT + 1).doesNotContain("late");
    }

    private Seen tailWhileOneTransactionStaysOpen(EventStorageEngine engine) {
        var first = new First();
        var second = new Second();
        Configuration axon = DefaultConfigurer.defaultConfiguration().configureSerializer(c -> Noted.SERIALIZER)
                .configureEventStore(
                        c -> EmbeddedEventStore.builder().storageEngine(engine).fetchDelay(20).build())
                .eventProcessing(processing -> processing
                        .usingPooledStreamingEventProcessors((c, processor) -> processor.initialSegmentCount(1))
                        .registerTokenStore(c -> new InMemoryTokenStore()).registerEventHandler(c -> first)
                        .registerEventHandler(c -> second))
                .start();
        try {
            UnitOfWork<?> late = append(engine, "late");
            CurrentUnitOfWork.clear(late);
            for (int i = 0; i < PROMPT; i++) {
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                append(engine, "prompt " + i).commit();
            }
            CurrentUnitOfWork.set(late);
            late.commit();
            append(engine, "end").commit();
            await().until(() -> first.texts.contains("end") && second.texts.contains("end"));
        } finally {
            axon.shutdown();
        }
        return new Seen(first.texts, second.texts);
    }

    private static UnitOfWork<?> append(EventStorageEngine engine, String text) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage(text));
        engine.appendEvents(old(text));
        return unit;
    }

    private static JdbcEventStorageEngine stock(ConnectionProvider connections) {
        return JdbcEventStorageEngine.builder().eventSerializer(Noted.SERIALIZER).snapshotSerializer(Noted.SERIALIZER)
                .connectionProvider(connections).transactionManager(NoTransactionManager.INSTANCE).build();
    }

    private UnitOfWorkAwareConnectionProviderWrapper connections() {
        return new UnitOfWorkAwareConnectionProviderWrapper(transactions::getConnection);
    }

    private static EventMessage<Noted> old(String text) {
        Instant then = Instant.now().minusSeconds(61);
        return new GenericDomainEventMessage<>("care-episode", Noted.newStream().toString(), 0, new Noted(text),
                MetaData.emptyInstance(), UUID.randomUUID().toString(), then);
    }

    private record Seen(List<String> byFirst, List<String> bySecond) {}

    abstract static class Processor {
        final List<String> texts = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(Noted noted) {
            texts.add(noted.text());
        }
    }

    @ProcessingGroup("first")
    static final class First extends Processor {}

    @ProcessingGroup("second")
    static final class Second extends Processor {}
}
