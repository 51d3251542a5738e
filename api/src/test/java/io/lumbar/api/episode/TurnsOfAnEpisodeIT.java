package io.lumbar.api.episode;

import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.handOver;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;

/** What may happen to an episode on its way: it pauses, changes hands, ends and begins again. */
class TurnsOfAnEpisodeIT extends ClinicIT {

    @Test
    void a_new_sign_holds_the_treatment_until_a_physician_cleared_it() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        String planned = id(post(path(episode, "/sessions"), plan(at(15, 9))));

        Answer screened = post(path(episode, "/screenings"), """
                {"positive": ["RF-INF-1", "CI-DIAB", {"code": "CI-WOUND", "areas": ["HIP"]}], "at": "%s"}"""
                .formatted(at(20, 9)));
        id(screened);
        Answer held = get(path(episode, ""));
        assertThat(held.at("state")).isEqualTo("ON_HOLD");
        assertThat(held.at("therapistId")).isNotBlank();
        assertThat(held.at("assignedAt")).isEqualTo(at(30, 9));
        assertThat(held.at("screenings.1.excludedAreas.0")).isEqualTo("HIP");
        assertThat(getAfter(screened, "/api/v1/worklist?clinic=" + clinic).at("items.0.codes.0"))
                .isEqualTo("RF-INF-1");
        assertThat(getAfter(screened, "/api/v1/episodes?state=ON_HOLD&clinic=" + clinic).at("items.0.id"))
                .isEqualTo(episode);
        assertThat(post(path(episode, "/sessions/" + planned + "/held"), session(at(15, 9), null)).at("type"))
                .isEqualTo("/problems/clearance-missing");

        Answer cleared = post(path(episode, "/clearances"), """
                {"clinician": "Dr J. Smit", "clearedAt": "%s"}""".formatted(at(16, 9)));
        id(cleared);
        assertThat(get(path(episode, "")).at("state")).isEqualTo("IN_TREATMENT");
        assertThat(getAfter(cleared, "/api/v1/worklist?clinic=" + clinic).at("items.0")).isNull();
        id(post(path(episode, "/sessions/" + planned + "/held"), session(at(15, 9), null)));
    }

    @Test
    void another_therapist_takes_over_with_the_sessions_that_are_planned() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String ben = id(post("/api/v1/therapists", therapist(clinic, licenceNumber(), 1)));
        String episode = openTreatedEpisode(clinic, anna, 30);
        String before = id(post(path(episode, "/sessions"), plan(at(12, 9))));
        String after = id(post(path(episode, "/sessions"), plan(at(-3, 9))));

        // Ben gives another session at that time: he takes over only when it is kept or moved.
        String other = openTreatedEpisode(clinic, ben, 30);
        String taken = id(post(path(other, "/sessions"), plan(at(-3, 9))));
        String assignments = path(episode, "/assignments");
        Answer clash = post(assignments, handOver(ben, at(10, 9), ""));
        assertThat(clash.status()).isEqualTo(409);
        assertThat(clash.at("type")).isEqualTo("/problems/planned-sessions-do-not-fit");
        assertThat(clash.at("sessions.0.sessionId")).isEqualTo(after);
        assertThat(clash.at("sessions.0.problem")).isEqualTo("therapist-double-booked");
        id(post(path(other, "/sessions/" + taken + "/cancellation"), "{\"by\": \"CLINIC\"}"));

        // His caseload is full: a manager sets that aside.
        assertThat(post(assignments, handOver(ben, at(10, 9), "")).at("type")).isEqualTo("/problems/caseload-full");
        Answer done = post(assignments,
                handOver(ben, at(10, 9), ", \"override\": {\"reason\": \"for two weeks\"}"));
        id(done);
        Answer stands = get(path(episode, ""));
        assertThat(stands.at("therapistId")).isEqualTo(ben);
        assertThat(stands.at("assignedAt")).isEqualTo(at(10, 9));
        assertThat(stands.at("sessions.0.id")).isEqualTo(before);
        assertThat(stands.at("sessions.0.plan.therapistId")).isEqualTo(anna);
        assertThat(stands.at("sessions.1.plan.therapistId")).isEqualTo(ben);
        assertThat(carried(done, clinic, anna)).isEqualTo("0");
        assertThat(carried(done, clinic, ben)).isEqualTo("2");
        assertThat(getAfter(done, "/api/v1/calendar?therapist=" + ben + "&from=" + at(-2, 0) + "&to=" + at(-4, 0))
                .at("items.0.sessionId")).isEqualTo(after);
        String timeline = get(path(episode, "/timeline")).http().body();
        assertThat(timeline).contains("Therapist " + ben + " took over from " + anna + "; a manager set rules aside",
                "on leave / for two weeks");

        // And back, while the plan stays with Ben.
        id(post(assignments, handOver(anna, at(5, 9), ", \"plannedSessions\": \"KEEP\"")));
        assertThat(get(path(episode, "")).at("sessions.1.plan.therapistId")).isEqualTo(ben);
    }

    private String carried(Answer after, String clinic, String therapist) {
        for (JsonNode item : Objects.requireNonNull(
                getAfter(after, "/api/v1/therapists?clinic=" + clinic).json()).at("/items")) {
            if (item.at("/id").asString().equals(therapist)) {
                return item.at("/caseload").asString();
            }
        }
        throw new AssertionError("no therapist " + therapist);
    }
}
