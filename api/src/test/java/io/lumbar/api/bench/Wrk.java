package io.lumbar.api.bench;

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
    private static final Pattern RESULT = Pattern.compile("HELD (\\d+) (\\d+) (\\d+) (\\d+)");

    /** Sessions answered in a time, requests that failed, and the time within which 99 of 100 were answered. */
    record Held(long sessions, double seconds, long failed, double p99Millis) {
        double perSecond() {
            return sessions / seconds;
        }
    }

    private Wrk() {}

    /**
     * Holds sessions in the load's open episodes.
     *
     * @param run tells the runs apart; each takes hours of its own
     */
    static Held holdSessions(StaffClient staff, ClinicLoad load, Path folder, int run, int connections, int seconds) {
        try {
            Path episodes = Files.write(folder.resolve("episodes"), load.book().stream()
                    .filter(booked -> !booked.finished()).map(each -> each.episode() + " " + each.therapist())
                    .toList());
            Path script = folder.resolve("hold-sessions.lua");
            try (var lua = Wrk.class.getResourceAsStream("/bench/hold-sessions.lua")) {
                Files.write(script, lua.readAllBytes());
            }
            var builder = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s",
                    script.toString(), staff.base().toString());
            var environment = builder.environment();
            environment.put("EPISODES", episodes.toString());
            environment.put("BEGIN", Long.toString(load.begin().getEpochSecond()));
            environment.put("FIRST_HOUR", Integer.toString(1_000 + run * 1_500));
            environment.put("RUN", "run-" + run);
            environment.put("TOKEN", staff.token());
            Process wrk = builder.redirectErrorStream(true).start();
            String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher result = RESULT.matcher(output);
            if (!result.find()) {
                throw new IllegalStateException("wrk said: " + output);
            }
            return new Held(Long.parseLong(result.group(1)), Long.parseLong(result.group(2)) / 1e6,
                    Long.parseLong(result.group(3)), Long.parseLong(result.group(4)) / 1e3);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
