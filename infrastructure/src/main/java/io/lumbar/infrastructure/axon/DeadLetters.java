package io.lumbar.infrastructure.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

import javax.sql.DataSource;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.EventProcessorProperties;
import org.axonframework.springboot.util.DeadLetterQueueProviderConfigurerModule;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where events are parked that a processor could not process. The queue never uses the connection of the batch, which
 * can do nothing more when it was the database that refused (AxonFramework issue 3289): it looks on a connection of its
 * own and writes in a transaction of its own.
 */
final class DeadLetters {
    private static final String APART = "dead letters";

    private final ConnectionProvider connections;
    private final TransactionManager transactions;
    private final NamedSerializer serializer;

    DeadLetters(DataSource dataSource, PlatformTransactionManager transactions, NamedSerializer serializer) {
        var apart = new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        apart.setName(APART);
        this.transactions = new SpringTransactionManager(transactions, apart);
        this.connections = new Apart(dataSource, new SpringDataSourceConnectionProvider(dataSource));
        this.serializer = serializer;
    }

    /** Of Axon's own type, so that Axon's own module, which knows only groups listed in properties, steps back. */
    DeadLetterQueueProviderConfigurerModule module() {
        Function<String, Function<Configuration, SequencedDeadLetterQueue<EventMessage<?>>>> queues = group -> _ -> queue(
                group);
        return new DeadLetterQueueProviderConfigurerModule(new EventProcessorProperties(), queues) {
            @Override
            public void configureModule(Configurer configurer) {
                configurer.eventProcessing().registerDeadLetterQueueProvider(queues);
            }
        };
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue(String group) {
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder().processingGroup(group)
                .connectionProvider(connections).transactionManager(transactions).schema(Schemas.deadLetters())
                .genericSerializer(serializer).eventSerializer(serializer).build();
    }

    /** The connection of the queue's own transaction, or else a new one: never that of a batch. */
    private record Apart(DataSource dataSource, ConnectionProvider own) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return APART.equals(TransactionSynchronizationManager.getCurrentTransactionName())
                    ? own.getConnection()
                    : dataSource.getConnection();
        }
    }
}
