package io.lumbar.api.story;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

class RedFlagIT extends StoryIT {

    @Test
    void a_physician_clears_what_the_screening_found_and_later_what_the_therapist_heard() {
        // She comes with fever: a physician must see her first, and the front desk sees to that.
        today("2024-10-14T10:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String mila = agreeingClient(clinic, "1990-06-01");
        Answer opened = post("/api/v1/episodes", intake(mila, clinic, "2024-08-20", "\"RF-INF-1\""));
        String episode = id(opened);
        assertThat(state(episode)).isEqualTo("AWAITING_CLEARANCE");
        assertThat(urgent(opened, clinic)).isEqualTo("[\"RF-INF-1\"]");
        assertThat(post(path(episode, "/assignments"), "{\"therapistId\": \"" + anna + "\"}").at("type"))
                .isEqualTo("/problems/clearance-missing");

        // It was a cold.
        today("2024-10-16T12:00");
        Answer cleared = clear(episode, "2024-10-16T11:00", "CLEARED");
        id(cleared);
        assertThat(urgent(cleared, clinic)).isNull();
        assign(episode, anna);
        String first = plan(episode, "2024-10-21T09:00");
        String second = plan(episode, "2024-10-28T09:00");
        today("2024-10-21T10:00");
        id(hold(episode, first, "2024-10-21T09:00", 6));

        // On Friday she calls: numbness where one sits on a saddle. Nothing goes on until a physician has seen her.
        today("2024-10-25T17:00");
        Answer heard = post(path(episode, "/screenings"), "{\"positive\": [\"RF-CES-1\"]}");
        id(heard);
        var held = get(path(episode, ""));
        assertThat(held.at("state")).isEqualTo("ON_HOLD");
        assertThat(held.at("therapistId")).isEqualTo(anna);
        assertThat(urgent(heard, clinic)).isEqualTo("[\"RF-CES-1\"]");
        assertThat(post(path(episode, "/sessions"), """
                {"start": "%s", "minutes": 45, "style": "SWEDISH"}""".formatted(when("2024-11-04T09:00"))).at("type"))
                .isEqualTo("/problems/clearance-missing");

        // On Saturday night, before the clocks are put back, the hospital sees no reason to worry.
        today("2024-10-28T08:00");
        id(clear(episode, "2024-10-26T23:30", "CLEARED"));
        assertThat(state(episode)).isEqualTo("IN_TREATMENT");
        today("2024-10-28T10:00");
        id(hold(episode, second, "2024-10-28T09:00", 4));
        assertThat(sessions(episode, "held.startedAt")).containsExactly("2024-10-21T07:00:00Z",
                "2024-10-28T08:00:00Z");
        String third = plan(episode, "2024-11-25T09:00");
        today("2024-11-25T10:00");
        id(hold(episode, third, "2024-11-25T09:00", 1));

        // Three months after 29 November is the last day of February.
        today("2024-11-29T15:00");
        id(discharge(episode, "GOALS_MET"));
        assertThat(followUps(episode, "dueOn")).containsExactly("2025-01-10", "2025-02-28", "2025-05-29",
                "2025-11-29");
        today("2025-01-10T10:00");
        id(followUp(episode, 0, 1, 1));
        today("2025-02-28T10:00");
        id(followUp(episode, 1, 2, 2));
        today("2025-06-05T10:00");
        id(followUp(episode, 2, 1, 2));
        today("2025-11-28T10:00");
        id(followUp(episode, 3, 0, 1));
        assertThat(followUps(episode, "state")).containsOnly("RECORDED");
        assertThat(timeline(episode)).contains("Screened against catalogue 1: RF-INF-1",
                "Treatment cleared by a physician", "Screened against catalogue 1: RF-CES-1",
                "Episode ended: goals met");
    }

    @Test
    void what_a_physician_does_not_clear_ends_the_treatment() {
        today("2024-01-08T10:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = id(post("/api/v1/episodes",
                intake(agreeingClient(clinic, "1961-03-31"), clinic, "2023-10-16", "")));
        assertThat(get(path(episode, "")).at("intake.chronicity")).isEqualTo("SUBACUTE");
        assign(episode, anna);
        String first = plan(episode, "2024-01-15T09:00");
        String next = plan(episode, "2024-03-04T09:00");
        today("2024-01-15T10:00");
        id(hold(episode, first, "2024-01-15T09:00", 7));

        // He has lost weight and does not know why. That is no emergency, but nothing for a massage either.
        today("2024-02-15T09:30");
        Answer heard = post(path(episode, "/screenings"), "{\"positive\": [\"RF-MAL-2\"]}");
        id(heard);
        assertThat(state(episode)).isEqualTo("ON_HOLD");
        assertThat(urgent(heard, clinic)).isNull();

        // The physician keeps him. Then there is one way to end it, and it cancels what was planned.
        today("2024-02-28T12:00");
        id(clear(episode, "2024-02-28T11:00", "NOT_CLEARED"));
        assertThat(state(episode)).isEqualTo("ON_HOLD");
        assertThat(hold(episode, next, "2024-02-28T11:30", 7).at("type")).isEqualTo("/problems/clearance-missing");
        today("2024-02-29T16:00");
        assertThat(discharge(episode, "PLATEAU").at("type")).isEqualTo("/problems/clearance-refused");
        id(discharge(episode, "MEDICAL"));
        assertThat(sessions(episode, "state")).containsExactly("HELD", "CANCELLED");

        // A year after 29 February is 28 February.
        assertThat(followUps(episode, "dueOn")).containsExactly("2024-04-11", "2024-05-29", "2024-08-29",
                "2025-02-28");
        today("2024-04-11T10:00");
        id(followUp(episode, 0, 5, 4));
        today("2025-02-13T23:30");
        assertThat(followUp(episode, 3, 3, 3).at("earliest")).isEqualTo("2025-02-14");
        today("2025-02-14T09:00");
        id(followUp(episode, 3, 3, 3));
        assertThat(get(path(episode, "")).at("response.result")).isEqualTo("NOT_RESPONDED");
        assertThat(timeline(episode)).contains("Treatment not cleared by a physician", "Episode ended: medical",
                "Session cancelled because of the discharge");
    }

    private Answer clear(String episode, String time, String outcome) {
        return post(path(episode, "/clearances"), """
                {"clinician": "Dr J. Smit", "clearedAt": "%s", "outcome": "%s"}""".formatted(when(time), outcome));
    }

    /** The codes for which the clinic's work list asks for a physician; null when it asks for none. */
    private @Nullable String urgent(Answer after, String clinic) {
        return getAfter(after, "/api/v1/worklist?kind=URGENT_REFERRAL&clinic=" + clinic).at("items.0.codes");
    }
}
