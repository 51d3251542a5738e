package io.lumbar.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        String token = token();
        hasNoWayOut();

        Path data = home.resolve("postgresql").resolve("data");
        Path missing = Files.move(data.resolve("PG_VERSION"), data.resolve("PG_VERSION.aside"));
        String killed = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(killed)).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> status("readiness") == 503);
        assertThat(status("liveness")).isEqualTo(200);
        String clinic = "{\"name\": \"Rugzorg\", \"timeZone\": \"Europe/Amsterdam\"}";
        var nobody = UUID.randomUUID();
        // Each waits for the database as long as it may; they do so together.
        for (var asked : Stream.of(request("/api/v1/clinics").POST(BodyPublishers.ofString(clinic)),
                request("/api/v1/clinics"), request("/api/v1/episodes/" + nobody),
                request("/api/v1/calendar?from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z"),
                request("/api/v1/worklist"), request("/api/v1/reports/sessions-per-person"))
                .map(request -> client.sendAsync(request.header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json").build(), BodyHandlers.ofString()))
                .toList()) {
            var answer = asked.join();
            assertThat(answer.statusCode()).as("%s", answer).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).contains("/problems/unavailable");
        }
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

    /** Asked again and again while it works: whatever it listens at or is connected with is this machine. */
    private void hasNoWayOut() throws Exception {
        var seen = new HashSet<Sockets.Socket>();
        String token = token();
        for (int n = 0; n < 20; n++) {
            client.send(request("/api/v1/reports/outcomes").header("Authorization", "Bearer " + token).build(),
                    BodyHandlers.discarding());
            seen.addAll(Sockets.of(product.toHandle()));
        }
        assertThat(seen).anyMatch(Sockets.Socket::listens).anyMatch(socket -> !socket.listens())
                .allSatisfy(socket -> {
                    assertThat(socket.local().isLoopbackAddress()).as("%s", socket).isTrue();
                    assertThat(socket.listens() || socket.remote().isLoopbackAddress()).as("%s", socket).isTrue();
                });
    }

    /** The block of commands under "Five calls" as it stands there, at another address and home. */
    @Test
    void the_five_calls_of_the_readme_get_the_answers_it_shows() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        String calls = readme.replaceFirst("(?s).*## Five calls.*?```sh\\n(.*?)```.*", "$1");
        String url = request("").build().uri().toString();
        Path answers = Files.createTempFile("lumbar", ".answers");
        Path complaints = Files.createTempFile("lumbar", ".complaints");
        var shell = new ProcessBuilder("bash", "-c", calls.replace("~/.lumbar", home.toString())
                .replace("http://127.0.0.1:8080", url).replace("first-clinic.sh", "first-clinic.sh >&2"))
                .directory(Path.of("..").toFile()).redirectOutput(answers.toFile()).redirectError(complaints.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("LUMBAR_"));
        shell.environment().put("LUMBAR_HOME", home.toString());
        shell.environment().put("LUMBAR_URL", url);
        assertThat(shell.start().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        List<String> answered = Files.readAllLines(answers);
        List<String> shown = calls.lines().filter(line -> line.startsWith("# {")).toList();
        assertThat(answered).as(Files.readString(complaints)).hasSameSizeAs(shown).hasSize(4);
        for (int n = 0; n < shown.size(); n++) {
            assertThat(answered.get(n)).matches(asShown(shown.get(n).substring(2)));
        }
        Files.delete(answers);
        Files.delete(complaints);
    }

    /** Ids differ; what is left out may be anything. */
    private static String asShown(String answer) {
        String id = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        return Stream.of(answer.split("\\.\\.\\.", -1)).map(part -> Stream.of(part.split(id, -1)).map(Pattern::quote)
                .collect(Collectors.joining(id))).collect(Collectors.joining(".*"));
    }

    private int status(String probe) throws IOException, InterruptedException {
        return client.send(request("/actuator/health/" + probe).build(), BodyHandlers.discarding()).statusCode();
    }

    private String token() throws IOException, InterruptedException {
        String credentials = "admin-cli:" + Files.readString(home.resolve("admin-secret")).strip();
        String answer = client.send(request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build(), BodyHandlers.ofString())
                .body();
        return answer.replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private HttpRequest.Builder request(String path) throws IOException {
        var matcher = READY.matcher(Files.readString(log));
        assertThat(matcher.find()).isTrue();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + matcher.group(1) + path));
    }
}
