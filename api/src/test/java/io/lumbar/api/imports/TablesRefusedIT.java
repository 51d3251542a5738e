package io.lumbar.api.imports;

import java.nio.charset.Charset;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Tables that are refused as a whole, and what a mapping explains, over HTTP. */
class TablesRefusedIT extends ImportIT {

    /** @param field null for none */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Bad(String what, byte[] body, int status, String code, @Nullable String field, String detail) {}

    private Bad bad(String what, String table, int status, String code, @Nullable String field, String detail) {
        return new Bad(what, table.getBytes(UTF_8), status, code, field, detail);
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_table() {
        openClinicWithTherapist();
        String good = Table.of(whole("x", 8));
        String split = whole("a", 8);
        int last = split.lastIndexOf('\n');
        Charset western = Charset.forName("windows-1252");
        return Stream.of(bad("that is empty", "", 400, "malformed-csv", null, "no header"),
                bad("of blank lines", "\n\r\n\n", 400, "malformed-csv", null, "no header"),
                bad("with a header alone", Table.header() + "\n\n", 400, "malformed-csv", null, "no row"),
                bad("with a header and empty rows", Table.header() + "\n,,,,\n".replace(",,,,",
                        ",".repeat(Table.header().split(",").length - 1)), 400, "malformed-csv", null, "no row"),
                new Bad("in the encoding of old spreadsheets", good.replace("Mila", "Zoë").getBytes(western), 400,
                        "not-utf-8", null, "CSV UTF-8"),
                new Bad("in UTF-16", ("\uFEFF" + good).getBytes(UTF_16LE), 400, "not-utf-8", null, "UTF-8"),
                bad("with an unknown column", good.replace("description", "remarks"), 400, "unknown-field", "remarks",
                        "line 1"),
                bad("with a column twice", good.replace("description", "severity"), 400, "malformed-csv", "severity",
                        "stands twice"),
                bad("without a required column", good.replace("familyName,", "").replaceFirst("Mila,[^,]*,", "Mila,"),
                        400, "missing-field", "familyName", "familyName"),
                bad("with a line of 10,000 cells", good + ",".repeat(9_999) + "\n", 400, "malformed-csv", null,
                        "Line 7 has 10000 cells"),
                bad("with a line of 20,000 cells", good + ",".repeat(19_999) + "\n", 400, "malformed-csv", null,
                        "behind line 6"),
                bad("with a cell too few", good.replace(",NONE", ""), 400, "malformed-csv", null, "Line 6 has 32"),
                bad("with a quote that is not closed", good.replace("looser", "\"looser"), 400, "malformed-csv", null,
                        "quote"),
                bad("with a cell of 5 MB", good.replace("looser", "x".repeat(5_000_000)), 400, "malformed-csv", null,
                        "characters"),
                bad("with a row of no episode", good.replace("x,MEASUREMENT", ",MEASUREMENT"), 400, "missing-field",
                        "episode", "line 4"),
                bad("with rows of an episode apart",
                        Table.of(split.substring(0, last), whole("b", 9), split.substring(last + 1)), 422, "rows-apart",
                        "episode", "line 11 goes on with what began in line 2"))
                .map(row -> dynamicTest(row.what, () -> refuses(send(TABLE, row.body, ""), row)));
    }

    private void refuses(Answer answer, Bad row) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(row.status);
        assertThat(answer.at("type")).as(answer.http().body()).isEqualTo("/problems/" + row.code);
        assertThat(answer.at("field")).as(answer.http().body()).isEqualTo(row.field);
        assertThat(answer.at("detail")).contains(row.detail).doesNotContain("Mila", "java.", "io.lumbar");
        assertThat(importsStored()).as("imports that go on").isZero();
    }

    /** Imports of this clinic's table that were taken in. */
    private long importsStored() {
        return org.springframework.jdbc.core.simple.JdbcClient.create(database().ownerDataSource())
                .sql("select count(*) from application.import where received_at is null").query(Long.class).single();
    }

    @Test
    void a_charset_or_type_that_is_not_taken_is_refused() {
        byte[] table = Table.of(whole("x", 8)).getBytes(UTF_8);
        assertThat(send("text/csv; charset=windows-1252", table, "").at("type")).isEqualTo("/problems/not-utf-8");
        assertThat(send("application/vnd.ms-excel", table, "").at("detail")).contains("text/csv");
        assertThat(done(send("text/csv; charset=UTF-8", table, "")).at("imported")).isEqualTo("1");
    }

    @Test
    void a_mapping_explains_other_names_words_dates_and_what_the_table_does_not_say() {
        String table = """
                Nr;Klant;Voornaam;Achternaam;Geboren;Datum;Tijd;Minuten;Soort;Pijn;Klachten sinds;Intake;Intern
                7;K1;Mila;%s;05-05-1985;03-02-2025;09:30;45;Zweeds;6,0;01-01-2025;01-02-2025;geheim
                7;;;;;10-02-2025;14:00;30;Zweeds;3;;;
                """.formatted("Met Kaart " + UUID.randomUUID().toString().replaceAll("[0-9-]", ""));
        String mapping = """
                {"timeZone": "Europe/Amsterdam", "dateFormat": "dd-MM-yyyy", "timeOfDay": "08:00",
                 "columns": {"Nr": "episode", "Klant": "client", "Voornaam": "givenName", "Achternaam": "familyName",
                  "Geboren": "dateOfBirth", "Datum": "at", "Tijd": "time", "Minuten": "minutes", "Soort": "style",
                  "Pijn": "nprs", "Klachten sinds": "onsetOn", "Intake": "openedAt"},
                 "constants": {"record": "SESSION", "clinicId": "%s", "sites": "LUMBAR", "causes": "UNKNOWN",
                  "catalogueVersion": "1", "baselineNprs": "7", "kind": "STRUCTURAL", "assignedLicenceNumber": "%s",
                  "assignedAt": "2025-02-01T12:00:00+01:00", "treatmentConsentVersion": "2025",
                  "treatmentConsentAt": "01-02-2025"},
                 "values": {"style": {"Zweeds": "SWEDISH"}}, "ignore": ["Intern"]}""".formatted(clinic, licence);
        Answer done = done(sendForm(mapping, table));
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("1");
        JsonNode episode = onlyEpisode();
        assertThat(episode.at("/openedAt").asString()).isEqualTo("2025-02-01T07:00:00Z");
        assertThat(episode.at("/sessions/0/held/startedAt").asString()).isEqualTo("2025-02-03T08:30:00Z");
        assertThat(episode.at("/sessions/1/held/startedAt").asString()).isEqualTo("2025-02-10T13:00:00Z");
        assertThat(episode.toString()).doesNotContain("geheim");

        Answer bad = done(sendForm(mapping, table.replace("7;", "8;").replace("K1", "K2").replace("Mila", "Mia")
                .replace("10-02-2025", "2025-02-10").replace("Zweeds;6", "Hawaii;6")));
        assertThat(bad.at("badLines.0.field")).as(bad.http().body()).isEqualTo("Datum");
        assertThat(bad.at("badLines.0.line")).isEqualTo("3");
    }

    @Test
    void an_hour_that_the_clocks_leave_out_or_strike_twice_is_no_moment() {
        for (String hour : java.util.List.of("2025-03-30 02:30", "2025-10-26 02:30")) {
            String row = whole("x", 8).replaceFirst("(?<=,)[^,]+,s2,45", hour + ",s2,45");
            Answer done = done(sendForm("{\"timeZone\": \"Europe/Amsterdam\"}", Table.of(row)));
            assertThat(done.at("badLines.0.field")).as(done.http().body()).isEqualTo("at");
            assertThat(done.at("badLines.0.reason")).contains("clocks");
        }
    }

    /** @param field as it is told */
    private record Unclear(String what, String mapping, String code, @Nullable String field) {}

    @TestFactory
    Stream<DynamicTest> refuses_a_mapping() {
        openClinicWithTherapist();
        String table = Table.of(whole("x", 8));
        return Stream.of(new Unclear("that is no JSON", "{", "malformed-json", null),
                new Unclear("that is a list", "[]", "malformed-json", null),
                new Unclear("with an unknown field", "{\"spalten\": {}}", "unknown-field", "mapping.spalten"),
                new Unclear("with an unknown column", "{\"columns\": {\"note\": \"notiz\"}}", "unknown-value",
                        "mapping.columns.note"),
                new Unclear("of a column that the file has not", "{\"columns\": {\"Notiz\": \"note\"}}",
                        "invalid-value",
                        "mapping.columns.Notiz"),
                new Unclear("with two names of one column", "{\"columns\": {\"note\": \"description\"}}",
                        "malformed-csv", "description"),
                new Unclear("with a constant of an unknown column", "{\"constants\": {\"notiz\": \"x\"}}",
                        "unknown-value", "mapping.constants.notiz"),
                new Unclear("with a constant of a column that the file has", "{\"constants\": {\"note\": \"x\"}}",
                        "invalid-value", "mapping.constants.note"),
                new Unclear("with a constant that is null", "{\"constants\": {\"areas\": null}}", "missing-field",
                        "mapping.constants.areas"),
                new Unclear("with words of an unknown column", "{\"values\": {\"notiz\": {\"a\": \"b\"}}}",
                        "unknown-value", "mapping.values.notiz"),
                new Unclear("with an impossible delimiter", "{\"delimiter\": \"x\"}", "unknown-value",
                        "mapping.delimiter"),
                new Unclear("with an impossible format", "{\"dateFormat\": \"QQ\"}", "invalid-value",
                        "mapping.dateFormat"),
                new Unclear("with a year of two digits", "{\"dateFormat\": \"dd-MM-yy\"}", "invalid-value",
                        "mapping.dateFormat"),
                new Unclear("with an unknown time zone", "{\"timeZone\": \"Europe/Atlantis\"}", "wrong-type",
                        "mapping.timeZone"),
                new Unclear("of 100 KB", "{\"ignore\": [\"" + "x".repeat(100_000) + "\"]}", "body-too-large", null))
                .map(row -> dynamicTest(row.what, () -> {
                    Answer answer = sendForm(row.mapping, table);
                    assertThat(answer.status()).as(answer.http().body()).isIn(400, 413, 422);
                    assertThat(answer.at("type")).as(answer.http().body()).isEqualTo("/problems/" + row.code);
                    assertThat(answer.at("field")).as(answer.http().body()).isEqualTo(row.field);
                }));
    }

    @Test
    void a_form_has_a_mapping_at_most_and_then_a_file() {
        String table = Table.of(whole("x", 8));
        String file = part("file", "t.csv", "text/csv", table);
        String mapping = part("mapping", "m.json", "application/json", "{}");
        assertThat(form(file + mapping).at("type")).isEqualTo("/problems/malformed-request");
        assertThat(form(mapping + mapping + file).at("field")).isEqualTo("mapping");
        assertThat(form(mapping).at("field")).isEqualTo("file");
        assertThat(form(part("surprise", "t.csv", "text/csv", table)).at("field")).isEqualTo("surprise");
        assertThat(form(mapping + part("file", "t.ndjson", "", "{}")).at("field")).isEqualTo("mapping");
        assertThat(send("multipart/form-data", file.getBytes(UTF_8), "").status()).isEqualTo(400);
        assertThat(done(form(part("mapping", "", "application/octet-stream", "") + file)).at("imported"))
                .isEqualTo("1");
        assertThat(done(form(part("file", "t.ndjson", "application/octet-stream",
                Line.whole("l", clinic, licence, 11)))).at("imported")).isEqualTo("1");
    }

    private Answer form(String parts) {
        return send("multipart/form-data; boundary=" + BOUNDARY, (parts + "--" + BOUNDARY + "--\r\n").getBytes(UTF_8),
                "");
    }
}
