package io.lumbar.api.report;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

import io.lumbar.api.ClinicIT;
import io.lumbar.api.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every report as JSON, as a file and as a page, about what makes no sense and about hardly anybody. */
class AskingBadQuestionsIT extends ClinicIT {
    private static final List<String> BAD = List.of("surprise=1 | 400", "stile=SWEDISH | 400", "style=NORDIC | 400",
            "style=,SWEDISH | 400", "style=SWEDISH, | 400",
            "ageBand=30-40 | 400", "clinic=1 | 400", "groupBy=moon | 400", "groupBy=style&groupBy=style | 422",
            "groupBy=style&groupBy=sex&groupBy=kind | 422", "from=yesterday | 400", "from=2026-02-30 | 400",
            "from=2026-02-01&to=2026-01-31 | 422", "asOf=never | 400");
    private static final List<String> FORMATS = List.of("csv", "xlsx", "svg", "pdf");
    private static final List<String> GROUPS = List.of("", "&groupBy=style", "&groupBy=baselineBand&groupBy=clinic");

    private final Visitor visitor = new Visitor(this::anonymous);

    @Autowired
    private List<ShownReport> reports;

    @BeforeEach
    void logIn() {
        visitor.logIn("admin", SECRET);
    }

    private Answer json(String report, String question) {
        return get("/api/v1/reports/" + report + "?" + question);
    }

    private Answer file(String report, String question) {
        return file(report, question, "csv");
    }

    private Answer file(String report, String question, String format) {
        return json(report, question + "&format=" + format);
    }

    private HttpResponse<String> page(String report, String question) {
        return visitor.open("/reports/" + report + "?" + question);
    }

    @TestFactory
    Stream<DynamicTest> what_makes_no_sense_is_a_problem() {
        assertThat(reports).hasSize(7);
        return reports.stream().flatMap(report -> Stream.concat(BAD.stream(),
                Stream.of("asOf=" + at(-2, 9) + " | 422")).map(line -> {
                    String[] parts = line.split(" \\| ");
                    int status = Integer.parseInt(parts[1]);
                    return dynamicTest(report.name() + "?" + parts[0], () -> {
                        for (Answer answer : Stream.concat(Stream.of(json(report.name(), parts[0])),
                                FORMATS.stream().map(format -> file(report.name(), parts[0], format))).toList()) {
                            assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
                            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                            assertThat(answer.at("type")).startsWith("/problems/");
                            assertThat(answer.at("field")).isEqualTo(
                                    parts[0].startsWith("from=2026-02-01") ? "to" : parts[0].split("=")[0]);
                        }
                        String asPage = parts[0].startsWith("asOf=2") ? "asOf=2199-01-01" : parts[0];
                        HttpResponse<String> page = page(report.name(), asPage);
                        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
                        assertThat(page.body()).contains("<h1>", "To the start page").doesNotContain("Exception");
                    });
                }));
    }

    @Test
    void there_is_no_such_report_format_or_definition() {
        assertThat(json("league-table", "").at("type")).isEqualTo("/problems/no-such-route");
        assertThat(file("league-table", "").at("type")).isEqualTo("/problems/no-such-route");
        assertThat(page("league-table", "").statusCode()).isEqualTo(404);
        for (ShownReport report : reports) {
            assertThat(json(report.name(), "format=docx").at("field")).as(report.name()).isEqualTo("format");
            assertThat(page(report.name(), "format=docx").statusCode()).as(report.name()).isEqualTo(400);
            assertThat(json(report.name(), "definition=2").at("field")).as(report.name()).isEqualTo("definition");
            assertThat(json(report.name(), "definition=one").status()).as(report.name()).isEqualTo(400);
        }
    }

    private void answers(String question, boolean withheld) {
        for (ShownReport report : reports) {
            for (String groups : GROUPS) {
                Answer json = json(report.name(), question + groups);
                assertThat(json.status()).as(json.http().body()).isEqualTo(200);
                assertThat(json.http().body()).as(report.name() + groups).doesNotContain("NaN", "Infinity");
                Answer file = file(report.name(), question + groups);
                assertThat(file.status()).isEqualTo(200);
                assertThat(file.http().body()).as(report.name() + groups).contains("Table,", "About,")
                        .doesNotContain("NaN", "Infinity");
                for (String format : groups.isEmpty() ? FORMATS.subList(1, FORMATS.size()) : List.<String>of()) {
                    Answer drawn = file(report.name(), question, format);
                    assertThat(drawn.status()).as(report.name() + " as " + format).isEqualTo(200);
                    assertThat(drawn.http().body()).isNotEmpty();
                    if (format.equals("svg")) { // the others are not written in letters
                        assertThat(drawn.http().body()).doesNotContain("NaN", "Infinity");
                    }
                }
                HttpResponse<String> page = page(report.name(), question + groups);
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).as(report.name() + groups).contains("id=\"answer\"", "</html>")
                        .doesNotContain("NaN", "Infinity");
            }
        }
        if (withheld) {
            assertThat(json("sessions-to-response", question).at("groups.0.episodes")).isNull();
            assertThat(json("sessions-to-response", question).at("suppressed")).isEqualTo("[\"groups[0]\"]");
            assertThat(page("sessions-to-response", question).body()).contains("withheld");
        }
    }

    /** The last write is read by every report that is asked after. */
    private void read(Answer last, String clinic) {
        assertThat(getAfter(last, "/api/v1/reports/attendance?clinic=" + clinic).status()).isEqualTo(200);
    }

    @Test
    void nobody_is_an_answer() {
        String clinic = openClinic();

        answers("clinic=" + clinic, false);
        answers("from=1990-01-01&to=1990-12-31", false);

        assertThat(page("outcomes", "clinic=" + clinic).body()).contains("Nobody matches");
    }

    @Test
    void one_person_is_withheld() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 20);
        read(post(path(episode, "/sessions/held"), session(at(18, 10), 3)), clinic);

        answers("clinic=" + clinic, true);
    }

    /** A clinic that is withheld: a single one would have another withheld beside it. */
    private void beSmall(int people) {
        String clinic = openClinic();
        for (int n = 0; n < people; n++) {
            openEpisode(clinic, 40);
        }
    }

    /**
     * Eleven who were treated once, in a clinic beside small ones.
     *
     * @param opening of the clinic and the therapist an episode
     */
    private String elevenTreated(BinaryOperator<String> opening) {
        beSmall(4);
        beSmall(3);
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        Answer last = null;
        for (int n = 0; n < 11; n++) {
            last = post(path(opening.apply(clinic, anna), "/sessions/held"), session(at(18 - n, 10), 7));
            id(last);
        }
        read(Objects.requireNonNull(last), clinic);
        return clinic;
    }

    @Test
    void curves_of_people_who_are_all_still_in_treatment_stay_at_nought() {
        String clinic = elevenTreated((there, anna) -> openTreatedEpisode(there, anna, 40));

        answers("clinic=" + clinic, false);

        Answer answer = json("sessions-to-response", "clinic=" + clinic);
        assertThat(answer.at("groups.0.censored")).isEqualTo("11");
        assertThat(answer.at("groups.0.medianSessionsToResponse")).isNull();
        assertThat(answer.at("test")).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void people_to_whose_baseline_no_rule_applies_are_on_no_curve(boolean missing) {
        String clinic = elevenTreated((there, anna) -> {
            String episode = id(post("/api/v1/episodes",
                    intake(registerClient(there), there, 40, "").replace("\"score\": 7", "\"score\": 2")));
            id(post(path(episode, "/assignments"), assignment(anna, at(40, 9))));
            if (missing) {
                String baseline = get(path(episode, "")).at("measurements.0.id");
                id(post(path(episode, "/measurements/" + baseline + "/voiding"), "{\"reason\": \"of another\"}"));
            }
            return episode;
        });

        answers("clinic=" + clinic, false);

        Answer answer = json("sessions-to-response", "clinic=" + clinic);
        assertThat(answer.at("groups.0.undefined")).isEqualTo("11");
        assertThat(answer.at("groups.0.curve")).isEqualTo("[]");
    }
}
