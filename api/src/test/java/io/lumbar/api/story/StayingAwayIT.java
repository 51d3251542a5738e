package io.lumbar.api.story;

import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

/** What the clinic does by itself when nobody comes. It is in years to come: what was entered a day ago is left alone. */
class StayingAwayIT extends StoryIT {

    @Test
    void a_client_who_stays_away_is_looked_for_lost_and_asked_all_the_same() {
        today("2028-01-10T10:00");
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = id(post("/api/v1/episodes", intake(agreeingClient(clinic, "1984-02-29"), clinic, "2027-12-20",
                "")));
        assign(episode, anna);
        String first = plan(episode, "2028-01-13T09:00");
        String missed = plan(episode, "2028-02-10T09:00");
        today("2028-01-13T10:00");
        id(hold(episode, first, "2028-01-13T09:00", 7));
        today("2028-02-10T10:00");
        id(post(path(episode, "/sessions/" + missed + "/no-show"), ""));

        // After sixty whole days, with a 29 February and the change of the clocks among them, somebody is to call.
        today("2028-04-10T23:59");
        theDayPasses();
        assertThat(workList(clinic)).isEmpty();
        today("2028-04-11T00:01");
        theDayPasses();
        assertThat(workList(clinic)).containsExactly("LAPSE_CANDIDATE");

        // Nobody answers. After ninety days the treatment has ended.
        today("2028-05-10T23:59");
        theDayPasses();
        assertThat(state(episode)).isEqualTo("IN_TREATMENT");
        today("2028-05-11T00:01");
        theDayPasses();
        var lost = get(path(episode, ""));
        assertThat(lost.at("state")).isEqualTo("DISCHARGED");
        assertThat(lost.at("discharge.reason")).isEqualTo("LOST_TO_FOLLOW_UP");
        assertThat(workList(clinic)).isEmpty();
        assertThat(followUps(episode, "dueOn")).containsExactly("2028-06-22", "2028-08-11", "2028-11-11", "2029-05-11");

        // Twenty-one days after it was due the first follow-up is missed.
        today("2028-07-12T12:00");
        theDayPasses();
        assertThat(followUps(episode, "state").getFirst()).isEqualTo("PENDING");
        today("2028-07-14T12:00");
        theDayPasses();
        assertThat(followUps(episode, "state")).containsExactly("MISSED", "PENDING", "PENDING", "PENDING");
        assertThat(workList(clinic)).containsExactly("MISSED_FOLLOW_UP");

        // In the end she calls, and is asked for what was missed and what is due.
        today("2028-08-14T10:00");
        id(followUp(episode, 0, 4, 3));
        id(followUp(episode, 1, 4, 3));
        theDayPasses();
        assertThat(workList(clinic)).isEmpty();
        today("2028-11-13T10:00");
        id(followUp(episode, 2, 3, 3));
        today("2029-05-11T10:00");
        id(followUp(episode, 3, 2, 2));
        assertThat(followUps(episode, "state")).containsOnly("RECORDED");
        assertThat(timeline(episode)).containsSubsequence("Client did not come to the session",
                "Episode ended: lost to follow up", "Follow-up missed: nobody answered in time",
                "Follow-up recorded, further care: none");
    }

    @Test
    void an_intake_that_leads_nowhere_is_seen_to_and_declined() {
        today("2028-02-28T10:00");
        String clinic = openClinic();
        String episode = id(post("/api/v1/episodes", intake(agreeingClient(clinic, "1990-06-01"), clinic, "2028-02-01",
                "")));
        today("2028-03-29T23:59");
        theDayPasses();
        assertThat(workList(clinic)).isEmpty();
        today("2028-03-30T00:01");
        theDayPasses();
        assertThat(workList(clinic)).containsExactly("STALLED_INTAKE");
        id(post(path(episode, "/decline"), "{\"reason\": \"she has found help elsewhere\"}"));
        theDayPasses();
        assertThat(workList(clinic)).isEmpty();
        assertThat(state(episode)).isEqualTo("DECLINED");
        assertThat(followUps(episode, "state")).isEmpty();
    }
}
