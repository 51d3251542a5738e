package io.lumbar.api.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.lumbar.application.account.AccountAccess;
import io.lumbar.application.account.AppStore;
import io.lumbar.application.account.Apps;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.AppId;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.account.Rights;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The client of the installation, which has rights until it is disabled. */
class AdminClientTest {

    /** No account at all. */
    private static final class NoApps implements AppStore {
        @Override
        public Optional<Apps.App> app(AppId id) {
            return Optional.empty();
        }

        @Override
        public Optional<String> secretHash(AppId id) {
            return Optional.empty();
        }

        @Override
        public List<Apps.App> all() {
            return List.of();
        }

        @Override
        public boolean put(AppId id, String name, List<String> redirectUris, String secretHash, String actor) {
            return false;
        }

        @Override
        public void remove(AppId id, String actor) {
            // there is none
        }
    }

    private static final class Nobody implements AccountAccess {
        private final Map<SecretId, String> hashes = new HashMap<>();

        @Override
        public Optional<Rights> rights(AccountId account) {
            return Optional.empty();
        }

        @Override
        public Optional<String> hash(AccountId account) {
            return Optional.empty();
        }

        @Override
        public Optional<AccountId> named(String logInName) {
            return Optional.empty();
        }

        @Override
        public boolean hasChosenSecret(AccountId account) {
            return false;
        }

        @Override
        public void keep(SecretId secret, String hash, boolean chosen) {
            hashes.put(secret, hash);
        }

        @Override
        public void forget(SecretId secret) {
            hashes.remove(secret);
        }
    }

    @Test
    void may_do_everything_until_it_is_disabled() {
        assertThat(new AccessRules(new Nobody(), true).of("client:admin-cli")).contains(Rights.ALL);
        assertThat(new AccessRules(new Nobody(), false).of("client:admin-cli")).isEmpty();
    }

    @Test
    void gets_no_token_when_it_is_disabled() {
        var admin = TokenClients.client("admin-cli", "{bcrypt}x");

        assertThat(new TokenClients(admin, new Nobody(), new AppClients(new NoApps())).findByClientId("admin-cli"))
                .isSameAs(admin);
        assertThat(new TokenClients(null, new Nobody(), new AppClients(new NoApps())).findByClientId("admin-cli"))
                .isNull();
    }

    @Test
    void is_the_only_caller_without_an_account() {
        for (String caller : new String[]{"client:other", "account:admin-cli", "account:", "", "admin-cli"}) {
            assertThat(new AccessRules(new Nobody(), true).of(caller)).as(caller).isEmpty();
        }
    }
}
