package io.lumbar.infrastructure.account;

import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.lumbar.application.account.AccountAccess;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.AccountEvent.AccountDisabled;
import io.lumbar.domain.account.AccountEvent.AccountOpened;
import io.lumbar.domain.account.AccountEvent.LogInNameGiven;
import io.lumbar.domain.account.AccountEvent.RightsChanged;
import io.lumbar.domain.account.AccountEvent.SecondFactorEnrolled;
import io.lumbar.domain.account.AccountEvent.SecondFactorRemoved;
import io.lumbar.domain.account.AccountEvent.SecretRenewed;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row an account with what is asked at the door, written with the events, and the hashes of secrets beside it. */
public final class StoredAccounts implements AccountAccess {

    private final JdbcClient jdbc;
    private final IdentityKey key;

    /**
     * Rows through {@code jdbc}, in the transaction that is running where there is one.
     *
     * @param key under which accounts are known by the names to log in with
     */
    public StoredAccounts(JdbcClient jdbc, IdentityKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /** Writes {@code rules.account}. */
    public void record(Event event) {
        switch (event) {
            case AccountOpened opened -> open(opened);
            case RightsChanged changed -> set(changed.rights(), jdbc.sql("""
                    update rules.account
                    set every_clinic = :every, roles = :roles, clinics = :clinics, therapist_id = :therapist
                    where account_id = :account""").param("account", changed.account().value())).update();
            case LogInNameGiven given -> jdbc
                    .sql("update rules.account set log_in_name = :name where account_id = :account")
                    .param("name", given.name() instanceof Personal.Known<String>(_, String name) ? digest(name) : null,
                            Types.BINARY)
                    .param("account", given.account().value()).update();
            case SecretRenewed renewed -> jdbc.sql("update rules.account set secret_id = ? where account_id = ?")
                    .params(renewed.secret().value(), renewed.account().value()).update();
            case SecondFactorEnrolled enrolled -> secondFactor(enrolled.account(), enrolled.factor().value());
            case SecondFactorRemoved removed -> secondFactor(removed.account(), null);
            case AccountDisabled disabled -> jdbc.sql("""
                    update rules.account set enabled = false, log_in_name = null where account_id = ?""")
                    .param(disabled.account().value()).update();
            default -> {}
        }
    }

    /** Deletes the hash, or the second factor, that counts no more from this event on; while {@code rules.account} still names it. */
    public void forgetReplaced(Event event) {
        switch (event) {
            case SecretRenewed renewed -> forgetSecretOf(renewed.account());
            case SecondFactorEnrolled enrolled -> forgetSecondFactorOf(enrolled.account());
            case SecondFactorRemoved removed -> forgetSecondFactorOf(removed.account());
            case AccountDisabled disabled -> {
                forgetSecretOf(disabled.account());
                forgetSecondFactorOf(disabled.account());
            }
            default -> {}
        }
    }

    private void secondFactor(AccountId account, @Nullable UUID factor) {
        jdbc.sql("update rules.account set second_factor_id = :factor where account_id = :account")
                .param("factor", factor, Types.OTHER).param("account", account.value()).update();
    }

    private void open(AccountOpened opened) {
        set(opened.rights(), jdbc.sql("""
                insert into rules.account (account_id, secret_id, enabled, every_clinic, roles, clinics, therapist_id)
                values (:account, :secret, true, :every, :roles, :clinics, :therapist)""")
                .param("account", opened.account().value()).param("secret", opened.secret().value())).update();
    }

    private static JdbcClient.StatementSpec set(Rights rights, JdbcClient.StatementSpec statement) {
        TherapistId therapist = rights.therapist();
        return statement.param("every", rights.everyClinic())
                .param("roles", rights.roles().stream().map(Role::name).toArray(String[]::new))
                .param("clinics", rights.clinics().stream().map(ClinicId::value).toArray(UUID[]::new))
                .param("therapist", therapist == null ? null : therapist.value(), Types.OTHER);
    }

    private void forgetSecretOf(AccountId account) {
        jdbc.sql("""
                delete from access.secret
                where secret_id = (select secret_id from rules.account where account_id = ?)""")
                .param(account.value()).update();
    }

    private void forgetSecondFactorOf(AccountId account) {
        jdbc.sql("""
                delete from access.second_factor
                where factor_id = (select second_factor_id from rules.account where account_id = ?)""")
                .param(account.value()).update();
    }

    @Override
    public Optional<Rights> rights(AccountId account) {
        return reached(() -> jdbc.sql("""
                select every_clinic, roles, clinics, therapist_id from rules.counting_account
                where account_id = ?""").param(account.value()).query((row, _) -> {
            UUID therapist = row.getObject("therapist_id", UUID.class);
            return new Rights(Query.texts(row, "roles").stream().map(Role::valueOf).toList(),
                    row.getBoolean("every_clinic"),
                    Query.elements(row, "clinics", UUID.class).stream().map(ClinicId::new).toList(),
                    therapist == null ? null : new TherapistId(therapist));
        }).optional());
    }

    @Override
    public Optional<String> hash(AccountId account) {
        return reached(() -> jdbc.sql("""
                select s.hash from rules.counting_account a join access.secret s on s.secret_id = a.secret_id
                where a.account_id = ?""").param(account.value()).query(String.class).optional());
    }

    @Override
    public Optional<AccountId> named(String logInName) {
        return reached(() -> jdbc.sql("select account_id from rules.counting_account where log_in_name = ?")
                .param(digest(logInName)).query((row, _) -> new AccountId(row.getObject(1, UUID.class))).optional());
    }

    /** Under the key, because a name to log in with often is a person's name. */
    private byte[] digest(String logInName) {
        return key.hash("log-in name " + logInName.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean hasChosenSecret(AccountId account) {
        return reached(() -> jdbc.sql("""
                select s.chosen from rules.counting_account a join access.secret s on s.secret_id = a.secret_id
                where a.account_id = ?""").param(account.value()).query(Boolean.class).optional()
                .orElse(false));
    }

    @Override
    public void keep(SecretId secret, String hash, boolean chosen) {
        reached(() -> {
            jdbc.sql("""
                    delete from access.secret s
                    where kept_at < statement_timestamp() - interval '1 day'
                      and not exists (select from rules.account a where a.secret_id = s.secret_id)""").update();
            return jdbc.sql("insert into access.secret (secret_id, hash, chosen) values (?, ?, ?)")
                    .params(secret.value(), hash, chosen)
                    .update();
        });
    }

    @Override
    public void forget(SecretId secret) {
        reached(() -> jdbc.sql("delete from access.secret where secret_id = ?").param(secret.value()).update());
    }

    private static <T> T reached(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (RuntimeException e) {
            throw Outage.or(e);
        }
    }
}
