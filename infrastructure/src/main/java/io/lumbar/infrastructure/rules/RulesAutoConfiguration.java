package io.lumbar.infrastructure.rules;

import java.nio.file.Path;

import javax.sql.DataSource;

import io.lumbar.application.privacy.Vault;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.database.Owner;
import io.lumbar.infrastructure.therapist.LicenceNumbers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules that are kept as rows, for the product and for an operator's commands, which need nothing else of it. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.database.DatabaseAutoConfiguration")
class RulesAutoConfiguration {
    @Bean
    IdentityKey clientIndexKey(DataSource dataSource, @Value("${lumbar.home}") Path home,
            @Value("${lumbar.client-index-key:}") String key) {
        return IdentityKey.of(key, home.resolve("client-index-key"), JdbcClient.create(dataSource));
    }

    @Bean
    Rules rules(DataSource dataSource, IdentityKey key) {
        new LicenceNumbers(JdbcClient.create(dataSource), key).hashAnew();
        return new Rules(dataSource, key);
    }

    @Bean
    RowsAnew rowsAnew(Owner owner, IdentityKey key, Vault vault) {
        return new RowsAnew(owner, key, new StoredEvents(new NamedSerializer(vault)));
    }

    @Bean
    RulesCommand checkRules(RowsAnew rows) {
        return RulesCommand.check(rows);
    }

    @Bean
    RulesCommand rebuildRules(RowsAnew rows) {
        return RulesCommand.rebuild(rows);
    }
}
