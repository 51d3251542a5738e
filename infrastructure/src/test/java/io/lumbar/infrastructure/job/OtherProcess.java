package io.lumbar.infrastructure.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.lumbar.application.Job;
import io.lumbar.infrastructure.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/** Another JVM that runs a job which does not come to an end, and tells when it has begun. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader told;

    private OtherProcess(Process process) {
        this.process = process;
        this.told = process.inputReader();
    }

    static OtherProcess start(TestDatabase database) throws IOException {
        return new OtherProcess(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(), database.url())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    public static void main(String[] arguments) {
        var source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(TestDatabase.RUNTIME);
        source.setPassword(TestDatabase.PASSWORD);
        var job = new Job("test", Duration.ofHours(1), _ -> {
            System.out.println("running");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        new Jobs(source, List.of(job), Clock.systemUTC()::instant, Duration.ofMillis(20), Duration.ofMillis(400))
                .start();
    }

    void awaitRunning() throws IOException {
        for (String line = told.readLine(); !"running".equals(line); line = told.readLine()) {
            if (line == null) {
                throw new IOException("the process ended");
            }
        }
    }

    /** With a signal that it cannot handle. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
