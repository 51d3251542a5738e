package io.lumbar.infrastructure.axon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.application.Decisions;
import io.lumbar.application.Records;
import io.lumbar.application.Sight;
import io.lumbar.application.imports.Drafts;
import io.lumbar.application.imports.ImportStore;
import io.lumbar.application.imports.Licences;
import io.lumbar.application.privacy.Vault;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.client.ClientStandings;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.PostgresEventStorageEngine;
import io.lumbar.infrastructure.imports.StoredImports;
import io.lumbar.infrastructure.privacy.JdbcVault;
import io.lumbar.infrastructure.privacy.TestKeys;
import io.lumbar.infrastructure.rules.Rules;
import io.lumbar.infrastructure.therapist.LicenceNumbers;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.Repository;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One instance of the application as far as commands and records go, with caches of its own, without Spring's context. */
public final class Instance implements AutoCloseable {
    public final Decisions decisions;
    public final Records records;
    final AnsweredRequests answers;
    final Drafts drafts;
    final ImportStore imports;
    final Licences licences;
    /** Reads what is personal, too. */
    public final StoredEvents stored;
    private final EmbeddedEventStore events;

    private final HikariDataSource keys;

    public Instance(TestDatabase database) {
        this(database, connections -> JdbcVault.open(connections, TestKeys.MASTER));
    }

    /** @param vaults that of the instance, given connections of the vault's role */
    Instance(TestDatabase database, Function<DataSource, Vault> vaults) {
        DataSource dataSource = database.dataSource();
        keys = database.newVaultPool();
        var connections = new SpringDataSourceConnectionProvider(dataSource);
        Vault vault = vaults.apply(keys);
        var serializer = new NamedSerializer(vault);
        var reader = new EventReader(connections);
        events = EmbeddedEventStore.builder()
                .storageEngine(
                        new PostgresEventStorageEngine(connections, serializer, EventUpcasters.chain(serializer), 100))
                .build();
        var known = new KnownStates(100);
        var key = IdentityKey.of("a key of more than thirty-two characters", Path.of("unused"),
                JdbcClient.create(dataSource));
        answers = new AnsweredRequests(new JdbcTemplate(dataSource), key);
        List<ConstraintRows> rules = List.of(new Rules(dataSource, key));
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        drafts = new AxonDrafts(transactions, connections, rules, serializer);
        imports = new StoredImports(new JdbcTemplate(dataSource), vault, key);
        licences = new LicenceNumbers(JdbcClient.create(dataSource), key);
        stored = new StoredEvents(serializer);
        records = new EventFolds(reader, stored, known);
        decisions = AxonDecisions.on(SimpleCommandBus.builder().build(),
                new DeciderHost.Surroundings(events, reader, new AggregateCache(100), known,
                        new Commitment(transactions, connections, rules, answers, Duration.ofMinutes(1))),
                new Sight(records, new ClientStandings(JdbcClient.create(dataSource))), answers);
    }

    /** Axon's own repository over the same events, which gives up at once where a lock is held. */
    <A> Repository<A> repository(Class<A> type) {
        var impatient = PessimisticLockFactory.builder().acquireAttempts(1).lockAttemptTimeout(1).build();
        return EventSourcingRepository.builder(type).eventStore(events).lockFactory(impatient).build();
    }

    @Override
    public void close() {
        events.shutDown();
        keys.close();
    }
}
