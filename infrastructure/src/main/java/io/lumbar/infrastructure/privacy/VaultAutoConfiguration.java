package io.lumbar.infrastructure.privacy;

import java.nio.file.Path;

import io.lumbar.application.Unavailable;
import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.infrastructure.database.VaultConnections;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The vault, for the product and for an operator's commands. A bean of another key management takes the place of files. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.database.DatabaseAutoConfiguration")
@EnableScheduling
class VaultAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    KeyManagement masterKeys(VaultConnections connections, @Value("${lumbar.home}") Path home,
            @Value("${lumbar.master-key:}") String keys) {
        return MasterKeys.of(keys, home.resolve("master-key"), () -> JdbcVault.isFilled(connections.dataSource()));
    }

    @Bean
    JdbcVault vault(VaultConnections connections, KeyManagement masterKeys) {
        return JdbcVault.open(connections.dataSource(), masterKeys);
    }

    @Bean
    OperatorCommand renewKeys(JdbcVault vault) {
        return VaultCommand.renewing(vault);
    }

    @Bean
    OperatorCommand rewrapKeys(JdbcVault vault, KeyManagement masterKeys) {
        return VaultCommand.rewrapping(vault, masterKeys);
    }

    @Bean
    Sweeping orphanedKeys(JdbcVault vault) {
        return new Sweeping(vault);
    }

    /**
     * Keys of a registration that was refused in the end are swept away once an hour; those that any instance destroyed are out
     * of the memory of each within seconds.
     */
    static final class Sweeping {
        private final JdbcVault vault;

        Sweeping(JdbcVault vault) {
            this.vault = vault;
        }

        @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
        void sweep() {
            vault.sweep();
        }

        @Scheduled(fixedDelayString = "PT5S")
        void forgetDestroyed() {
            try {
                vault.forgetDestroyed();
            } catch (Unavailable _) {
                // without the database nothing is opened for anybody, and keys do not stay in memory for long
            }
        }
    }
}
