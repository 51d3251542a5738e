package io.lumbar.infrastructure.projection;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.ParkedEvents;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.Schemas;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.eventstore.EventReader;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
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

    @Bean
    Rebuild rebuild(List<Projection> all, Transactions transactions, EventReader events, StoredEvents parsing,
            ConnectionProvider connections, NamedSerializer serializer) {
        TokenStore tokens = JdbcTokenStore.builder().connectionProvider(connections).serializer(serializer)
                .schema(Schemas.tokens()).nodeId("rebuild-" + UUID.randomUUID()).build();
        return new Rebuild(all, transactions, events, parsing::event, tokens);
    }

    @Bean
    ParkedEvents parkedEvents(List<Projection> all, Transactions transactions, EventReader events,
            StoredEvents parsing) {
        return new StoredParkedEvents(all, transactions, events, parsing::event);
    }

    @Bean
    Readings readings(DataSource dataSource, NamedSerializer serializer) {
        return new Readings(dataSource, serializer, PATIENCE);
    }
}
