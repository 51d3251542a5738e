package io.lumbar.infrastructure.projection;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** What keeps projections going and reads them, whichever they are. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.axon.AxonHostAutoConfiguration")
public class ProjectionAutoConfiguration {
    /** How long a reader waits for a position, or for transactions that may still record something by a moment. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    Projections projections(List<Projection> all, EmbeddedEventStore source, TokenStore tokens,
            TransactionManager transactions, DataSource dataSource, EventReader events, NamedSerializer serializer) {
        return new Projections(all, source, tokens, transactions, dataSource, events, serializer);
    }

    /** By the name without its end, {@code projections}, it is in the group of readiness. */
    @Bean
    CatchingUp projectionsHealthIndicator(Projections projections, EventReader events) {
        return new CatchingUp(projections, events);
    }

    @Bean
    Transactions projectionTransactions(PlatformTransactionManager manager, DataSource dataSource) {
        return new Transactions(manager, dataSource);
    }

    /** By the name without its end, {@code parkedEvents}, it is shown and in no group: the product goes on with it. */
    @Bean
    ParkedHealth parkedEventsHealthIndicator(Projections projections) {
        return new ParkedHealth(projections);
    }

    @Bean
    MeterBinder parkedEventsMeter(Projections projections) {
        return registry -> projections.all().forEach(each -> Gauge
                .builder("lumbar.parked.events", () -> projections.parked(each))
                .description("events that the projection could not apply, and those that wait for them")
                .tag("projection", each.name()).register(registry));
    }

    @Bean
    Readings readings(DataSource dataSource, NamedSerializer serializer) {
        return new Readings(dataSource, serializer, PATIENCE);
    }
}
