package io.lumbar.infrastructure.axon;

import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.Decisions;
import io.lumbar.application.Records;
import io.lumbar.application.Sight;
import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.application.privacy.KeyedHash;
import io.lumbar.application.privacy.Vault;
import io.lumbar.application.worklist.SharedClock;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.PostgresEventStorageEngine;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Every part of Axon that stores or decides, named one by one. Left to its own configuration Axon finds no data source
 * under Spring Boot 4 and runs without transactions and without a store, and says nothing; {@link AxonParts} refuses to
 * start then.
 */
@AutoConfiguration(afterName = {"io.lumbar.infrastructure.database.DatabaseAutoConfiguration",
        "io.lumbar.infrastructure.privacy.VaultAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"}, beforeName = {
                "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
                "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
                "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"})
@EnableScheduling
public class AxonHostAutoConfiguration {
    private static final int EVENTS_PER_READ = 500;
    private static final Duration TAKEN_ALONG_WITHIN = Duration.ofMillis(100);
    private static final int CACHED_AGGREGATES = 4_096;
    private static final int CACHED_RECORDS = 4_096;
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(25);

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** Connections of the running transaction, where there is one; Axon's unit of work would hold them longer. */
    @Bean
    ConnectionProvider axonConnectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    @Primary
    NamedSerializer serializer(Vault vault) {
        return new NamedSerializer(vault);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(NamedSerializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(NamedSerializer serializer) {
        return serializer;
    }

    @Bean
    EventUpcasterChain eventUpcasterChain(NamedSerializer serializer) {
        return EventUpcasters.chain(serializer);
    }

    @Bean
    StoredEvents storedEvents(NamedSerializer serializer, EventUpcasterChain upcasters) {
        return new StoredEvents(serializer, upcasters);
    }

    @Bean
    EventReader eventReader(ConnectionProvider connections) {
        return new EventReader(connections);
    }

    @Bean
    EventStorageEngine eventStorageEngine(ConnectionProvider connections, NamedSerializer serializer,
            EventUpcasterChain upcasters) {
        return new PostgresEventStorageEngine(connections, serializer, upcasters, EVENTS_PER_READ);
    }

    /** Its readers read by themselves when they are woken: one thread that reads for all would read at every commit. */
    @Bean(name = "eventBus", destroyMethod = "shutDown")
    EmbeddedEventStore eventStore(EventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false).build();
    }

    @Bean
    SharedClock sharedClock(ConnectionProvider connections) {
        return new DatabaseClock(connections)::instant;
    }

    @Bean
    ClaimClock claimClock(ConnectionProvider connections) {
        return new ClaimClock(new DatabaseClock(connections));
    }

    /** An instance owns its claims under a name that no other and no earlier instance has. */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, NamedSerializer serializer, ClaimClock clock) {
        clock.start(); // commands of operators claim without a start
        return JdbcTokenStore.builder().connectionProvider(connections).serializer(serializer)
                .schema(Schemas.tokens()).nodeId(UUID.randomUUID().toString()).claimTimeout(CLAIM_TIMEOUT).build();
    }

    /** Commands carry what their events need, so nothing is correlated; each host begins its own transaction. */
    @Bean
    SimpleCommandBus commandBus() {
        return SimpleCommandBus.builder().build();
    }

    @Bean
    AnsweredRequests answeredRequests(DataSource dataSource, KeyedHash hash) {
        return new AnsweredRequests(new JdbcTemplate(dataSource), hash);
    }

    @Bean
    Decisions decisions(CommandBus bus, EventStore events, EventReader reader, TransactionManager transactions,
            ConnectionProvider connections, ObjectProvider<ConstraintRows> constraints, AnsweredRequests answers,
            KnownStates known, Sight sight, ObjectProvider<MeterRegistry> meters) {
        Decisions decisions = AxonDecisions.on(bus,
                new DeciderHost.Surroundings(events, reader, new AggregateCache(CACHED_AGGREGATES), known,
                        new Commitment(transactions, connections, constraints.orderedStream().toList(), answers,
                                TAKEN_ALONG_WITHIN)),
                sight, answers);
        MeterRegistry registry = meters.getIfAvailable();
        return registry == null ? decisions : new TimedDecisions(decisions, registry);
    }

    @Bean
    AxonDrafts drafts(TransactionManager transactions, ConnectionProvider connections,
            ObjectProvider<ConstraintRows> constraints, NamedSerializer serializer) {
        return new AxonDrafts(transactions, connections, constraints.orderedStream().toList(), serializer);
    }

    @Bean
    KnownStates knownStates() {
        return new KnownStates(CACHED_RECORDS);
    }

    @Bean
    Records records(EventReader reader, StoredEvents events, KnownStates known) {
        return new EventFolds(reader, events, known);
    }

    @Bean
    Sight sight(Records records, ClientEpisodes episodes) {
        return new Sight(records, episodes);
    }

    @Bean
    ForgottenAnswers forgottenAnswers(AnsweredRequests answers) {
        return new ForgottenAnswers(answers);
    }

    @Bean
    SmartInitializingSingleton axonParts(Configuration axon, EventStorageEngine engine) {
        return () -> AxonParts.check(axon, engine);
    }

    /** Forgets answers to old requests once an hour. */
    static final class ForgottenAnswers {
        private final AnsweredRequests answers;

        ForgottenAnswers(AnsweredRequests answers) {
            this.answers = answers;
        }

        @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
        void forget() {
            answers.forgetOld();
        }
    }
}
