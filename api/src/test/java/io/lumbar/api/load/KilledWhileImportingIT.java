package io.lumbar.api.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The product is killed in the middle of an import, that of the demo, and started again without asking for it. */
class KilledWhileImportingIT {
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

    private static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement(); var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
