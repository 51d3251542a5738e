package io.lumbar.api.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.api.load.ClinicLoad;
import io.lumbar.api.load.StaffClient;

/** Load from a process of its own that costs next to nothing: wrk (Debian: wrk). */
final class Wrk {
    private static final Pattern RESULT = Pattern.compile("ANSWERED (\\d+) (\\d+) (\\d+) (\\d+)");

    /** Requests answered in a time, requests that failed, and the time within which 99 of 100 were answered. */
    record Answered(long requests, double seconds, long failed, double p99Millis) {
        double perSecond() {
            return requests / seconds;
        }
    }

    private Wrk() {}

    /**
     * Holds sessions in the load's open episodes.
     *
     * @param run tells the runs apart; each takes hours of its own
     */
    static Answered holdSessions(StaffClient staff, ClinicLoad load, Path folder, int run, int connections,
            int seconds) {
        try {
            Path episodes = Files.write(folder.resolve("episodes"), load.book().stream()
                    .filter(booked -> !booked.finished()).map(each -> each.episode() + " " + each.therapist())
                    .toList());
            Path script = script(folder, "hold-sessions.lua", "summary.lua");
            var builder = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s",
                    script.toString(), staff.base().toString());
            var environment = builder.environment();
            environment.put("EPISODES", episodes.toString());
            environment.put("BEGIN", Long.toString(load.begin().getEpochSecond()));
            environment.put("FIRST_HOUR", Integer.toString(1_000 + run * 1_500));
            environment.put("RUN", "run-" + run);
            environment.put("TOKEN", staff.token());
            return run(builder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads {@code path} again and again. */
    static Answered ask(StaffClient staff, String path, Path folder, int connections, int seconds) {
        try {
            Path script = script(folder, "summary.lua");
            Answered held = run(new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s",
                    script.toString(), "-H", "Authorization: Bearer " + staff.token(),
                    staff.base() + "/api/v1" + path));
            if (held.failed() > 0) {
                throw new IllegalStateException(path + ": " + held.failed() + " requests failed");
            }
            return held;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path script(Path folder, String... parts) throws IOException {
        var script = new ByteArrayOutputStream();
        for (String part : parts) {
            try (var lua = Wrk.class.getResourceAsStream("/bench/" + part)) {
                lua.transferTo(script);
            }
        }
        return Files.write(folder.resolve(parts[0]), script.toByteArray());
    }

    private static Answered run(ProcessBuilder builder) throws IOException {
        Process wrk = builder.redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk said: " + output);
        }
        return new Answered(Long.parseLong(result.group(1)), Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(3)), Long.parseLong(result.group(4)) / 1e3);
    }
}
