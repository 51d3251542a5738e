package io.lumbar.api.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.lumbar.api.Bodies;
import io.lumbar.api.imports.Table;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The product is killed in the middle of an import and started again without asking for it. */
class KilledWhileImportingIT {
    private static final int HOURS = 20;
    private static final int HISTORIES = 60 * HOURS;
    private static final String OPENED = " from eventstore.event where name = 'care-episode.opened'";
    private static final String DONE = "select count(*) from application.import_slice where done_at is not null";
    private static final String WAITING = "select count(*) from application.import_slice where done_at is null";

    @Test
    void an_import_goes_on_after_kill_9_and_stores_each_history_once(@TempDir Path folder) throws SQLException {
        Path home = folder.resolve("home");
        long before;
        try (var product = Product.start(home, Map.of("LUMBAR_DEMO", "true")); var database = product.database()) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> number(database, DONE) > 5);
            product.kill();
            before = number(database, "select count(*)" + OPENED);
            assertThat(number(database, WAITING)).as("killed in the middle").isPositive();
        }
        try (var product = Product.start(home, Map.of()); var database = product.database()) {
            Awaitility.await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(500))
                    .until(() -> number(database, WAITING) == 0);
            assertThat(number(database, "select sum(imported) from application.import_slice")).isEqualTo(3_000)
                    .isGreaterThan(before);
            assertThat(number(database, "select count(*)" + OPENED)).isEqualTo(3_000);
            assertThat(number(database, "select count(distinct stream_id)" + OPENED)).isEqualTo(3_000);
            assertThat(number(database, "select count(*) from application.imported_history h join (select stream_id"
                    + OPENED + ") o on o.stream_id = h.episode_id")).isEqualTo(3_000);
        }
    }

    /** A table comes in rows that become histories while they are received; sent again, each of them is there. */
    @Test
    void so_does_one_of_a_table_and_sending_it_again_adds_nothing(@TempDir Path folder) throws SQLException {
        Path home = folder.resolve("home");
        String table;
        UUID id;
        try (var product = Product.start(home, Map.of());
                var staff = new StaffClient(product.url());
                var database = product.database()) {
            table = histories(staff);
            id = staff.post("/imports", "text/csv", table);
            Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20))
                    .until(() -> number(database, DONE) > 2);
            product.kill();
            assertThat(number(database, WAITING)).as("killed in the middle").isPositive();
            assertThat(number(database, "select count(*)" + OPENED)).isLessThan(HISTORIES);
        }
        try (var product = Product.start(home, Map.of());
                var staff = new StaffClient(product.url());
                var database = product.database()) {
            JsonNode done = finished(staff, id);
            assertThat(done.get("imported").asInt()).as(done.toString()).isEqualTo(HISTORIES);
            assertThat(number(database, "select count(*)" + OPENED)).isEqualTo(HISTORIES);
            assertThat(number(database, "select count(distinct stream_id)" + OPENED)).isEqualTo(HISTORIES);
            long stored = number(database, "select count(*) from eventstore.event");

            JsonNode again = finished(staff, staff.post("/imports", "text/csv", table));

            assertThat(again.get("imported").asInt()).isZero();
            assertThat(again.get("alreadyThere").asInt()).isEqualTo(HISTORIES);
            assertThat(number(database, "select count(*) from eventstore.event")).isEqualTo(stored);
        }
    }

    /** Whole episodes, of therapists who treat one person each hour of two days. */
    private static String histories(StaffClient staff) {
        UUID clinic = staff.post("/clinics", """
                {"name": "Rugzorg Utrecht", "timeZone": "Europe/Amsterdam"}""");
        var rows = new ArrayList<String>();
        while (rows.size() < HISTORIES) {
            String licence = Bodies.licenceNumber();
            staff.post("/therapists", Bodies.therapist(clinic.toString(), licence, 40));
            IntStream.range(0, HOURS).forEach(hour -> rows.add(
                    Table.whole("e" + rows.size(), clinic.toString(), licence, hour)));
        }
        return Table.of(rows.toArray(String[]::new));
    }

    private static JsonNode finished(StaffClient staff, UUID id) {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300))
                .until(() -> staff.get("/imports/" + id), progress -> !progress.get("finishedAt").isNull());
    }

    private static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement(); var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
