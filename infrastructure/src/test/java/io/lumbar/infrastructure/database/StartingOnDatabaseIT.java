package io.lumbar.infrastructure.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.embedded.EmbeddedServer;
import io.lumbar.infrastructure.embedded.Login;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartingOnDatabaseIT {
    private static final Login OWNER = new Login(TestDatabase.OWNER, TestDatabase.PASSWORD);
    private static final Login RUNTIME = new Login(TestDatabase.RUNTIME, TestDatabase.PASSWORD);

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void the_schema_is_migrated_before_anyone_gets_a_connection() {
        starting("lumbar.database.user=" + RUNTIME.user(), "lumbar.database.password=" + RUNTIME.password(),
                "lumbar.database.owner=" + OWNER.user(), "lumbar.database.owner-password=" + OWNER.password())
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(DataSource.class);
                    try (var connection = context.getBean(DataSource.class).getConnection()) {
                        assertThat(answer(connection, "select current_user")).isEqualTo(RUNTIME.user());
                        assertThat(answer(connection, "select pg_has_role('lumbar_runtime', 'USAGE')")).isEqualTo("t");
                    }
                });
    }

    @Test
    void one_login_for_everything_steps_down_at_run_time() throws SQLException {
        try (var connection = database.superuserDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("grant lumbar_runtime to " + OWNER.user() + " with inherit false");
        }
        starting("lumbar.database.user=" + OWNER.user(), "lumbar.database.password=" + OWNER.password())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    try (var connection = context.getBean(DataSource.class).getConnection()) {
                        assertThat(answer(connection, "select current_user")).isEqualTo("lumbar_runtime");
                        assertThatThrownBy(() -> answer(connection, "create table public.forbidden ()"))
                                .hasMessageContaining("permission denied");
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"statement_timeout,30s", "lock_timeout,5s", "idle_in_transaction_session_timeout,10s",
            "transaction_timeout,45s"})
    void no_transaction_of_run_time_lasts_long(String limit, String value) throws SQLException {
        Database started = with(OWNER, RUNTIME);
        Schema.migrate(started);
        try (var pool = Pool.open(started, 2); var connection = pool.getConnection()) {
            assertThat(answer(connection, "show " + limit)).isEqualTo(value);
        }
    }

    @Test
    void a_process_that_began_in_an_epoch_before_gets_no_new_connection() throws SQLException {
        Database started = with(OWNER, RUNTIME);
        Schema.migrate(started);
        try (var pool = Pool.open(started, 2); var owner = database.superuserDataSource().getConnection()) {
            pool.getConnection().close();
            try (var statement = owner.createStatement()) {
                statement.execute("insert into eventstore.epoch (epoch, system_identifier, timeline)"
                        + " select epoch + 1, system_identifier, timeline from eventstore.epoch");
            }
            Objects.requireNonNull(pool.getHikariPoolMXBean()).softEvictConnections();
            assertThatThrownBy(pool::getConnection)
                    .hasStackTraceContaining("restored or promoted since this process began");
            Pool.open(started, 2).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "update (payload)", "delete", "truncate"})
    void a_run_time_user_who_could_change_events_is_refused(String right) throws SQLException {
        Database started = with(OWNER, RUNTIME);
        Schema.migrate(started);
        try (var connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            Pool.open(started, 2).close();
            statement.execute("grant " + right + " on eventstore.event to " + RUNTIME.user());
        }
        assertThatThrownBy(() -> Pool.open(started, 2)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("could change or delete recorded events");
    }

    @Test
    void a_run_time_user_who_is_a_superuser_is_refused() throws SQLException {
        Login superuser = new Login("lumbar_superuser", TestDatabase.PASSWORD);
        Schema.migrate(with(OWNER, RUNTIME));
        try (var connection = database.superuserDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role lumbar_superuser superuser login password '" + superuser.password() + "'");
            try {
                assertThatThrownBy(() -> Pool.open(with(OWNER, superuser), 2)).isInstanceOf(StartRefused.class)
                        .hasMessageContaining("superuser");
            } finally {
                statement.execute("drop role lumbar_superuser");
            }
        }
    }

    @Test
    void a_connection_of_an_epoch_that_is_over_is_refused() throws SQLException {
        Database started = with(OWNER, RUNTIME);
        Schema.migrate(started);
        try (var connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update eventstore.epoch set timeline = timeline + 1");
        }
        assertThatThrownBy(() -> Pool.open(started, 2)).isInstanceOf(StartRefused.class).hasMessageContaining("epoch");
        Schema.migrate(started);
        Pool.open(started, 2).close();
    }

    @Test
    void a_schema_of_a_newer_release_is_refused() throws SQLException {
        Database started = with(OWNER, RUNTIME);
        Schema.migrate(started);
        try (var connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into flyway_schema_history
                    select 9999, '9999', 'of tomorrow', 'SQL', 'V9999__of_tomorrow.sql', 1, 'someone', now(), 1, true""");
        }
        assertThatThrownBy(() -> Schema.migrate(started)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("9999").hasMessageContaining("newer release");
    }

    @Test
    void a_database_that_does_not_answer_is_told_without_its_parameters() {
        var nowhere = new Database("jdbc:postgresql://127.0.0.1:1/lumbar?sslpassword=secret", OWNER, RUNTIME, null);
        assertThatThrownBy(() -> Schema.migrate(nowhere)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("127.0.0.1:1/lumbar").hasMessageNotContaining("secret");
        long before = System.nanoTime();
        assertThatThrownBy(() -> Pool.open(nowhere, 2)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be used by lumbar_app").hasMessageNotContaining("secret");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void an_external_database_without_a_user_is_refused() {
        starting().run(context -> assertThat(context).hasFailed().getFailure().rootCause()
                .isInstanceOf(StartRefused.class).hasMessageContaining("LUMBAR_DATABASE_USER"));
    }

    /** What a killed instance claimed: others must respect it, the one instance of an embedded database need not. */
    @Test
    void claims_are_freed_where_nobody_else_can_hold_them(@TempDir Path folder) throws SQLException {
        try (var server = EmbeddedServer.start(folder, 0)) {
            for (Database started : List.of(new Database(server.url(), server.owner(), server.application(), server),
                    with(OWNER, RUNTIME))) {
                Schema.migrate(started);
                try (var connection = DriverManager.getConnection(started.url(), started.owner().user(),
                        started.owner().password()); var statement = connection.createStatement()) {
                    statement.execute("update axon.token set owner = 'killed' where processor_name = 'episodes-v2'");
                    Schema.migrate(started);
                    assertThat(answer(connection, "select owner from axon.token where processor_name = 'episodes-v2'"))
                            .isEqualTo(started.server() == null ? "killed" : null);
                }
            }
        }
    }

    private ApplicationContextRunner starting(String... settings) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class,
                        DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withPropertyValues("lumbar.database.url=" + database.url()).withPropertyValues(settings);
    }

    private Database with(Login owner, Login runtime) {
        return new Database(database.url(), owner, runtime, null);
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
