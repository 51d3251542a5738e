package io.lumbar.infrastructure.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import io.lumbar.infrastructure.StartRefused;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema to this release, as the owner, and lets the run-time user in. */
final class Schema {
    static final String RUNTIME_ROLE = "lumbar_runtime";
    static final String VAULT_ROLE = "lumbar_vault";
    private static final String NO_DEMO = "LB006";

    private Schema() {}

    /** @throws StartRefused the database cannot be used, or a newer release has migrated it already */
    static Flyway migrate(Database database) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(database.url(), database.owner().user(), database.owner().password())
                    .outputQueryResults(false)
                    .load();
            refuseDowngrade(flyway, database);
            flyway.migrate();
            try (var owner = DriverManager.getConnection(database.url(), database.owner().user(),
                    database.owner().password()); var statement = owner.createStatement()) {
                letIn(database, owner, statement);
                freeClaims(database, statement);
            }
            return flyway;
        } catch (FlywayException | SQLException e) {
            throw new StartRefused("The database " + database.address() + " cannot be migrated by "
                    + database.owner().user() + ": " + innermost(e).getMessage(),
                    "Check that it runs, and the address and logins in LUMBAR_DATABASE_*.", e);
        }
    }

    /**
     * Marks the store as a demo for ever; nothing happens where it is one.
     *
     * @throws StartRefused it holds events that are no demo's
     */
    static void markDemo(Database database) {
        try (var owner = DriverManager.getConnection(database.url(), database.owner().user(),
                database.owner().password()); var statement = owner.createStatement()) {
            statement.execute("select eventstore.mark_demo()");
        } catch (SQLException e) {
            if (!NO_DEMO.equals(e.getSQLState())) {
                throw new StartRefused("The database " + database.address() + " cannot be marked as a demo: "
                        + e.getMessage(), "Check that it runs, and the address and logins in LUMBAR_DATABASE_*.", e);
            }
            throw new StartRefused(
                    "A demo was asked for, but the store at " + database.address() + " holds events of its own.",
                    "Start without --lumbar.demo and LUMBAR_DEMO, or on another LUMBAR_HOME or LUMBAR_DATABASE_URL.");
        }
    }

    private static void refuseDowngrade(Flyway flyway, Database database) {
        Arrays.stream(flyway.info().all()).filter(Schema::isUnknown).findFirst().ifPresent(newer -> {
            throw new StartRefused(
                    "The database %s has been migrated to version %s by a newer release, which this one does not know."
                            .formatted(database.address(), newer.getVersion()),
                    "Start that release or a later one. There is no way back but a backup.");
        });
    }

    private static boolean isUnknown(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS
                || migration.getState() == MigrationState.FUTURE_FAILED;
    }

    /**
     * One login that does everything steps down to the role, so it must not have the role's rights all the time. Nor must any
     * login have the vault's but where it takes its role.
     */
    private static void letIn(Database database, Connection owner, Statement statement) throws SQLException {
        grant(RUNTIME_ROLE, !database.singleUser(), database, owner, statement);
        grant(VAULT_ROLE, false, database, owner, statement);
    }

    private static void grant(String role, boolean inherited, Database database, Connection owner, Statement statement)
            throws SQLException {
        String user = database.runtime().user();
        try (var question = owner.prepareStatement("select pg_has_role(?, ?, ?)")) {
            question.setString(1, user);
            question.setString(2, role);
            question.setString(3, inherited ? "USAGE" : "SET");
            try (var answer = question.executeQuery()) {
                answer.next();
                if (answer.getBoolean(1)) {
                    return;
                }
            }
            statement.execute("grant %s to %s with set true, inherit %s".formatted(role,
                    statement.enquoteIdentifier(user, true), inherited));
        }
    }

    /**
     * An instance that was killed leaves its claims on projections and imports behind, which others respect for a while. On the
     * embedded database there are no others.
     */
    private static void freeClaims(Database database, Statement owner) throws SQLException {
        if (database.server() != null) {
            owner.execute("update axon.token set owner = null where owner is not null");
            owner.execute("update application.import_slice set claimed_until = null where claimed_until is not null");
        }
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }
}
