package io.lumbar.infrastructure.account;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.account.SecondFactors;
import io.lumbar.application.privacy.KeyedHash;
import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Outage;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Second factors as rows of {@code access.second_factor} and {@code access.recovery_code}. */
public final class StoredSecondFactors implements SecondFactors {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final KeyedHash hash;

    /**
     * Rows through {@code jdbc}.
     *
     * @param vault seals the keys
     * @param hash of codes for when a factor is lost
     */
    public StoredSecondFactors(JdbcClient jdbc, Vault vault, KeyedHash hash) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.hash = hash;
    }

    @Override
    public Optional<SecretId> of(AccountId account) {
        return Outage.during(() -> jdbc.sql("""
                select second_factor_id from rules.counting_account
                where account_id = ? and second_factor_id is not null""").param(account.value())
                .query((row, _) -> new SecretId(row.getObject(1, UUID.class))).optional());
    }

    @Override
    public void keep(SecretId factor, AccountId account, byte[] key) {
        byte[] sealed = vault.seal(Subject.of(account), key, place(factor));
        Outage.during(() -> {
            jdbc.sql("""
                    delete from access.second_factor f
                    where kept_at < statement_timestamp() - interval '1 day'
                      and not exists (select from rules.account a where a.second_factor_id = f.factor_id)""").update();
            return jdbc.sql("insert into access.second_factor (factor_id, account_id, sealed) values (?, ?, ?)")
                    .params(factor.value(), account.value(), sealed).update();
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Kept(AccountId account, byte[] sealed) {}

    @Override
    public Optional<byte[]> key(SecretId factor) {
        Optional<Kept> kept = Outage.during(() -> jdbc
                .sql("select account_id, sealed from access.second_factor where factor_id = ?").param(factor.value())
                .query((row, _) -> new Kept(new AccountId(row.getObject(1, UUID.class)), row.getBytes(2))).optional());
        return kept.flatMap(
                row -> Optional.ofNullable(vault.open(Subject.of(row.account), row.sealed, place(factor))));
    }

    private static byte[] place(SecretId factor) {
        return ("second factor " + factor.value()).getBytes(UTF_8);
    }

    @Override
    public boolean use(SecretId factor, long step) {
        return Outage.during(() -> jdbc
                .sql("update access.second_factor set last_step = :step where factor_id = :factor and last_step < :step")
                .param("step", step).param("factor", factor.value()).update()) == 1;
    }

    @Override
    public void keepRecoveryCodes(SecretId factor, Collection<String> codes) {
        byte[][] hashes = codes.stream().map(code -> hashed(factor, code)).toArray(byte[][]::new);
        Outage.during(() -> jdbc.sql("""
                with before as (delete from access.recovery_code where factor_id = :factor)
                insert into access.recovery_code (factor_id, hash) select :factor, unnest(:hashes)""")
                .param("factor", factor.value()).param("hashes", hashes).update());
    }

    @Override
    public boolean useRecoveryCode(SecretId factor, String code) {
        return Outage.during(() -> jdbc.sql("delete from access.recovery_code where factor_id = ? and hash = ?")
                .params(factor.value(), hashed(factor, code)).update()) == 1;
    }

    @Override
    public int recoveryCodesLeft(SecretId factor) {
        return Outage.during(() -> jdbc.sql("select count(*) from access.recovery_code where factor_id = ?")
                .param(factor.value()).query(Integer.class).single());
    }

    private byte[] hashed(SecretId factor, String code) {
        return hash.hash("recovery code " + factor.value() + " " + code);
    }
}
