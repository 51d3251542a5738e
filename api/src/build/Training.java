import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A step of the build: starts the product once on a home that is thrown away, and keeps what the JVM learned for the
 * starts that follow (docs/adr/0009). Run by the JDK that the product is built with, on the folder of lumbar.jar:
 *
 * <pre>
 * lumbar-unpacked/lumbar.jar, lib   the content of lumbar.jar as files, which a cache needs
 * lumbar-unpacked/lumbar.aot        the cache
 * lumbar-unpacked/made-of           the end of that lumbar.jar, which lists the checksum of every entry
 * </pre>
 *
 * It never fails the build: where the product cannot be started, the folder is missing and starts are slower.
 */
final class Training {
    private static final Pattern READY = Pattern.compile("is ready at (http://\\S+),");
    private static final long PATIENCE_SECONDS = 120;
    private static final int LISTED_BYTES = 128 * 1024;

    private final Path jar;
    private final Path unpacked;
    private final Path home;

    private Training(Path folder) {
        jar = folder.resolve("lumbar.jar");
        unpacked = folder.resolve("lumbar-unpacked");
        home = folder.resolve("training-home");
    }

    public static void main(String[] folder) throws IOException {
        var training = new Training(Path.of(folder[0]).toRealPath());
        boolean learned = false;
        try {
            delete(training.unpacked);
            delete(training.home);
            training.unpack();
            training.run();
            training.sign();
            learned = true;
        } catch (IOException | InterruptedException e) {
            System.err.println("[WARNING] Lumbar will start more slowly, its start could not be trained: " + e.getMessage());
        } finally {
            delete(training.home);
            if (!learned) {
                delete(training.unpacked);
            }
        }
    }

    private void unpack() throws IOException, InterruptedException {
        Process tool = java("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", unpacked.toString());
        String said = new String(tool.getInputStream().readAllBytes());
        if (tool.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /**
     * The options are those of the start script: the cache serves a JVM with the same ones. Profiles are not recorded: every
     * start would compile by them again while others wait for it.
     */
    private void run() throws IOException, InterruptedException {
        Process product = java("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Xlog:aot=off",
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + cache(), "-jar",
                unpacked.resolve("lumbar.jar").toString());
        var said = new StringBuilder();
        ProcessHandle process = product.toHandle(); // ends it in order and, unlike the other, leaves its output readable
        var tooLong = CompletableFuture.runAsync(process::destroy,
                CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try (BufferedReader lines = product.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append(System.lineSeparator());
                var ready = READY.matcher(line);
                if (ready.find()) {
                    ask(ready.group(1));
                    process.destroy(); // the JVM writes down what it learned
                }
            }
        } finally {
            tooLong.cancel(false);
            process.destroy();
            product.waitFor();
        }
        if (Files.notExists(cache())) {
            throw new IOException("exit code " + product.exitValue() + System.lineSeparator() + said);
        }
    }

    private static void ask(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/actuator/health/readiness", "/api/v1/clinics", "/log-in")) {
                client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.discarding());
            }
        }
    }

    private void sign() throws IOException {
        try (var whole = new RandomAccessFile(jar.toFile(), "r")) {
            var end = new byte[(int) Math.min(whole.length(), LISTED_BYTES)];
            whole.seek(whole.length() - end.length);
            whole.readFully(end);
            Files.write(unpacked.resolve("made-of"), end);
        }
    }

    private Path cache() {
        return unpacked.resolve("lumbar.aot");
    }

    /** The JDK that runs this, without any setting of the environment. */
    private Process java(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LUMBAR_") || name.startsWith("SPRING_")
                || name.equals("JAVA_TOOL_OPTIONS") || name.equals("JDK_JAVA_OPTIONS"));
        builder.environment().put("LUMBAR_HOME", home.toString());
        builder.environment().put("LUMBAR_PORT", "0");
        return builder.start();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
