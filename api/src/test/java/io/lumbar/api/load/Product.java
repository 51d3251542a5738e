package io.lumbar.api.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** The built jar, run by its start script on a home of its own. Needs {@code package} to have run. */
public final class Product implements AutoCloseable {

    /** The secret of admin-cli in every product started here. */
    public static final String SECRET = "a secret of a product under load";

    private static final Path SCRIPT = Path.of("target", "lumbar").toAbsolutePath();

    private static final HttpClient PROBING = HttpClient.newHttpClient();

    private final Process process;
    private final Path home;
    private final URI url;
    private final Duration untilReady;

    private Product(Process process, Path home, URI url) {
        this.process = process;
        this.home = home;
        this.url = url;
        long begun = System.nanoTime();
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(this::isReady);
        this.untilReady = Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Starts on {@code home} and returns when the product is ready. {@code environment} adds settings. */
    public static Product start(Path home, Map<String, String> environment) {
        try {
            int port = freePort();
            var builder = new ProcessBuilder(SCRIPT.toString());
            builder.environment().put("LUMBAR_HOME", home.toString());
            builder.environment().put("LUMBAR_PORT", Integer.toString(port));
            builder.environment().put("LUMBAR_ADMIN_SECRET", SECRET);
            builder.environment().put("LUMBAR_LIMIT_CLIENT", "0"); // a single client is all the load there is
            builder.environment().put("LUMBAR_LIMIT_ADDRESS", "0");
            builder.environment().put("LUMBAR_JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(
                    ProcessBuilder.Redirect.appendTo(home.resolveSibling(home.getFileName() + ".log").toFile()));
            return new Product(builder.start(), home, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the product ended with " + process.exitValue() + "; see the log beside "
                    + home);
        }
        try {
            var probe = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness")).build();
            return PROBING.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    /** From the start of the process to the first answer that it is ready. */
    public Duration untilReady() {
        return untilReady;
    }

    /** Resident memory of the JVM, in MB; PostgreSQL's processes are not in it. */
    public long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Port of the embedded database. */
    public int databasePort() {
        return Integer.parseInt(linesOf("postgresql/data/postmaster.pid").get(3).strip());
    }

    /** Password of a login of the embedded database, such as {@code lumbar_owner}. */
    public String databasePassword(String login) {
        return linesOf("postgresql/passwords").stream().filter(line -> line.startsWith(login)).findFirst()
                .map(line -> line.substring(login.length()).replaceFirst("^[\\s:=]+", "").strip()).orElseThrow();
    }

    /** The owner's connection to the embedded database. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + databasePort() + "/lumbar", "lumbar_owner",
                databasePassword("lumbar_owner"));
    }

    private List<String> linesOf(String file) {
        try {
            return Files.readAllLines(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a power cut would; its database server stays behind as an orphan. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** Stops it in the regular way. */
    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the product does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
