package io.lumbar.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Assertions;

/** Prints figures and writes each as one line of JSON to {@code target/bench/figures.ndjson}. */
public final class Figures {

    private static final Path FILE = Path.of("target", "bench", "figures.ndjson");

    private static final List<String> MISSED = new ArrayList<>();

    private Figures() {}

    /** {@code measured} may be at most {@code goal}, both in {@code unit}. */
    public static void atMost(String what, double measured, double goal, String unit) {
        note(what, measured, goal, unit, "<=");
        missed(measured <= goal, what);
    }

    /** {@code measured} must be at least {@code goal}, both in {@code unit}. */
    public static void atLeast(String what, double measured, double goal, String unit) {
        note(what, measured, goal, unit, ">=");
        missed(measured >= goal, what);
    }

    /** A figure without a goal of its own, such as the limit that another is held against. */
    public static void plain(String what, double measured, String unit) {
        print("BENCH %s: %.2f %s%n".formatted(what, measured, unit),
                "{\"what\":\"%s\",\"measured\":%.3f,\"unit\":\"%s\"}%n".formatted(what, measured, unit));
    }

    /** Fails when a goal was missed since the last call; so one miss does not hide the figures after it. */
    public static void allReached() {
        var missed = List.copyOf(MISSED);
        MISSED.clear();
        Assertions.assertEquals(List.of(), missed, "goals that were missed");
    }

    private static void missed(boolean reached, String what) {
        if (!reached) {
            MISSED.add(what);
        }
    }

    private static void note(String what, double measured, double goal, String unit, String sign) {
        print(String.format(Locale.ROOT, "BENCH %s: %.2f %s (goal %s %.2f)%n", what, measured, unit, sign, goal),
                String.format(Locale.ROOT, "{\"what\":\"%s\",\"measured\":%.3f,\"unit\":\"%s\",\"goal\":\"%s %.3f\"}%n",
                        what, measured, unit, sign, goal));
    }

    private static void print(String line, String json) {
        System.out.print(line);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
