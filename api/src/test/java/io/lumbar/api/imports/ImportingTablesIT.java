package io.lumbar.api.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Tables, over HTTP. */
class ImportingTablesIT extends ImportIT {

    @Test
    void rows_become_the_episode_that_a_line_would_have_become() {
        String family = "Zonder Rij " + UUID.randomUUID().toString().replaceAll("[0-9-]", "");
        Answer done = imported(Table.of(Table.whole("a", clinic, licence, 8, family)));
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("1");
        JsonNode episode = onlyEpisode();
        assertThat(episode.at("/state").asString()).isEqualTo("DISCHARGED");
        assertThat(episode.at("/sessions")).hasSize(2);
        assertThat(episode.at("/adverseEvents/0/sessionId")).isEqualTo(episode.at("/sessions/1/id"));

        // The line that tells the same is known again by what it says, apart from the order of its sessions.
        String line = Line.whole("a", clinic, licence, 8).replaceFirst("\"family\": \"[^\"]*\"",
                "\"family\": \"" + family + "\"");
        Answer again = done(send("application/x-ndjson", line.getBytes(StandardCharsets.UTF_8), ""));
        assertThat(again.at("alreadyThere")).as(again.http().body()).isEqualTo("1");
    }

    @Test
    void a_table_of_a_spreadsheet_has_a_mark_semicolons_commas_in_numbers_quotes_and_line_breaks() {
        String table = Table.of(whole("a", 8)).replace(",24,", ",\"24,5\",").replace("looser",
                "\"he said \"\"looser\"\";\r\nthen left\"");
        String spreadsheet = "\uFEFF" + quotedCommas(table).replace("\n", "\r\n").replace("\r\r", "\r");
        Answer done = imported(spreadsheet + ";".repeat(Table.header().split(",").length - 1) + "\r\n");

        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("1");
        JsonNode episode = onlyEpisode();
        assertThat(episode.toString()).contains("24.5").contains("he said \\\"looser\\\";\\r\\nthen left");
    }

    /** Semicolons for commas that stand between cells. */
    private static String quotedCommas(String table) {
        var text = new StringBuilder();
        boolean quoted = false;
        for (int n = 0; n < table.length(); n++) {
            char each = table.charAt(n);
            quoted = quoted != (each == '"');
            text.append(each == ',' && !quoted ? ';' : each);
        }
        return text.toString();
    }

    @Test
    void each_row_that_is_wrong_is_told_by_line_and_column_and_good_episodes_are_imported() {
        String bad = whole("bad", 9).replace(",45,SWEDISH", ",4x,SWEDISH").replace(",30,SWEDISH", ",30,SWEDISCH")
                .replace(",W6,", ",W7,").replace(",24,", ",2x4,");
        Answer done = imported(Table.of(whole("a", 8), bad, whole("b", 10)));

        assertThat(done.at("lines")).isEqualTo("3");
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("2");
        assertThat(done.at("refused")).isEqualTo("1");
        assertThat(told(done)).containsExactly("7 minutes wrong-type", "8 style unknown-value",
                "9 odi wrong-type", "11 followUp unknown-value");
        assertThat(done.http().body()).doesNotContain("4x", "SWEDISCH", "2x4", "Mila");
    }

    /** Rules of the clinic, which no cell breaks alone. */
    @Test
    void what_a_rule_forbids_is_told_by_the_row_that_breaks_it() {
        String booked = whole("second", 8);
        String unqualified = whole("third", 11).replace(",30,SWEDISH", ",30,SHIATSU");
        Answer done = imported(Table.of(whole("first", 8), booked, unqualified));

        assertThat(told(done)).containsExactly("8 null therapist-double-booked", "13 null therapist-not-qualified");
    }

    @Test
    void the_same_table_again_adds_nothing_and_what_was_put_right_is_added() {
        String good = whole("a", 8);
        String bad = whole("b", 9);
        imported(Table.of(good, bad.replace(",30,", ",3,")));
        long before = eventsStored();
        Answer again = imported(Table.of(bad.replace(",30,", ",3,"), good));
        assertThat(again.at("alreadyThere")).isEqualTo("1");
        assertThat(eventsStored()).isEqualTo(before);
        assertThat(imported(Table.of(good, bad)).at("imported")).isEqualTo("1");
    }

    @Test
    void the_template_has_every_column_and_is_imported_as_it_is() {
        Answer template = get("/api/v1/imports/template");
        assertThat(template.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(template.header("Content-Disposition")).contains("lumbar-import-template.csv");
        String table = template.http().body();
        assertThat(Table.cells(table.lines().findFirst().orElseThrow())).isEqualTo(Column.labels());

        Answer done = imported(table.replace("01935e6a-5c00-7000-8000-000000000001", clinic)
                .replace("NL-39012345", licence).replace("Visser", "Voor " + licence.replaceAll("[0-9]", "")));
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo("1");
    }

    private record Bad(String what, UnaryOperator<String> change, String told) {}

    private static Bad bad(String what, String good, String bad, String told) {
        return new Bad(what, row -> row.replaceFirst(good, bad), told);
    }

    @TestFactory
    Stream<DynamicTest> refuses_a_row_with() {
        return Stream.of(bad("no kind", "SESSION", "", "2 record missing-field"),
                bad("an unknown kind", "SESSION", "VISIT", "2 record unknown-value"),
                bad("a cell of 1 MB", "looser", "x".repeat(1_000_000), "2 null body-too-large"),
                bad("a cell of 5,000 characters", "looser", "x".repeat(5_000), "2 note invalid-value"),
                bad("a control character", "looser", "lo\u0000oser", "2 note forbidden-character"),
                bad("a cell that such a row has not", "ADVERSE_EVENT", "INTAKE", "5 at invalid-value"),
                bad("two names of one person", "MEASUREMENT,,", "MEASUREMENT,,Lena", "4 givenName invalid-value"),
                bad("no score", ",24,", ",,", "4 nprs missing-field"),
                bad("a day without a time", "(?<=,)([0-9-]{10})T[0-9:]+Z,s2,45", "$1,s2,45", "2 at wrong-type"),
                bad("no birth date", "1985-05-05", "", "2 dateOfBirth missing-field"),
                bad("somebody unborn", "1985-05-05", "2100-05-05", "2 dateOfBirth invalid-value"),
                bad("an impossible baseline", ",1,7,", ",1,11,", "2 baselineNprs invalid-value"),
                bad("an unknown place", "LUMBAR", "LUMBAR|KNEE", "2 sites unknown-value"),
                bad("an unknown clinic", "SESSION,[^,]+", "SESSION," + UUID.randomUUID(),
                        "2 clinicId unknown-reference"),
                bad("an unknown licence", ",7,[^,]+,", ",7,none,", "2 assignedLicenceNumber unknown-reference"),
                bad("an unknown session", "s2,([^\n]*)HOURS", "s3,$1HOURS", "5 session unknown-reference"))
                .map(row -> dynamicTest(row.what, () -> refuses(row)));
    }

    private void refuses(Bad row) {
        openClinicWithTherapist();
        String good = whole("n" + UUID.randomUUID().toString().substring(0, 8), 8);
        String bad = row.change.apply(good);
        assertThat(bad).isNotEqualTo(good);
        long before = eventsStored();
        Answer done = imported(Table.of(bad));
        assertThat(told(done)).as(done.http().body()).containsExactly(row.told);
        assertThat(eventsStored()).isEqualTo(before);
        assertThat(done.http().body()).doesNotContain("Mila", "Lena", "KNEE", "VISIT", "java.", "io.lumbar");
    }

    private static List<String> told(Answer done) {
        var told = new ArrayList<String>();
        Objects.requireNonNull(done.json()).at("/badLines").forEach(line -> told.add(line.at("/line").asInt() + " "
                + (line.at("/field").isNull() ? "null" : line.at("/field").asString()) + " "
                + line.at("/type").asString().replace("/problems/", "")));
        return told;
    }
}
