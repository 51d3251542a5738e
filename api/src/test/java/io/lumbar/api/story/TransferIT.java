package io.lumbar.api.story;

import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;

class TransferIT extends StoryIT {

    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @Test
    void a_client_who_moves_to_the_other_side_of_the_world_is_treated_there() {
        today("2024-01-29T10:00");
        String amsterdam = openClinic();
        String anna = registerTherapist(amsterdam);
        String mila = agreeingClient(amsterdam, "1984-02-29");
        String episode = id(post("/api/v1/episodes", intake(mila, amsterdam, "2023-12-01", "")));
        assertThat(get(path(episode, "")).at("intake.ageBand")).isEqualTo("30-39");
        assign(episode, anna);
        String first = plan(episode, "2024-02-05T09:00");
        String second = plan(episode, "2024-02-12T09:00");
        String never = plan(episode, "2024-03-11T09:00");
        today("2024-02-05T10:00");
        id(hold(episode, first, "2024-02-05T09:00", 7));
        today("2024-02-12T10:00");
        id(hold(episode, second, "2024-02-12T09:00", 6));

        // On 29 February she tells that she moves; in Auckland it is 1 March already.
        today("2024-02-29T15:00");
        String auckland = id(post("/api/v1/clinics", """
                {"name": "Back Care Auckland", "timeZone": "Pacific/Auckland"}"""));
        String kiri = registerTherapist(auckland);
        id(post(path(episode, "/discharge"), """
                {"reason": "TRANSFERRED", "toClinicId": "%s"}""".formatted(auckland)));
        var left = get(path(episode, ""));
        assertThat(left.at("discharge.toClinicId")).isEqualTo(auckland);
        assertThat(get(path(episode, "/sessions/" + never)).at("state")).isEqualTo("CANCELLED");

        // On Monday morning there, which is Sunday evening in Europe, the episode goes on under its own dates.
        today("2024-03-04T09:00", AUCKLAND);
        String intake = intake(mila, auckland, "2023-12-01", "");
        Answer opened = post("/api/v1/episodes", with(intake, "\"continues\": \"" + episode + "\""));
        String goingOn = id(opened);
        var continued = get(path(goingOn, ""));
        assertThat(continued.at("continues")).isEqualTo(episode);
        assertThat(continued.at("openedOn")).isEqualTo("2024-03-04");
        assertThat(continued.at("timeZone")).isEqualTo("Pacific/Auckland");
        assertThat(continued.at("intake.chronicity")).isEqualTo("CHRONIC");
        assertThat(continued.at("intake.ageBand")).isEqualTo("40-49");
        assertThat(timeline(goingOn).getFirst()).endsWith("goes on with episode " + episode);

        // Fridays at nine; there the clocks are put back on 7 April.
        assign(goingOn, kiri);
        String third = plan(goingOn, "2024-04-05T09:00", AUCKLAND);
        String fourth = plan(goingOn, "2024-04-12T09:00", AUCKLAND);
        today("2024-04-05T10:00", AUCKLAND);
        id(hold(goingOn, third, "2024-04-05T09:00", AUCKLAND, 4));
        today("2024-04-12T10:00", AUCKLAND);
        Answer held = hold(goingOn, fourth, "2024-04-12T09:00", AUCKLAND, 2);
        id(held);
        assertThat(sessions(goingOn, "held.startedAt")).containsExactly("2024-04-04T20:00:00Z",
                "2024-04-11T21:00:00Z");
        assertThat(calendar(held, kiri, "2024-04-05", "2024-04-06", AUCKLAND))
                .containsExactly("2024-04-04T20:00:00Z");
        assertThat(calendar(held, kiri, "2024-04-12", "2024-04-13", AUCKLAND))
                .containsExactly("2024-04-11T21:00:00Z");

        // What was left in Amsterdam is not taken up again while it goes on there.
        assertThat(post(path(episode, "/reopening"), "{\"reason\": \"she is back\"}").at("type"))
                .isEqualTo("/problems/client-has-open-episode");

        // The last days of shorter months stand for the 31st.
        today("2024-05-31T16:00", AUCKLAND);
        Answer ended = discharge(goingOn, "GOALS_MET");
        id(ended);
        assertThat(followUps(goingOn, "dueOn")).containsExactly("2024-07-12", "2024-08-31", "2024-11-30",
                "2025-05-31");
        assertThat(texts(getAfter(ended, "/api/v1/episodes?client=" + mila), "/items", "heldSessions"))
                .containsExactly("2", "2");
        today("2024-07-12T10:00", AUCKLAND);
        id(followUp(goingOn, 0, 2, 2));
        today("2024-09-02T10:00", AUCKLAND);
        id(followUp(goingOn, 1, 2, 2));
        today("2024-12-01T10:00", AUCKLAND);
        id(followUp(goingOn, 2, 1, 1));
        today("2025-05-31T10:00", AUCKLAND);
        id(followUp(goingOn, 3, 1, 1));
        assertThat(followUps(goingOn, "state")).containsOnly("RECORDED");
    }
}
