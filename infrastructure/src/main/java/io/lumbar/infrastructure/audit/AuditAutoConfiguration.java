package io.lumbar.infrastructure.audit;

import java.nio.file.Path;

import javax.sql.DataSource;

import io.lumbar.infrastructure.SecretFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What proves the history, for the product and for an operator's commands. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.database.DatabaseAutoConfiguration")
class AuditAutoConfiguration {
    @Bean
    SealKey sealKey(DataSource dataSource, @Value("${lumbar.home}") Path home,
            @Value("${lumbar.seal-key:}") String key) {
        return SealKey.of(key, new SecretFile(home.resolve("seal-key"), "LUMBAR_SEAL_KEY"),
                new Seals(dataSource).last());
    }

    @Bean
    SealFile sealFile(@Value("${lumbar.home}") Path home, @Value("${lumbar.seals.folder:}") String folder) {
        return new SealFile(folder.isBlank() ? home.resolve("seals") : Path.of(folder));
    }

    @Bean
    VerifiedHistory history(DataSource dataSource, SealKey key, SealFile file) {
        return new VerifiedHistory(dataSource, key, file);
    }

    @Bean
    VerifyCommand verifyHistory(VerifiedHistory history) {
        return new VerifyCommand(history);
    }
}
