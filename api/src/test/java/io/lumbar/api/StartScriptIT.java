package io.lumbar.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The start script with what the build leaves beside it: it starts the release it is told to, with a cache or without. */
class StartScriptIT {
    private static final Path BUILT = Path.of("target").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 3;
    /** The JVM refuses to start if it cannot use the cache that it is given. */
    private static final String CACHE_IS_USED = "-XX:AOTMode=on";

    @TempDir
    private Path installed;
    @TempDir
    private Path home;

    private record Outcome(int code, String told) {}

    @BeforeEach
    void install() throws IOException {
        Path folder = Files.createDirectory(installed.resolve("with a blank"));
        Files.copy(BUILT.resolve("lumbar"), folder.resolve("lumbar"));
        assertThat(folder.resolve("lumbar").toFile().setExecutable(true)).isTrue();
        Files.createLink(folder.resolve("lumbar.jar"), BUILT.resolve("lumbar.jar"));
        Path unpacked = Files.createDirectories(folder.resolve("lumbar-unpacked").resolve("lib")).getParent();
        for (Path from : new Path[]{BUILT.resolve("lumbar-unpacked"),
                BUILT.resolve("lumbar-unpacked").resolve("lib")}) {
            try (var files = Files.newDirectoryStream(from, Files::isRegularFile)) {
                for (Path file : files) {
                    Files.createLink(unpacked.resolve(BUILT.resolve("lumbar-unpacked").relativize(file)), file);
                }
            }
        }
        installed = folder;
    }

    @Test
    void a_start_uses_the_cache_of_the_build() throws Exception {
        Outcome start = start("-Xmx256m -XX:+UseSerialGC " + CACHE_IS_USED);

        assertThat(start.code()).as(start.told()).isZero();
        assertThat(start.told()).doesNotContain("aot");
    }

    @Test
    void a_cache_that_the_jvm_cannot_use_is_passed_over_in_silence() throws Exception {
        replace("lumbar-unpacked/lumbar.aot", "not of this JVM");

        assertThat(start("-Xmx256m -XX:+UseSerialGC " + CACHE_IS_USED).code()).isNotZero();
        Outcome start = start("-Xmx256m -XX:+UseSerialGC");
        assertThat(start.code()).as(start.told()).isZero();
        assertThat(start.told()).doesNotContain("aot");
    }

    @Test
    void another_jar_than_the_one_unpacked_is_started_itself() throws Exception {
        replace("lumbar-unpacked/lumbar.jar", "of another release");
        assertThat(start("").told()).contains("Invalid or corrupt jarfile").contains("lumbar-unpacked");

        replace("lumbar-unpacked/made-of", "of another release");
        Outcome start = start("-Xmx256m -XX:+UseSerialGC");
        assertThat(start.code()).as(start.told()).isZero();
    }

    @Test
    void what_the_jar_unpacks_to_is_enough() throws Exception {
        Files.delete(installed.resolve("lumbar.jar"));
        Outcome start = start("-Xmx256m -XX:+UseSerialGC " + CACHE_IS_USED);
        assertThat(start.code()).as(start.told()).isZero();

        Files.delete(installed.resolve("lumbar-unpacked/lumbar.jar"));
        assertThat(start("").told()).contains("lumbar.jar is missing");
    }

    /** The installed files are links to the built ones, which stay as they are. */
    private void replace(String file, String content) throws IOException {
        Files.delete(installed.resolve(file));
        Files.writeString(installed.resolve(file), content);
    }

    /** Starts until everything but HTTP runs, then ends. */
    private Outcome start(String options) throws IOException, InterruptedException {
        TestDatabase database = TestDatabase.migrated();
        Path log = home.resolve("log");
        var command = new ProcessBuilder(installed.resolve("lumbar").toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var settings = command.environment();
        settings.keySet().removeIf(name -> name.startsWith("LUMBAR_"));
        settings.put("LUMBAR_JAVA_HOME", System.getProperty("java.home"));
        settings.put("LUMBAR_JAVA_OPTS", options + " -Dspring.context.exit=onRefresh");
        settings.put("LUMBAR_HOME", home.toString());
        settings.put("LUMBAR_PORT", "0");
        settings.put("LUMBAR_DATABASE_URL", database.url());
        settings.put("LUMBAR_DATABASE_USER", TestDatabase.RUNTIME);
        Path password = Files.writeString(home.resolve("password"), TestDatabase.PASSWORD);
        settings.put("LUMBAR_DATABASE_PASSWORD_FILE", password.toString());
        settings.put("LUMBAR_DATABASE_OWNER", TestDatabase.OWNER);
        settings.put("LUMBAR_DATABASE_OWNER_PASSWORD_FILE", password.toString());
        Process product = command.start();
        boolean ended = product.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        product.destroyForcibly();
        assertThat(ended).isTrue();
        return new Outcome(product.exitValue(), Files.readString(log));
    }
}
