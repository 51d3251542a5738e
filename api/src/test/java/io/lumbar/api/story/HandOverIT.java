package io.lumbar.api.story;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

class HandOverIT extends StoryIT {

    @Test
    void the_treatment_changes_hands_stops_without_gain_and_begins_again_within_a_year() {
        // The pain has been there since 29 February: it is chronic.
        today("2024-09-30T10:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String ben = registerTherapist(clinic);
        String mila = agreeingClient(clinic, "1990-10-27");
        String episode = id(post("/api/v1/episodes", intake(mila, clinic, "2024-02-29", "")));
        assertThat(get(path(episode, "")).at("intake.chronicity")).isEqualTo("CHRONIC");
        assign(episode, anna);
        String first = plan(episode, "2024-10-02T14:00");
        String second = plan(episode, "2024-10-09T14:00");
        String third = plan(episode, "2024-10-16T14:00");
        String fourth = plan(episode, "2024-10-23T14:00");
        String fifth = plan(episode, "2024-10-30T14:00");
        today("2024-10-02T15:00");
        id(hold(episode, first, "2024-10-02T14:00", 7));

        // She does not come, says Anna; she sat in another hall, it turns out, and was treated there.
        today("2024-10-09T14:20");
        id(post(path(episode, "/sessions/" + second + "/no-show"), ""));
        today("2024-10-10T08:30");
        id(post(path(episode, "/sessions/" + second + "/no-show-reversal"), "{\"reason\": \"was in the other hall\"}"));
        id(hold(episode, second, "2024-10-09T14:15", 6));

        // The third session does not suit her: a day later.
        today("2024-10-14T09:00");
        id(post(path(episode, "/sessions/" + third + "/rescheduling"),
                "{\"start\": \"" + when("2024-10-17T14:00") + "\"}"));
        today("2024-10-17T15:00");
        id(hold(episode, third, "2024-10-17T14:00", 6));

        // Anna goes on leave. Ben has somebody else at two on the 30th, so that session begins at three.
        today("2024-10-21T09:00");
        String other = id(post("/api/v1/episodes",
                intake(agreeingClient(clinic, "1955-05-05"), clinic, "2024-10-01", "")));
        assign(other, ben);
        plan(other, "2024-10-30T14:00");
        String handOver = "{\"therapistId\": \"" + ben + "\", \"reason\": \"on leave\"}";
        Answer clash = post(path(episode, "/assignments"), handOver);
        assertThat(clash.at("type")).isEqualTo("/problems/planned-sessions-do-not-fit");
        assertThat(clash.at("sessions.0.sessionId")).isEqualTo(fifth);
        id(post(path(episode, "/sessions/" + fifth + "/rescheduling"),
                "{\"start\": \"" + when("2024-10-30T15:00") + "\"}"));
        Answer handedOver = post(path(episode, "/assignments"), handOver);
        id(handedOver);
        assertThat(get(path(episode, "")).at("therapistId")).isEqualTo(ben);
        // The clocks are put back on the 27th.
        assertThat(calendar(handedOver, ben, "2024-10-21", "2024-11-01", AMSTERDAM))
                .containsExactly("2024-10-23T12:00:00Z", "2024-10-30T13:00:00Z", "2024-10-30T14:00:00Z");
        assertThat(calendar(handedOver, anna, "2024-10-21", "2024-11-01", AMSTERDAM)).isEmpty();
        today("2024-10-23T15:00");
        id(hold(episode, fourth, "2024-10-23T14:00", 6));
        today("2024-10-30T16:00");
        id(hold(episode, fifth, "2024-10-30T15:00", 6));
        assertThat(sessions(episode, "held.therapistId")).containsExactly(anna, anna, anna, ben, ben);

        // Five sessions, and it gets no better. She answers once, and not when she is asked again.
        today("2024-11-08T15:00");
        id(discharge(episode, "PLATEAU"));
        today("2024-12-20T10:00");
        id(followUp(episode, 0, 6, 4));

        // On the last day of February the pain is worse. Ben is responsible again, and her sessions count on.
        today("2025-02-28T10:00");
        id(post(path(episode, "/reopening"), "{\"reason\": \"worse than ever\"}"));
        var again = get(path(episode, ""));
        assertThat(again.at("state")).isEqualTo("IN_TREATMENT");
        assertThat(again.at("therapistId")).isEqualTo(ben);
        assertThat(again.at("reopenedAt")).isEqualTo(when("2025-02-28T10:00"));
        assertThat(followUps(episode, "state")).containsExactly("RECORDED", "WITHDRAWN", "WITHDRAWN", "WITHDRAWN");
        String sixth = plan(episode, "2025-03-27T09:00");
        String seventh = plan(episode, "2025-04-03T09:00");
        today("2025-03-27T10:00");
        id(hold(episode, sixth, "2025-03-27T09:00", 5));
        today("2025-04-03T10:00");
        id(hold(episode, seventh, "2025-04-03T09:00", 3));
        var better = get(path(episode, ""));
        assertThat(better.at("sessions.6.held.startedAt")).isEqualTo("2025-04-03T07:00:00Z");
        assertThat(better.at("response.result")).isEqualTo("RESPONDED");
        assertThat(better.at("response.afterSessions")).isEqualTo("6");

        // This time the goals are met, and a year is asked for anew.
        today("2025-04-11T10:00");
        Answer ended = discharge(episode, "GOALS_MET");
        id(ended);
        assertThat(followUps(episode, "dueOn").subList(4, 8)).containsExactly("2025-05-23", "2025-07-11", "2025-10-11",
                "2026-04-11");
        assertThat(getAfter(ended, "/api/v1/episodes?client=" + mila).at("items.0.heldSessions")).isEqualTo("7");
        today("2025-05-23T10:00");
        id(followUp(episode, 4, 2, 2));
        today("2025-07-11T10:00");
        id(followUp(episode, 5, 2, 2));
        today("2025-10-11T10:00");
        id(followUp(episode, 6, 3, 2));
        today("2026-04-11T10:00");
        id(followUp(episode, 7, 2, 1));
        assertThat(followUps(episode, "state").subList(4, 8)).containsOnly("RECORDED");

        // A second time it is too late from 11 April on.
        today("2026-04-11T10:01");
        Answer late = post(path(episode, "/reopening"), "{\"reason\": \"again\"}");
        assertThat(late.at("type")).isEqualTo("/problems/reopening-too-late");
        assertThat(late.at("latest")).isEqualTo(when("2026-04-11T10:00"));
        assertThat(timeline(episode)).containsSubsequence("Client did not come to the session",
                "No-show taken back: session planned again for " + when("2024-10-09T14:00"),
                "Session moved to " + when("2024-10-17T14:00") + ": 45 minutes swedish",
                "Therapist " + ben + " took over from " + anna, "Episode ended: plateau",
                "Episode reopened; therapist " + ben + " is responsible again",
                "Follow-up withdrawn because of the reopening", "Episode ended: goals met");
        assertThat(Objects.requireNonNull(get(path(other, "")).at("state"))).isEqualTo("IN_TREATMENT");
    }
}
