package io.lumbar.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.lumbar.api.Bodies;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tables as spreadsheets write them. */
public final class Table {
    private static final List<String> COLUMNS = List.of("episode", "record", "clinicId", "givenName", "familyName",
            "dateOfBirth", "sex", "treatmentConsentVersion", "treatmentConsentAt", "openedAt", "onsetOn", "sites",
            "causes", "catalogueVersion", "baselineNprs", "assignedLicenceNumber", "assignedAt", "dischargeReason",
            "dischargedAt", "at", "session", "minutes", "style", "kind", "note", "nprs", "odi", "duration", "severity",
            "description", "followUp", "pgic", "furtherCare");

    private Table() {}

    /** The header of all rows that are made here. */
    static String header() {
        return String.join(",", COLUMNS);
    }

    /** The episode that {@link Line#whole} tells, as rows. */
    public static String whole(String episode, String clinic, String licenceNumber, int hour) {
        return whole(episode, clinic, licenceNumber, hour, Bodies.familyName());
    }

    /** The same of somebody of that name. */
    static String whole(String episode, String clinic, String licenceNumber, int hour, String familyName) {
        Map<String, String> first = map("episode", episode, "record", "SESSION", "clinicId", clinic, "givenName",
                "Mila",
                "familyName", familyName, "dateOfBirth", "1985-05-05", "sex", "FEMALE", "treatmentConsentVersion",
                "2026-01", "treatmentConsentAt", Bodies.at(200, 8), "openedAt", Bodies.at(150, 8), "onsetOn",
                Bodies.day(180), "sites", "LUMBAR", "causes", "IMPROPER_LIFTING", "catalogueVersion", "1",
                "baselineNprs", "7", "assignedLicenceNumber", licenceNumber, "assignedAt", Bodies.at(149, 7),
                "dischargeReason", "GOALS_MET", "dischargedAt", Bodies.at(120, 22), "at", Bodies.at(130, hour),
                "session", "s2", "minutes", "45", "style", "SWEDISH", "kind", "WHOLE_BODY", "nprs", "4", "note",
                "looser");
        return String.join("\n", row(first),
                row(map("episode", episode, "record", "SESSION", "at", Bodies.at(140, hour), "session", "s1", "minutes",
                        "30", "style", "SWEDISH", "kind", "STRUCTURAL")),
                row(map("episode", episode, "record", "MEASUREMENT", "at", Bodies.at(149, 7), "odi", "24")),
                row(map("episode", episode, "record", "ADVERSE_EVENT", "at", Bodies.at(130, hour), "session", "s2",
                        "duration", "HOURS", "severity", "MILD", "description", "sore")),
                row(map("episode", episode, "record", "FOLLOW_UP", "at", Bodies.at(78, 9), "nprs", "2", "followUp",
                        "W6",
                        "pgic", "2", "furtherCare", "NONE")));
    }

    /** Rows below the header. */
    public static String of(String... rows) {
        return header() + "\n" + String.join("\n", rows) + "\n";
    }

    /** One row. */
    static String row(Map<String, String> cells) {
        if (!COLUMNS.containsAll(cells.keySet())) {
            throw new IllegalArgumentException("no such column");
        }
        return COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).collect(Collectors.joining(","));
    }

    static Map<String, String> map(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int n = 0; n < pairs.length; n += 2) {
            map.put(pairs[n], pairs[n + 1]);
        }
        return map;
    }

    /** The table that is offered for download. */
    static String template() {
        try (InputStream file = Table.class.getResourceAsStream("/import/template.csv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of a line without quotes in it. */
    static List<String> cells(String line) {
        return Arrays.asList(line.strip().split(","));
    }
}
