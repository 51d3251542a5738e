package io.lumbar.infrastructure.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Real processes, really killed. The tests share one folder, as the runs of one installation do. */
class SurvivingCrashesIT {
    private static final int SOME = 200;

    @TempDir
    private static Path folder;
    /** In the folder after the test before. */
    private static long rows;

    @Test
    void what_was_committed_outlives_the_jvm_and_the_server_it_left_behind() throws Exception {
        long committed = rows + SOME;
        try (Writer writer = Writer.start(folder)) {
            writer.commits(SOME);
            committed += writer.kill();
        }
        String orphan = postmaster();

        try (EmbeddedServer server = EmbeddedServer.start(folder, 0)) {
            assertThat(Writer.rows(server)).isBetween(committed, committed + 1);
            assertThat(postmaster()).isNotEqualTo(orphan);
            rows = Writer.rows(server);
        }
    }

    @Test
    void a_stranger_that_got_the_pid_of_a_killed_server_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            long committed = rows + SOME;
            try (Writer writer = Writer.start(folder)) {
                writer.commits(SOME);
                committed += writer.kill();
            }
            kill(postmaster());
            List<String> lines = new ArrayList<>(Files.readAllLines(pidFile()));
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(pidFile(), lines);

            try (EmbeddedServer server = EmbeddedServer.start(folder, 0)) {
                assertThat(Writer.rows(server)).isBetween(committed, committed + 1);
                rows = Writer.rows(server);
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void a_folder_that_another_jvm_uses_is_refused() throws Exception {
        try (Writer writer = Writer.start(folder)) {
            writer.commits(1);
            String running = postmaster();

            assertThatThrownBy(() -> EmbeddedServer.start(folder, 0)).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another Lumbar uses");

            writer.commits(SOME);
            assertThat(postmaster()).isEqualTo(running);
            writer.kill();
        }
        try (EmbeddedServer server = EmbeddedServer.start(folder, 0)) {
            rows = Writer.rows(server);
        }
    }

    @Test
    void a_killed_server_comes_back_at_its_address() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder, 0)) {
            String killed = postmaster();
            kill(killed);
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                    .until(() -> Writer.query(server, "select 1").size() == 1 && !postmaster().equals(killed));
        }
        assertThat(pidFile()).doesNotExist();
    }

    private static String postmaster() throws IOException {
        return Files.readAllLines(pidFile()).getFirst();
    }

    private static Path pidFile() {
        return folder.resolve("data").resolve("postmaster.pid");
    }

    private static void kill(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }
}
