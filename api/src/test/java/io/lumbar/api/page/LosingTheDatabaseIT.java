package io.lumbar.api.page;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import io.lumbar.api.Lumbar;
import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static io.lumbar.api.page.Visitor.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What browsers are told while the database takes no connections. */
class LosingTheDatabaseIT {
    private static final String SECRET = "a secret of sixteen or more";

    @TempDir
    private Path home;

    @Test
    void nobody_is_let_in_or_shown_anything_and_all_goes_on_afterwards() throws Exception {
        try (var database = TestDatabase.migrated();
                var product = start(database);
                var tampering = database.superuserDataSource().getConnection()) {
            String address = "http://127.0.0.1:" + product.getEnvironment().getProperty("local.server.port");
            var visitor = new Visitor(path -> HttpRequest.newBuilder(URI.create(address + path)));
            String form = visitor.open("/log-in").body();

            lose(tampering, database);
            String told = place(visitor.logIn(form, UUID.randomUUID().toString(), SECRET));
            assertThat(told).endsWith("/log-in?told=UNAVAILABLE");
            HttpResponse<String> refused = visitor.open("/log-in?told=UNAVAILABLE");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(refused.body()).contains("Nobody can be let in at the moment.", "name=\"password\"");

            limit(tampering, database, -1);
            visitor.logIn("admin", SECRET);
            assertThat(visitor.open("/").body()).contains("Log out");

            lose(tampering, database);
            HttpResponse<String> lost = visitor.open("/reports/outcomes");
            assertThat(lost.statusCode()).isEqualTo(503);
            assertThat(lost.headers().firstValue("Retry-After")).isPresent();
            assertThat(lost.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(lost.body()).contains("The database does not answer.").doesNotContain("Exception");

            limit(tampering, database, -1);
            // What reads events looks for the database ever less often, and connections are tried every 5 s at the latest.
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                HttpResponse<String> back = visitor.open("/reports/outcomes");
                assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
            });
        }
    }

    /** The run-time login gets no connections any more; those that there are end. */
    private static void lose(Connection tampering, TestDatabase database) throws SQLException {
        limit(tampering, database, 0);
        try (var statement = tampering.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    private static void limit(Connection tampering, TestDatabase database, int connections) throws SQLException {
        try (var statement = tampering.createStatement()) {
            statement.execute("alter database " + database.name() + " connection limit " + connections);
        }
    }

    private ConfigurableApplicationContext start(TestDatabase database) {
        return SpringApplication.run(Lumbar.class, "--lumbar.home=" + home, "--server.port=0",
                "--lumbar.access.admin-secret=" + SECRET, "--lumbar.database.url=" + database.url(),
                "--lumbar.database.user=" + TestDatabase.RUNTIME, "--lumbar.database.password=" + TestDatabase.PASSWORD,
                "--lumbar.database.owner=" + TestDatabase.OWNER,
                "--lumbar.database.owner-password=" + TestDatabase.PASSWORD);
    }
}
