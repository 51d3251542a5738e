package io.lumbar.infrastructure.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process of one data folder, known by the pid file that PostgreSQL keeps there. A pid alone proves nothing,
 * since after a crash the number may belong to any process: only one that runs {@code postgres} on this very folder is
 * ever signalled.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration CHECKPOINT_TIME = Duration.ofSeconds(60);
    /** Recovery replays at most the log since the last checkpoint, but on a slow disk. */
    private static final Duration RECOVERY_TIME = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 5;
    private static final int LINES_TO_TELL = 4;

    private final Programs programs;
    private final Path data;
    private final Path logs;

    Postmaster(Programs programs, Path data, Path logs) {
        this.programs = programs;
        this.data = data;
        this.logs = logs;
    }

    /** The running server of this folder. */
    Optional<ProcessHandle> process() throws IOException {
        return pid().flatMap(ProcessHandle::of).filter(this::servesThisFolder);
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @throws IOException it did not start; the message holds the end of its log
     */
    void start() throws IOException {
        Path log = logs.resolve("start.log");
        Files.deleteIfExists(log);
        for (int attempt = 1;; attempt++) {
            disownStalePid();
            try {
                programs.run("pg_ctl", "start", "-w", "-s", "-t", Long.toString(RECOVERY_TIME.toSeconds()), "-D",
                        data.toString(), "-l", log.toString());
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException("PostgreSQL does not start: " + endOfLog(), e);
                }
                // The usual passing cause: a session of a killed server that has not noticed yet still holds the memory.
                LOG.info("PostgreSQL did not start, attempt {} of {}", attempt, ATTEMPTS);
                pause(Duration.ofSeconds(1));
            }
        }
    }

    /** Stops the server where it runs: sessions are ended, everything is written out. */
    void stop() throws IOException {
        Optional<ProcessHandle> running = process();
        if (running.isEmpty()) {
            return;
        }
        ProcessHandle server = running.get();
        programs.run("pg_ctl", "kill", "INT", Long.toString(server.pid()));
        if (!ends(server)) { // the write-ahead log holds all that was committed
            LOG.warn("PostgreSQL {} does not stop in {}, it is told to stop at once", server.pid(), CHECKPOINT_TIME);
            programs.run("pg_ctl", "kill", "QUIT", Long.toString(server.pid()));
            if (!ends(server)) {
                throw new IOException("PostgreSQL " + server.pid() + " does not stop");
            }
        }
    }

    private boolean ends(ProcessHandle server) throws IOException {
        long deadline = System.nanoTime() + CHECKPOINT_TIME.toNanos();
        while (servesThisFolder(server)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(Duration.ofMillis(20));
        }
        return true;
    }

    /**
     * PostgreSQL takes a pid file whose process lives for a running server. Where that process is a stranger, our own
     * pid takes its place: a server ignores the pid of who started it, and still finds in the rest of the file the
     * memory that left-over sessions of the dead server may hold, which protects the data from two servers at once.
     */
    private void disownStalePid() throws IOException {
        Path file = pidFile();
        List<String> lines = readPidFile();
        if (lines == null) {
            return;
        }
        Optional<Long> pid = pid();
        if (pid.isEmpty()) { // died while it created the file, before it touched anything else
            Files.deleteIfExists(file);
        } else if (ProcessHandle.of(pid.get()).isPresent() && process().isEmpty()) {
            LOG.info("Process {} is not the PostgreSQL of {}, left alone", pid.get(), data);
            var disowned = new ArrayList<>(lines);
            disowned.set(0, Long.toString(ProcessHandle.current().pid()));
            Folder.write(file, disowned);
        }
    }

    private boolean servesThisFolder(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && List.of(info.arguments().orElse(new String[0])).contains(data.toString());
    }

    private Optional<Long> pid() throws IOException {
        List<String> lines = readPidFile();
        return lines == null
                ? Optional.empty()
                : lines.stream().limit(1).map(String::strip).filter(line -> line.matches("[1-9][0-9]{0,9}"))
                        .map(Long::valueOf).findFirst();
    }

    private @Nullable List<String> readPidFile() throws IOException {
        try {
            return Files.readAllLines(pidFile(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    /** Of the two files that a failed start wrote to: before its log collector ran, and after. */
    private String endOfLog() throws IOException {
        try (var files = Files.list(logs)) {
            var newest = files.sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()).reversed())
                    .limit(2).toList();
            var told = new ArrayList<String>();
            for (Path file : newest) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                told.addAll(lines.subList(Math.max(0, lines.size() - LINES_TO_TELL), lines.size()));
            }
            return told.isEmpty() ? "it wrote no log" : String.join(" | ", told);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
