package io.lumbar.infrastructure.axon;

import javax.sql.DataSource;

import io.lumbar.application.Decisions;
import io.lumbar.application.Records;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.database.Owner;
import io.lumbar.infrastructure.database.VaultConnections;
import io.lumbar.infrastructure.eventstore.PostgresEventStorageEngine;
import io.lumbar.infrastructure.privacy.TestKeys;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AxonPartsIT {
    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** Everything that Spring Boot finds on the class path, as in production, but the test's database. */
    @EnableAutoConfiguration(exclude = {UpdateCheckerAutoConfiguration.class, AxonTimeoutAutoConfiguration.class,
            FlywayAutoConfiguration.class}, excludeName = "io.lumbar.infrastructure.database.DatabaseAutoConfiguration")
    static class Application {}

    private static ApplicationContextRunner application() {
        return new ApplicationContextRunner().withUserConfiguration(Application.class)
                .withInitializer(context -> context.getBeanFactory()
                        .setConversionService(ApplicationConversionService.getSharedInstance()))
                .withPropertyValues("lumbar.home=unused",
                        "lumbar.client-index-key=a key of more than thirty-two characters",
                        "lumbar.seal-key=" + "5a".repeat(32), "lumbar.master-key=" + TestKeys.FIRST)
                .withBean(VaultConnections.class, () -> new VaultConnections(database.newVaultPool()))
                .withBean(DataSource.class, database::newPool)
                .withBean(Owner.class, () -> database.ownerDataSource()::getConnection);
    }

    @Test
    void axon_runs_with_the_parts_that_keep_what_they_are_given() {
        application().run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Decisions.class).hasSingleBean(Records.class);
            Configuration axon = context.getBean(Configuration.class);
            assertThat(axon.getComponent(TransactionManager.class))
                    .isExactlyInstanceOf(SpringTransactionManager.class);
            assertThat(axon.eventStore()).isExactlyInstanceOf(EmbeddedEventStore.class);
            assertThat(context.getBean(EventStorageEngine.class))
                    .isExactlyInstanceOf(PostgresEventStorageEngine.class);
            assertThat(axon.getComponent(TokenStore.class)).isExactlyInstanceOf(JdbcTokenStore.class);
            assertThat(axon.serializer()).isExactlyInstanceOf(NamedSerializer.class);
            assertThat(axon.eventSerializer()).isExactlyInstanceOf(NamedSerializer.class);
            assertThat(axon.messageSerializer()).isExactlyInstanceOf(NamedSerializer.class);
        });
    }

    @Test
    void the_start_is_refused_with_tokens_that_a_restart_would_lose() {
        application().withAllowBeanDefinitionOverriding(true)
                .withBean("tokenStore", TokenStore.class, InMemoryTokenStore::new)
                .run(context -> assertThat(context).hasFailed().getFailure()
                        .isInstanceOf(StartRefused.class).hasMessageContaining("TokenStore is a"));
    }

    @Test
    void the_start_is_refused_without_transactions() {
        application().withAllowBeanDefinitionOverriding(true)
                .withBean("axonTransactionManager", TransactionManager.class, NoTransactionManager::instance)
                .run(context -> assertThat(context).hasFailed().getFailure()
                        .isInstanceOf(StartRefused.class).hasMessageContaining("TransactionManager is a"));
    }

    @Test
    void the_store_of_tokens_is_identified_by_the_row_of_the_migration_and_keeps_tokens() {
        application().run(context -> {
            TokenStore tokens = context.getBean(TokenStore.class);
            assertThat(tokens.retrieveStorageIdentifier()).isPresent()
                    .isEqualTo(tokens.retrieveStorageIdentifier());
            var transactions = context.getBean(TransactionManager.class);
            TrackingToken token = context.getBean(EventStorageEngine.class).createHeadToken();
            transactions.executeInTransaction(() -> tokens.initializeTokenSegments("reports", 2, token));
            assertThat(transactions.fetchInTransaction(() -> tokens.fetchToken("reports", 1))).isEqualTo(token);
            assertThat(transactions.fetchInTransaction(() -> tokens.fetchSegments("reports"))).containsExactly(0, 1);
        });
    }
}
