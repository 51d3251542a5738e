package io.lumbar.application.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import io.lumbar.application.imports.EpisodeHistory;
import io.lumbar.application.imports.HistoryReader;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads a line that says when the demo was made and which of its histories is meant, and invents that history. */
public final class InventedHistories implements HistoryReader {
    /** How many there are. */
    public static final int EPISODES = 3_000;

    private static final int MONTHS = 26;

    @Override
    public EpisodeHistory read(byte[] line, String actor) {
        String[] parts = new String(line, UTF_8).split(" ", 2);
        return new InventedEpisode(Instant.parse(parts[0]), Integer.parseInt(parts[1])).history();
    }

    /** The line of a history. */
    static String line(Instant now, int n) {
        return now + " " + n;
    }

    /** When the first history begins. */
    static Instant begin(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return today.minusMonths(MONTHS).atTime(8, 0).toInstant(ZoneOffset.UTC);
    }
}
