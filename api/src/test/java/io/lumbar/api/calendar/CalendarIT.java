package io.lumbar.api.calendar;

import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.familyName;
import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

/** Sunday 27 October 2024 in Amsterdam, on which the hour from two to three comes twice. */
class CalendarIT extends ClinicIT {
    private static final String SUNDAY = "from=2024-10-26T22:00:00Z&to=2024-10-27T23:00:00Z";

    private String clinic;
    private String anna;
    private Answer last;

    @BeforeEach
    void holdSessionsInTheHourThatComesTwice() {
        clinic = id(post("/api/v1/clinics", """
                {"name": "Rugzorg Utrecht", "timeZone": "Europe/Amsterdam",
                 "openingHours": [{"day": "SUNDAY", "from": "02:00", "to": "12:00"}]}"""));
        anna = registerTherapist(clinic);
        id(post("/api/v1/therapists/" + anna + "/absences", """
                {"from": "2024-10-27T14:00:00+01:00", "to": "2024-10-29T00:00:00+01:00"}"""));
        String client = id(post("/api/v1/clients", """
                {"clinicId": "%s", "name": {"given": "Mila", "family": "%s"}, "dateOfBirth": "1985-05-05",
                 "consents": [{"purpose": "TREATMENT", "textVersion": "1", "givenAt": "2024-10-01T09:00:00Z"}]}"""
                .formatted(clinic, familyName())));
        String episode = id(post("/api/v1/episodes", """
                {"clientId": "%s", "clinicId": "%s", "openedAt": "2024-10-20T09:00:00Z",
                 "complaint": {"onsetOn": "2024-09-20", "sites": ["LUMBAR"], "causes": ["STRESS"]},
                 "screening": {"catalogueVersion": 1, "positive": []},
                 "baseline": [{"instrument": "NPRS", "score": 7}]}""".formatted(client, clinic)));
        id(post(path(episode, "/assignments"), """
                {"therapistId": "%s", "at": "2024-10-20T10:00:00Z"}""".formatted(anna)));
        hold(episode, "2024-10-27T00:30:00Z");
        last = hold(episode, "2024-10-27T01:30:00Z");
    }

    private Answer hold(String episode, String start) {
        Answer held = post(path(episode, "/sessions/held"), """
                {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "STRUCTURAL"}""".formatted(start));
        id(held);
        return held;
    }

    @Test
    void shows_instants_and_what_the_clock_at_the_clinic_shows() {
        Answer calendar = calendar("&clinic=" + clinic);

        assertThat(texts(calendar, "items", "start")).containsExactly("2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z");
        assertThat(texts(calendar, "items", "localStart")).containsExactly("2024-10-27T02:30:00+02:00",
                "2024-10-27T02:30:00+01:00");
        assertThat(texts(calendar, "items", "localEnd")).containsExactly("2024-10-27T02:15:00+01:00",
                "2024-10-27T03:15:00+01:00");
        assertThat(texts(calendar, "items", "timeZone")).containsOnly("Europe/Amsterdam");
        assertThat(texts(calendar, "items", "version")).containsOnly(Objects.requireNonNull(last.at("version")));
        String session = Objects.requireNonNull(calendar.at("items.1.id"));
        assertThat(get(path(Objects.requireNonNull(calendar.at("items.1.episodeId")), "/sessions/" + session))
                .at("held.startedAt")).isEqualTo("2024-10-27T01:30:00Z");
    }

    @Test
    void shows_when_nobody_is_there_by_clinic_and_by_therapist() {
        for (String filter : List.of("&clinic=" + clinic, "&therapist=" + anna)) {
            Answer calendar = calendar(filter);
            assertThat(calendar.at("absences")).isEqualTo(
                    "[{\"therapistId\":\"%s\",\"from\":\"2024-10-27T13:00:00Z\",\"to\":\"2024-10-28T23:00:00Z\"}]"
                            .formatted(anna));
            assertThat(texts(calendar, "closed", "clinicId")).containsOnly(clinic);
            assertThat(texts(calendar, "closed", "from")).containsExactly("2024-10-26T22:00:00Z",
                    "2024-10-27T11:00:00Z");
            assertThat(texts(calendar, "closed", "localTo")).containsExactly("2024-10-27T02:00:00+02:00",
                    "2024-10-28T00:00:00+01:00");
        }
        Answer elsewhere = calendar("&clinic=" + openClinic());
        assertThat(elsewhere.at("absences")).isEqualTo("[]");
        assertThat(elsewhere.at("closed")).isEqualTo("[]");
    }

    @Test
    void goes_on_after_a_part_with_sessions_only() {
        Answer first = calendar("&clinic=" + clinic + "&limit=1");
        Answer second = calendar("&clinic=" + clinic + "&limit=1&cursor=" + first.at("nextCursor"));

        assertThat(texts(first, "items", "start")).containsExactly("2024-10-27T00:30:00Z");
        assertThat(texts(second, "items", "start")).containsExactly("2024-10-27T01:30:00Z");
        assertThat(second.at("nextCursor")).isNull();
        assertThat(texts(first, "closed", "from")).hasSize(2);
        assertThat(second.at("closed")).isEqualTo("[]");
        assertThat(second.at("absences")).isEqualTo("[]");
    }

    @Test
    void refuses_a_span_and_a_cursor_that_nobody_was_given() {
        assertThat(get("/api/v1/calendar?from=2024-10-27T00:00:00Z&to=2024-10-27T00:00:00Z").at("field"))
                .isEqualTo("to");
        assertThat(get("/api/v1/calendar?from=2024-10-27T00:00:00Z&to=2026-10-27T00:00:00Z").at("field"))
                .isEqualTo("to");
        for (String list : List.of("/api/v1/calendar?" + SUNDAY + "&", "/api/v1/worklist?")) {
            for (String moment : List.of("%2B300000-01-01T00:00:00Z", "-9999-01-01T00:00:00Z",
                    "2200-01-01T00:00:00Z")) {
                Answer answer = get(list + "cursor=" + moment + "_" + anna);
                assertThat(answer.status()).as(answer.http().body()).isEqualTo(422);
                assertThat(answer.at("field")).isEqualTo("cursor");
            }
        }
    }

    private Answer calendar(String filter) {
        Answer calendar = getAfter(last, "/api/v1/calendar?" + SUNDAY + filter);
        assertThat(calendar.status()).as(calendar.http().body()).isEqualTo(200);
        return calendar;
    }

    private static List<String> texts(Answer answer, String array, String name) {
        return Objects.requireNonNull(answer.json()).at("/" + array).valueStream()
                .map((JsonNode item) -> item.at("/" + name).asString()).toList();
    }
}
