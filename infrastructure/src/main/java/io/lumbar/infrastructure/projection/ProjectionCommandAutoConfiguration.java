package io.lumbar.infrastructure.projection;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.privacy.Vault;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.Schemas;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An operator's commands about projections, which run without the processors and all of Axon that keeps them going. */
@AutoConfiguration
@ConditionalOnProperty("lumbar.command")
class ProjectionCommandAutoConfiguration {
    private final List<Projection> projections;
    private final SpringDataSourceConnectionProvider connections;
    private final Transactions transactions;
    private final EventReader events;
    private final ProjectedEvents parsing;

    ProjectionCommandAutoConfiguration(DataSource dataSource, List<Projection> projections, Vault vault) {
        this.parsing = new ProjectedEvents(new StoredEvents(new NamedSerializer(vault)));
        this.projections = List.copyOf(projections);
        this.connections = new SpringDataSourceConnectionProvider(dataSource);
        this.transactions = new Transactions(new JdbcTransactionManager(dataSource), dataSource);
        this.events = new EventReader(connections);
    }

    private ParkedCommand parked() {
        return new ParkedCommand(new StoredParkedEvents(projections, transactions, events, parsing::event));
    }

    @Bean
    OperatorCommand listParked() {
        return parked().list();
    }

    @Bean
    OperatorCommand retryParked() {
        return parked().retry();
    }

    @Bean
    OperatorCommand discardParked() {
        return parked().discard();
    }

    @Bean
    OperatorCommand rebuildProjections() {
        return ParkedCommand.rebuild(new Rebuild(projections, transactions, events, parsing,
                JdbcTokenStore.builder().connectionProvider(connections).serializer(new NamedSerializer())
                        .schema(Schemas.tokens()).nodeId("rebuild-" + UUID.randomUUID()).build()));
    }
}
