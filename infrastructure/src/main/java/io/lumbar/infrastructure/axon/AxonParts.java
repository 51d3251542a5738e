package io.lumbar.infrastructure.axon;

import java.util.Map;

import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.eventstore.PostgresEventStorageEngine;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;

/** The parts that Axon really runs with. It falls back on parts that keep nothing without a word. */
final class AxonParts {
    private static final Map<Class<?>, Class<?>> WANTED = Map.of(TransactionManager.class,
            SpringTransactionManager.class, CommandBus.class, SimpleCommandBus.class, EventBus.class,
            EmbeddedEventStore.class, TokenStore.class, JdbcTokenStore.class);

    private AxonParts() {}

    /** @throws StartRefused when a part is not the one that keeps what it is given */
    static void check(Configuration axon, EventStorageEngine engine) {
        WANTED.forEach((role, wanted) -> require(role.getSimpleName(), axon.getComponent(role), wanted));
        require("EventStorageEngine", engine, PostgresEventStorageEngine.class);
        require("Serializer", axon.serializer(), NamedSerializer.class);
        require("event serializer", axon.eventSerializer(), NamedSerializer.class);
        require("message serializer", axon.messageSerializer(), NamedSerializer.class);
    }

    private static void require(String role, Object part, Class<?> wanted) {
        if (part.getClass() != wanted) {
            throw new StartRefused("Axon's %s is a %s instead of a %s.".formatted(role, part.getClass().getName(),
                    wanted.getSimpleName()), "Remove the configuration or the library that replaces it.");
        }
    }
}
