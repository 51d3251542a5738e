package io.lumbar.api.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.lumbar.api.load.ClinicLoad.Booked;
import io.lumbar.api.load.StaffClient.Unanswered;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The product is killed in the middle of the load client's work and started again on what it left. */
class KilledUnderLoadIT {

    @Test
    void everything_that_was_answered_is_there_after_kill_9(@TempDir Path folder) {
        Path home = folder.resolve("home");
        ClinicLoad load;
        try (var product = Product.start(home, Map.of()); var staff = new StaffClient(product.url())) {
            load = new ClinicLoad(staff, 9);
            var working = CompletableFuture.runAsync(() -> load.open(100_000, 8));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> load.book().size() >= 40);
            product.kill();
            assertThat(working).failsWithin(Duration.ofSeconds(30)).withThrowableThat()
                    .havingCause().isInstanceOf(Unanswered.class);
        }
        try (var product = Product.start(home, Map.of()); var staff = new StaffClient(product.url())) {
            for (Booked booked : load.book()) {
                JsonNode episode = staff.get("/episodes/" + booked.episode());
                assertThat(sessionsOf(episode)).containsAll(booked.sessions());
                if (booked.finished()) {
                    assertThat(episode.get("state").asString()).isEqualTo("DISCHARGED");
                }
            }
        }
    }

    private static Set<UUID> sessionsOf(JsonNode episode) {
        return StreamSupport.stream(episode.get("sessions").spliterator(), false)
                .map(session -> UUID.fromString(session.get("id").asString())).collect(Collectors.toSet());
    }
}
