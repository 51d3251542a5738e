package io.lumbar.api.story;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

class ConsentAndCorrectionsIT extends StoryIT {

    @Test
    void without_her_consent_nothing_goes_on_and_with_it_everything() {
        today("2024-02-19T10:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String mila = agreeingClient(clinic, "1984-02-29");
        String episode = id(post("/api/v1/episodes", intake(mila, clinic, "2024-02-01", "")));
        assign(episode, anna);
        String first = plan(episode, "2024-02-22T09:00");
        plan(episode, "2024-02-29T09:00");
        plan(episode, "2024-04-04T09:00");

        // Before the second session she takes her consent back: what was planned is cancelled, and nothing is.
        today("2024-02-26T18:00");
        Answer withdrawn = post("/api/v1/clients/" + mila + "/consents/TREATMENT/withdrawal", "{}");
        id(withdrawn);
        assertThat(sessions(episode, "state")).containsExactly("PLANNED", "CANCELLED", "CANCELLED");
        String nextWeek = """
                {"start": "%s", "minutes": 45, "style": "SWEDISH"}""".formatted(when("2024-03-07T09:00"));
        assertThat(post(path(episode, "/sessions"), nextWeek).at("type")).isEqualTo("/problems/consent-missing");

        // What was held before may still be recorded; nothing from then on.
        id(hold(episode, first, "2024-02-22T09:00", 7));
        assertThat(post(path(episode, "/sessions/held"), """
                {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "STRUCTURAL"}"""
                .formatted(when("2024-02-26T18:00"))).at("type")).isEqualTo("/problems/consent-missing");

        // She thinks it over. On 29 February she is treated, and five weeks later, when the clocks have changed.
        today("2024-02-28T12:00");
        id(post("/api/v1/clients/" + mila + "/consents", "{\"purpose\": \"TREATMENT\", \"textVersion\": \"2024-02\"}"));
        String second = plan(episode, "2024-02-29T09:00");
        String third = plan(episode, "2024-04-04T09:00");
        today("2024-02-29T10:00");
        id(hold(episode, second, "2024-02-29T09:00", 5));
        today("2024-04-04T10:00");
        Answer held = hold(episode, third, "2024-04-04T09:00", 3);
        id(held);
        assertThat(calendar(held, anna, "2024-02-29", "2024-03-01", AMSTERDAM)).hasSize(2)
                .containsOnly("2024-02-29T08:00:00Z");
        assertThat(calendar(held, anna, "2024-04-04", "2024-04-05", AMSTERDAM)).hasSize(2)
                .containsOnly("2024-04-04T07:00:00Z");
        assertThat(getAfter(held, "/api/v1/episodes?client=" + mila).at("items.0.heldSessions")).isEqualTo("3");

        // From 31 August to the end of February.
        today("2024-08-31T10:00");
        id(discharge(episode, "MOVED"));
        assertThat(followUps(episode, "dueOn")).containsExactly("2024-10-12", "2024-11-30", "2025-02-28",
                "2025-08-31");
        today("2025-08-31T10:00");
        id(followUp(episode, 3, 3, 2));
        assertThat(timeline(episode)).contains("Session cancelled by the client", "Episode ended: moved");
    }

    @Test
    void what_was_recorded_wrongly_is_put_right_and_the_report_says_what_is_known_when() {
        today("2024-02-05T08:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = id(post("/api/v1/episodes", intake(agreeingClient(clinic, "1984-02-29"), clinic,
                "2023-12-07", "")));
        assign(episode, anna);
        String first = plan(episode, "2024-02-29T09:00");
        String second = plan(episode, "2024-03-28T09:00");
        String third = plan(episode, "2024-04-04T09:00");
        today("2024-04-04T10:00");
        id(hold(episode, first, "2024-02-29T09:00", 7));
        id(hold(episode, second, "2024-03-28T09:00", 4));
        id(hold(episode, third, "2024-04-04T09:00", 2));
        assertThat(get(path(episode, "")).at("response.afterSessions")).isEqualTo("1");

        // Five others are treated once each, here and next door, so that the report tells of nobody.
        String nextDoor = openClinic();
        treatFiveOthers(nextDoor, registerTherapist(nextDoor));
        Answer last = treatFiveOthers(clinic, anna);
        String question = "/api/v1/reports/sessions-per-person?clinic=" + clinic;
        Answer known = getAfter(last, question);
        assertThat(known.at("groups.0.sessions")).as(known.http().body()).isEqualTo("8");
        String asKnownThen = question + "&asOf=" + known.at("asOf");
        String before = get(asKnownThen).http().body();
        Map<String, String> reportsBefore = reports(clinic, Objects.requireNonNull(known.at("asOf")));

        // The second session was somebody else's; the third began an hour earlier, and what she said was 6.
        today("2024-04-05T09:00");
        id(post(path(episode, "/sessions/" + second + "/voiding"), "{\"reason\": \"of another client\"}"));
        id(post(path(episode, "/sessions/" + third + "/correction"),
                "{\"startedAt\": \"" + when("2024-04-04T08:00") + "\", \"reason\": \"wrong line\"}"));
        String said = Objects.requireNonNull(get(path(episode, "")).at("measurements.2.id"));
        Answer corrected = post(path(episode, "/measurements/" + said + "/correction"), """
                {"instrument": "NPRS", "score": 6, "takenAt": "%s", "reason": "misread"}"""
                .formatted(when("2024-04-04T08:00")));
        id(corrected);

        // Everything derived follows, and the history keeps both.
        var stands = get(path(episode, ""));
        assertThat(sessions(episode, "held.startedAt")).containsExactly("2024-02-29T08:00:00Z", "2024-04-04T06:00:00Z");
        assertThat(stands.at("response.result")).isEqualTo("NOT_RESPONDED");
        assertThat(timeline(episode)).contains("Session of 2024-03-28T08:00:00Z voided: it was entered in error",
                "Session of 2024-04-04T07:00:00Z corrected: startedAt 2024-04-04T06:00:00Z (was 2024-04-04T07:00:00Z)");
        assertThat(getAfter(corrected, question).at("groups.0.sessions")).isEqualTo("7");
        assertThat(get(asKnownThen).http().body()).isEqualTo(before);
        assertThat(reports(clinic, Objects.requireNonNull(known.at("asOf")))).isEqualTo(reportsBefore);
        String now = Objects.requireNonNull(getAfter(corrected, question).at("asOf"));
        assertThat(reportsBefore.get("attendance")).contains("\"held\":8");
        assertThat(reports(clinic, now).get("attendance")).contains("\"held\":7");
        assertThat(get(asKnownThen).at("groups")).isEqualTo(known.at("groups"));

        // What was put right stays so to the end.
        today("2024-04-11T16:00");
        id(post(path(episode, "/discharge"), "{\"reason\": \"CLIENT_CHOICE\"}"));
        assertThat(followUps(episode, "dueOn").getLast()).isEqualTo("2025-04-11");
        today("2025-04-11T10:00");
        id(followUp(episode, 3, 5, 4));
    }

    /** On the day before. */
    private Answer treatFiveOthers(String clinic, String therapist) {
        Answer last = null;
        for (int hour = 10; hour < 15; hour++) {
            today("2024-04-03T09:00");
            String other = id(post("/api/v1/episodes", intake(agreeingClient(clinic, "1990-01-01"), clinic,
                    "2024-03-01", "")));
            assign(other, therapist);
            today("2024-04-03T18:00");
            last = post(path(other, "/sessions/held"), """
                    {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "STRUCTURAL"}"""
                    .formatted(when("2024-04-03T" + hour + ":00")));
            id(last);
        }
        return Objects.requireNonNull(last);
    }

    /** What each report says as of a moment, byte for byte. */
    private Map<String, String> reports(String clinic, String asOf) {
        Map<String, String> reports = new TreeMap<>();
        for (String name : List.of("sessions-to-response", "outcomes", "attendance", "adverse-events", "follow-ups",
                "therapists")) {
            Answer answer = get("/api/v1/reports/" + name + "?clinic=" + clinic + "&asOf=" + asOf);
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
            reports.put(name, answer.http().body());
        }
        return reports;
    }
}
