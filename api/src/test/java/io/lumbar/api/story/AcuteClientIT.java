package io.lumbar.api.story;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

class AcuteClientIT extends StoryIT {

    @Test
    void an_acute_client_reaches_her_goals_and_tells_for_a_year_how_she_fares() {
        // First contact. She was born on a 29 February, and on another one, four weeks ago, she lifted a crate.
        today("2024-03-27T10:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String mila = agreeingClient(clinic, "1984-02-29");
        String episode = id(post("/api/v1/episodes", """
                {"clientId": "%s", "clinicId": "%s", "doctorConsulted": true,
                 "complaint": {"onsetOn": "2024-02-29", "sites": ["LUMBAR"], "causes": ["IMPROPER_LIFTING"],
                   "muscles": ["QUADRATUS_LUMBORUM"], "limitedActivities": ["BENDING_TO_TIE_SHOES", "gardening"]},
                 "screening": {"catalogueVersion": 1, "positive": []},
                 "preference": {"style": "SWEDISH", "pressure": 2, "therapistGender": null},
                 "baseline": [{"instrument": "NPRS", "score": 7}, {"instrument": "RMDQ", "score": 12}]}"""
                .formatted(mila, clinic)));
        var begun = get(path(episode, ""));
        assertThat(begun.at("state")).isEqualTo("AWAITING_THERAPIST");
        assertThat(begun.at("openedOn")).isEqualTo("2024-03-27");
        assertThat(begun.at("intake.chronicity")).isEqualTo("ACUTE");
        assertThat(begun.at("intake.ageBand")).isEqualTo("40-49");

        // Anna is responsible, and they agree on four Thursdays at nine. On Sunday the clocks are put forward.
        assign(episode, anna);
        List<String> thursdays = List.of("2024-03-28T09:00", "2024-04-04T09:00", "2024-04-11T09:00",
                "2024-04-18T09:00");
        List<String> planned = thursdays.stream().map(thursday -> plan(episode, thursday)).toList();
        assertThat(sessions(episode, "plan.start")).containsExactly("2024-03-28T08:00:00Z", "2024-04-04T07:00:00Z",
                "2024-04-11T07:00:00Z", "2024-04-18T07:00:00Z");

        // Each time she says on arrival how the week was.
        List<Integer> pain = List.of(7, 6, 4, 2);
        for (int n = 0; n < 4; n++) {
            today(thursdays.get(n).replace("09:00", "09:50"));
            id(hold(episode, planned.get(n), thursdays.get(n), pain.get(n)));
        }
        Answer measured = post(path(episode, "/measurements"), """
                {"instrument": "RMDQ", "score": 4, "takenAt": "%s"}""".formatted(when("2024-04-18T09:45")));
        id(measured);
        var treated = get(path(episode, ""));
        assertThat(treated.at("response.result")).isEqualTo("RESPONDED");
        assertThat(treated.at("response.afterSessions")).isEqualTo("2");
        assertThat(calendar(measured, anna, "2024-03-31", "2024-04-12", AMSTERDAM))
                .containsExactly("2024-04-04T07:00:00Z", "2024-04-11T07:00:00Z");

        // She ties her shoes without thinking of it: what was hoped for is reached.
        today("2024-04-25T16:00");
        id(discharge(episode, "GOALS_MET"));
        assertThat(followUps(episode, "dueOn")).containsExactly("2024-06-06", "2024-07-25", "2024-10-25",
                "2025-04-25");

        // The clinic asks her four times; the first time may be two weeks before it is due, and no earlier.
        today("2024-05-22T23:30");
        assertThat(followUp(episode, 0, 2, 1).at("earliest")).isEqualTo("2024-05-23");
        today("2024-05-23T00:30");
        id(followUp(episode, 0, 2, 1));
        today("2024-07-25T11:00");
        id(followUp(episode, 1, 1, 1));
        today("2024-10-28T11:00");
        id(followUp(episode, 2, 1, 2));
        today("2025-04-25T11:00");
        id(followUp(episode, 3, 2, 2));

        var ended = get(path(episode, ""));
        assertThat(ended.at("state")).isEqualTo("DISCHARGED");
        assertThat(ended.at("discharge.reason")).isEqualTo("GOALS_MET");
        assertThat(followUps(episode, "state")).containsOnly("RECORDED").hasSize(4);
        assertThat(texts(ended, "/measurements", "occasion")).filteredOn("FOLLOW_UP"::equals).hasSize(8);
        assertThat(timeline(episode)).startsWith("Episode opened: pain in lumbar since 2024-02-29, put down to improper"
                + " lifting").contains("Episode ended: goals met", "Follow-up W6 planned for 2024-06-06")
                .endsWith("Follow-up recorded, further care: none", "NPRS taken: 2", "PGIC taken: 2");
    }
}
