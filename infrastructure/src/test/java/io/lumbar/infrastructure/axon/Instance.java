package io.lumbar.infrastructure.axon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.lumbar.application.Decisions;
import io.lumbar.application.Records;
import io.lumbar.application.imports.Drafts;
import io.lumbar.application.imports.ImportStore;
import io.lumbar.application.imports.Licences;
import io.lumbar.infrastructure.calendar.Bookings;
import io.lumbar.infrastructure.client.ClientStandings;
import io.lumbar.infrastructure.client.Identities;
import io.lumbar.infrastructure.clinic.OpenClinics;
import io.lumbar.infrastructure.episode.OpenEpisodes;
import io.lumbar.infrastructure.episode.RuleBreaches;
import io.lumbar.infrastructure.episode.UrgentReferrals;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.PostgresEventStorageEngine;
import io.lumbar.infrastructure.imports.StoredImports;
import io.lumbar.infrastructure.therapist.Caseloads;
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
final class Instance implements AutoCloseable {
    final Decisions decisions;
    final Records records;
    final AnsweredRequests answers;
    final Drafts drafts;
    final ImportStore imports;
    final Licences licences;
    private final EmbeddedEventStore events;

    Instance(DataSource dataSource) {
        var connections = new SpringDataSourceConnectionProvider(dataSource);
        var serializer = new NamedSerializer();
        var reader = new EventReader(connections);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        events = EmbeddedEventStore.builder()
                .storageEngine(
                        new PostgresEventStorageEngine(connections, serializer, EventUpcasters.chain(), 100))
                .build();
        var template = new JdbcTemplate(dataSource);
        var known = new KnownStates(100);
        answers = new AnsweredRequests(template);
        List<ConstraintRows> rules = List.of(ConstraintRows.each(new ClientStandings(jdbc)::record),
                ConstraintRows.each(new OpenEpisodes(jdbc)::record), new Caseloads(jdbc)::record,
                events -> Bookings.record(template, events), ConstraintRows.each(new LicenceNumbers(jdbc)::record),
                ConstraintRows.each(new OpenClinics(jdbc)::record),
                ConstraintRows.each(new Identities(jdbc, "a key of more than thirty-two characters",
                        Path.of("unused"))::record),
                ConstraintRows.each(new UrgentReferrals(jdbc)::record),
                events -> RuleBreaches.record(jdbc, events));
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        drafts = new AxonDrafts(transactions, connections, rules, serializer);
        imports = new StoredImports(template);
        licences = new LicenceNumbers(jdbc);
        decisions = AxonDecisions.on(SimpleCommandBus.builder().build(),
                new DeciderHost.Surroundings(events, reader, new AggregateCache(100), known,
                        new Commitment(transactions, connections, rules, answers, Duration.ofMinutes(1))),
                answers);
        records = new EventFolds(reader, new StoredEvents(serializer, EventUpcasters.chain()), known);
    }

    /** Axon's own repository over the same events, which gives up at once where a lock is held. */
    <A> Repository<A> repository(Class<A> type) {
        var impatient = PessimisticLockFactory.builder().acquireAttempts(1).lockAttemptTimeout(1).build();
        return EventSourcingRepository.builder(type).eventStore(events).lockFactory(impatient).build();
    }

    @Override
    public void close() {
        events.shutDown();
    }
}
