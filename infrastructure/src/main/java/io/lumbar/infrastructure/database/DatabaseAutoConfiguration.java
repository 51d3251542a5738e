package io.lumbar.infrastructure.database;

import java.sql.DriverManager;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The one {@link javax.sql.DataSource} of the product. Each bean needs the one before, so whoever gets a connection
 * finds the schema migrated, and the embedded server stops after the last connection is closed.
 */
@AutoConfiguration(before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@EnableConfigurationProperties(Settings.class)
class DatabaseAutoConfiguration {
    @Bean
    Database database(Settings settings) {
        return Database.of(settings);
    }

    @Bean
    Flyway migratedSchema(Database database, Settings settings) {
        Flyway migrated = Schema.migrate(database);
        if (settings.demo()) {
            Schema.markDemo(database);
        }
        return migrated;
    }

    @Bean
    Owner owner(Database database, Flyway migratedSchema) {
        return () -> DriverManager.getConnection(database.url(), database.owner().user(), database.owner().password());
    }

    @Bean
    HikariDataSource dataSource(Database database, Settings settings, Flyway migratedSchema) {
        return Pool.open(database, settings.database().connections());
    }

    @Bean
    VaultConnections vaultConnections(Database database, Flyway migratedSchema) {
        return new VaultConnections(Pool.openVault(database));
    }
}
