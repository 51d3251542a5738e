package io.lumbar.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The product as a process of its own, on an empty home, as a user starts and stops it. */
class RunningProductIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern READY = Pattern.compile("is ready at http://127\\.0\\.0\\.1:(\\d+), home (\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path home;
    private Path log;
    private Process product;

    @BeforeEach
    void start() throws IOException {
        log = Files.createTempFile("lumbar", ".log");
        var command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Lumbar.class.getName()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().keySet().removeIf(name -> name.startsWith("LUMBAR_"));
        command.environment().put("LUMBAR_HOME", home.toString());
        command.environment().put("LUMBAR_PORT", "0");
        product = command.start();
        await().atMost(PATIENCE).until(() -> !product.isAlive() || READY.matcher(Files.readString(log)).find());
        assertThat(product.isAlive()).as(() -> "alive, log " + log).isTrue();
    }

    @AfterEach
    void end() throws IOException {
        product.destroyForcibly();
        Files.delete(log);
    }

    @Test
    void it_is_ready_with_its_database_only_and_ends_in_order() throws Exception {
        assertThat(status("readiness")).isEqualTo(200);
        assertThat(status("liveness")).isEqualTo(200);

        Path data = home.resolve("postgresql").resolve("data");
        Path missing = Files.move(data.resolve("PG_VERSION"), data.resolve("PG_VERSION.aside"));
        String killed = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(killed)).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> status("readiness") == 503);
        assertThat(status("liveness")).isEqualTo(200);
        Files.move(missing, data.resolve("PG_VERSION"));
        await().atMost(PATIENCE).until(() -> status("readiness") == 200);

        product.destroy();
        assertThat(product.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(product.exitValue()).isEqualTo(143);
        assertThat(data.resolve("postmaster.pid")).doesNotExist();

        String told = Files.readString(log);
        for (String line : Files.readAllLines(home.resolve("postgresql").resolve("passwords"))) {
            assertThat(told).doesNotContain(line.substring(line.indexOf('=') + 1));
        }
        assertThat(told).doesNotContain(Files.readString(home.resolve("admin-secret")).strip());
    }

    private int status(String probe) throws IOException, InterruptedException {
        var matcher = READY.matcher(Files.readString(log));
        assertThat(matcher.find()).isTrue();
        URI address = URI.create("http://127.0.0.1:" + matcher.group(1) + "/actuator/health/" + probe);
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding()).statusCode();
    }
}
