package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.Registration;
import org.axonframework.common.io.IOUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the projections going: one processor each, which any number of instances share through the token store. They
 * start after everything that they write to and stop before it.
 */
public final class Projections implements SmartLifecycle {
    /** Events applied in one transaction, which then takes far less than a second. */
    static final int BATCH = 500;
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;
    private static final long CLAIM_EXTENSION_MILLIS = 5_000;
    private static final int THREADS = 2;

    private final List<Projection> projections;
    private final BiFunction<Projection, WakingSource, PooledStreamingEventProcessor.Builder> processor;
    private final EmbeddedEventStore store;
    private final DataSource dataSource;
    private final EventReader events;
    private final Positions positions;
    private Map<String, PooledStreamingEventProcessor> running = Map.of();
    private List<AutoCloseable> resources = List.of();

    /** Projects what {@code store} tells. */
    public Projections(List<Projection> projections, EmbeddedEventStore store, TokenStore tokens,
            TransactionManager transactions, DataSource dataSource, EventReader events,
            Serializer serializer) {
        this.projections = List.copyOf(projections);
        this.dataSource = dataSource;
        this.events = events;
        this.store = store;
        this.positions = new Positions(serializer);
        this.processor = (projection, source) -> PooledStreamingEventProcessor.builder().name(projection.name())
                .eventHandlerInvoker(new BatchInvoker(projection, dataSource, serializer)).messageSource(source)
                .tokenStore(tokens).transactionManager(transactions).batchSize(BATCH).initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createTailToken).tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                .claimExtensionThreshold(CLAIM_EXTENSION_MILLIS);
    }

    /** All of them. */
    List<Projection> all() {
        return projections;
    }

    @Override
    public synchronized void start() {
        var coordinators = Executors.newScheduledThreadPool(1, new AxonThreadFactory("projection-coordinator"));
        var workers = Executors.newScheduledThreadPool(THREADS, new AxonThreadFactory("projection"));
        var source = new WakingSource(store, events);
        Registration commits = store.subscribe(
                messages -> CurrentUnitOfWork.ifStarted(unit -> unit.afterCommit(_ -> source.committed())));
        resources = List.of(commits::cancel, source, coordinators::shutdown, workers::shutdown);
        running = projections.stream().collect(Collectors.toMap(Projection::name, projection -> processor
                .apply(projection, source).coordinatorExecutor(coordinators).workerExecutor(workers).build()));
        running.values().forEach(PooledStreamingEventProcessor::start);
    }

    @Override
    public synchronized void stop() {
        running.values().forEach(PooledStreamingEventProcessor::shutDown);
        for (AutoCloseable resource : resources) {
            IOUtils.closeQuietly(resource);
        }
        running = Map.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    /** The names of those that have not come as far as {@code position}, wherever they run. */
    List<String> behind(EventPosition position) {
        try (Connection connection = dataSource.getConnection()) {
            var behind = new ArrayList<String>();
            for (Projection projection : projections) {
                if (positions.least(connection, List.of(projection.name())).compareTo(position) < 0) {
                    behind.add(projection.name());
                }
            }
            return behind;
        } catch (SQLException e) {
            throw new IllegalStateException("the projections' positions cannot be read", e);
        }
    }

    /** How many events are parked of a projection, wherever it runs. */
    long parked(Projection projection) {
        try (Connection connection = dataSource.getConnection()) {
            return ParkedRows.count(connection, projection.name());
        } catch (SQLException e) {
            throw new IllegalStateException("the parked events cannot be counted", e);
        }
    }

    /** How a projection stands, wherever it runs. */
    public record Standing(String projection, boolean caughtUp, long parked) {}

    /** How each projection stands at this moment. */
    public List<Standing> standing() {
        var head = events.head();
        try (Connection connection = dataSource.getConnection()) {
            var standing = new ArrayList<Standing>();
            for (Projection projection : projections) {
                boolean caughtUp = positions.least(connection, List.of(projection.name())).compareTo(head) >= 0;
                standing.add(new Standing(projection.name(), caughtUp,
                        ParkedRows.count(connection, projection.name())));
            }
            return standing;
        } catch (SQLException e) {
            throw new IllegalStateException("the projections' positions cannot be read", e);
        }
    }
}
