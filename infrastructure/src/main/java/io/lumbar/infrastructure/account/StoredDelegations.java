package io.lumbar.infrastructure.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.account.Delegations;
import io.lumbar.application.privacy.KeyedHash;
import io.lumbar.domain.AppId;
import io.lumbar.infrastructure.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of {@code access.delegation}, by the database's clock. Each step is one statement that only one of several who try it at the same
 * moment passes, at whichever instance.
 */
public final class StoredDelegations implements Delegations {
    private static final Logger LOG = LoggerFactory.getLogger(StoredDelegations.class);
    /** However busy the person is: as long as a log-in of pages. */
    private static final String LONGEST = "interval '12 hours'";
    private static final String STANDING = """
            select d.delegation_id, d.app_id, d.caller, d.secret, d.redirect_uri, d.code_challenge, d.code_used
            from access.delegation d join access.app a using (app_id)
            where a.removed_at is null and d.begun_at > statement_timestamp() - %s""".formatted(LONGEST);

    private final JdbcClient jdbc;
    private final KeyedHash hash;

    /**
     * Rows through {@code jdbc}.
     *
     * @param hash of codes and tokens
     */
    public StoredDelegations(JdbcClient jdbc, KeyedHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    private record Row(Delegation delegation, boolean codeUsed) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new Delegation(row.getObject(1, UUID.class), new AppId(row.getObject(2, UUID.class)),
                row.getString(3), row.getBytes(4), row.getString(5), row.getString(6)), row.getBoolean(7));
    }

    @Override
    public void begin(Delegation begun, String code, Duration counts) {
        Outage.during(() -> {
            jdbc.sql("delete from access.delegation where begun_at < statement_timestamp() - " + LONGEST).update();
            return jdbc.sql("""
                    insert into access.delegation
                        (delegation_id, app_id, caller, secret, redirect_uri, code_challenge, code, code_till)
                    values (?, ?, ?, ?, ?, ?, ?, statement_timestamp() + make_interval(secs => ?))""")
                    .params(begun.id(), begun.app().value(), begun.caller(), begun.secret(), begun.redirectUri(),
                            begun.codeChallenge(), hashed(code), counts.toSeconds())
                    .update();
        });
    }

    @Override
    public Optional<Delegation> byCode(String code) {
        Optional<Row> found = Outage.during(() -> jdbc
                .sql(STANDING + " and d.code = ? and (d.code_used or d.code_till > statement_timestamp())")
                .param(hashed(code)).query((row, _) -> row(row)).optional());
        if (found.isPresent() && found.get().codeUsed) {
            endStolen(found.get().delegation.id(), "a code");
            return Optional.empty();
        }
        return found.map(Row::delegation);
    }

    @Override
    public Optional<Delegation> byRefresh(String token) {
        Optional<UUID> used = Outage.during(() -> jdbc
                .sql("select delegation_id from access.used_refresh where token = ?").param(hashed(token))
                .query(UUID.class).optional());
        if (used.isPresent()) {
            endStolen(used.get(), "a refresh token");
            return Optional.empty();
        }
        return Outage.during(() -> jdbc
                .sql(STANDING + " and d.refresh = ? and d.refresh_till > statement_timestamp()").param(hashed(token))
                .query((row, _) -> row(row)).optional()).map(Row::delegation);
    }

    private void endStolen(UUID delegation, String what) {
        end(delegation);
        LOG.warn("Somebody showed {} that was used before; everything that came of it was ended (delegation {})", what,
                delegation);
    }

    @Override
    public boolean exchange(String code, String refresh, Duration counts) {
        boolean first = Outage.during(() -> jdbc.sql("""
                update access.delegation
                set code_used = true, refresh = :refresh,
                    refresh_till = statement_timestamp() + make_interval(secs => :counts)
                where code = :code and not code_used""").param("refresh", hashed(refresh))
                .param("counts", counts.toSeconds()).param("code", hashed(code)).update()) == 1;
        if (!first) {
            byCode(code);
        }
        return first;
    }

    @Override
    public boolean rotate(String before, String refresh, Duration counts) {
        boolean first = Outage.during(() -> jdbc.sql("""
                with rotated as (
                    update access.delegation
                    set refresh = :refresh, refresh_till = statement_timestamp() + make_interval(secs => :counts)
                    where refresh = :before returning delegation_id)
                insert into access.used_refresh (token, delegation_id) select :before, delegation_id from rotated""")
                .param("refresh", hashed(refresh)).param("counts", counts.toSeconds()).param("before", hashed(before))
                .update()) == 1;
        if (!first) {
            byRefresh(before);
        }
        return first;
    }

    @Override
    public boolean stands(UUID id) {
        return Outage.during(() -> jdbc.sql(STANDING + " and d.delegation_id = ?").param(id)
                .query((row, _) -> row(row)).optional()).isPresent();
    }

    @Override
    public void end(UUID id) {
        Outage.during(() -> jdbc.sql("delete from access.delegation where delegation_id = ?").param(id).update());
    }

    private byte[] hashed(String token) {
        return hash.hash("token " + token);
    }
}
