package io.lumbar.infrastructure.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.account.AppStore;
import io.lumbar.application.account.Apps.App;
import io.lumbar.domain.AppId;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.projection.Query;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programs as rows of {@code access.app}. */
public final class StoredApps implements AppStore {
    private static final String STANDING = """
            select app_id, name, redirect_uris, registered_at from access.app where removed_at is null""";

    private final JdbcClient jdbc;

    /** Rows through {@code jdbc}. */
    public StoredApps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<App> app(AppId id) {
        return Outage.during(() -> jdbc.sql(STANDING + " and app_id = ?").param(id.value())
                .query((row, _) -> app(row)).optional());
    }

    @Override
    public Optional<String> secretHash(AppId id) {
        return Outage
                .during(() -> jdbc.sql("select secret_hash from access.app where app_id = ? and removed_at is null")
                        .param(id.value()).query(String.class).optional());
    }

    @Override
    public List<App> all() {
        return Outage.during(() -> jdbc.sql(STANDING + " order by lower(name), app_id").query((row, _) -> app(row))
                .list());
    }

    private static App app(ResultSet row) throws SQLException {
        return new App(new AppId(row.getObject("app_id", UUID.class)), row.getString("name"),
                Query.texts(row, "redirect_uris"), Objects.requireNonNull(Query.instant(row, "registered_at")));
    }

    @Override
    public boolean put(AppId id, String name, List<String> redirectUris, String secretHash, String actor) {
        return Outage.during(() -> jdbc.sql("""
                insert into access.app as a (app_id, registered_by, changed_by, name, redirect_uris, secret_hash)
                values (:id, :actor, :actor, :name, :uris, :hash)
                on conflict (app_id) do update
                set changed_at = statement_timestamp(), changed_by = :actor, name = :name, redirect_uris = :uris
                where a.removed_at is null""").param("id", id.value()).param("actor", actor).param("name", name)
                .param("uris", redirectUris.toArray(String[]::new)).param("hash", secretHash).update()) == 1;
    }

    @Override
    public void remove(AppId id, String actor) {
        Outage.during(() -> jdbc.sql("""
                with ended as (delete from access.delegation where app_id = :id)
                update access.app set removed_at = statement_timestamp(), removed_by = :actor
                where app_id = :id and removed_at is null""").param("id", id.value()).param("actor", actor).update());
    }
}
