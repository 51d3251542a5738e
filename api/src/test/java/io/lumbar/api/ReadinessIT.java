package io.lumbar.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.projection.World;
import io.lumbar.infrastructure.report.FactsTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The product is asked for nothing before its lists are whole, however long they take. */
class ReadinessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    @Test
    void waits_once_for_the_lists_of_a_database_that_has_events_but_no_lists() throws Exception {
        try (var world = new World()) {
            world.append(List.of(opened()));
            try (var lists = world.database.ownerDataSource().getConnection()) {
                hold(lists);
                try (var product = start(world.database)) {
                    assertThat(readiness(product).statusCode()).isEqualTo(503);
                    assertThat(readiness(product).body()).contains("\"projections\":{\"status\":\"OUT_OF_SERVICE\"}",
                            "\"db\":{\"status\":\"UP\"}");

                    lists.rollback();
                    await().atMost(PATIENCE).until(() -> readiness(product).statusCode() == 200);
                    hold(lists);
                    world.append(List.of(opened()));
                    assertThat(readiness(product).statusCode()).isEqualTo(200);
                    lists.rollback();
                }
            }
        }
    }

    @Test
    void does_not_wait_for_what_reports_read_into_memory_before_anybody_asks() throws Exception {
        try (var database = TestDatabase.migrated();
                var facts = database.ownerDataSource().getConnection()) {
            facts.setAutoCommit(false);
            try (var statement = facts.createStatement()) {
                statement.execute("lock table " + FactsTables.PRESENT + " in access exclusive mode");
            }
            try (var product = start(database)) {
                await().atMost(PATIENCE).until(() -> readiness(product).statusCode() == 200);
                assertThat(timesRead(database)).isZero();
                facts.rollback();
                await().atMost(PATIENCE).until(() -> timesRead(database) > 0);
            }
        }
    }

    private static long timesRead(TestDatabase database) throws SQLException {
        try (var connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select seq_scan + coalesce(idx_scan, 0) from pg_stat_user_tables"
                        + " where relid = '" + FactsTables.PRESENT + "'::regclass")) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static ClinicOpened opened() {
        return new ClinicOpened(new ClinicId(UUID.randomUUID()), "Rugzorg Utrecht", ZoneId.of("Europe/Amsterdam"),
                List.of(), 90, Instant.parse("2026-03-02T09:30:00Z"));
    }

    /** Nothing can be written to the list of clinics until the transaction ends. */
    private static void hold(Connection lists) throws SQLException {
        lists.setAutoCommit(false);
        try (var statement = lists.createStatement()) {
            statement.execute("lock table projection.clinic_v1 in exclusive mode");
        }
    }

    private ConfigurableApplicationContext start(TestDatabase database) {
        return SpringApplication.run(Lumbar.class, "--lumbar.home=" + home, "--server.port=0",
                "--lumbar.database.url=" + database.url(), "--lumbar.database.user=" + TestDatabase.RUNTIME,
                "--lumbar.database.password=" + TestDatabase.PASSWORD, "--lumbar.database.owner=" + TestDatabase.OWNER,
                "--lumbar.database.owner-password=" + TestDatabase.PASSWORD);
    }

    private HttpResponse<String> readiness(ConfigurableApplicationContext product)
            throws IOException, InterruptedException {
        String port = product.getEnvironment().getProperty("local.server.port");
        return client.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")).build(),
                BodyHandlers.ofString());
    }
}
