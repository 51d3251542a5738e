package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.handOver;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.overriding;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.therapist;
import static io.lumbar.api.Bodies.with;
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
                .at("items.0.id")).isEqualTo(after);
        String timeline = get(path(episode, "/timeline")).http().body();
        assertThat(timeline).contains("Therapist " + ben + " took over from " + anna + "; a manager set rules aside",
                "on leave / for two weeks");

        // And back, while the plan stays with Ben.
        id(post(assignments, handOver(anna, at(5, 9), ", \"plannedSessions\": \"KEEP\"")));
        assertThat(get(path(episode, "")).at("sessions.1.plan.therapistId")).isEqualTo(ben);
    }

    @Test
    void a_discharged_episode_is_taken_up_again_where_it_was_left() {
        String clinic = openClinic();
        String anna = id(post("/api/v1/therapists", therapist(clinic, licenceNumber(), 1)));
        String episode = openTreatedEpisode(clinic, anna, 60);
        id(post(path(episode, "/sessions/held"), session(at(55, 9), null)));
        id(post(path(episode, "/discharge"), "{\"reason\": \"GOALS_MET\", \"at\": \"" + at(50, 9) + "\"}"));
        String asked = Objects.requireNonNull(get(path(episode, "")).at("followUps.0.id"));
        id(post(path(episode, "/follow-ups/" + asked + "/outcome"), "{\"takenAt\": \"" + at(8, 9) + "\"}"));

        // Meanwhile Anna has no room: a manager sets that aside.
        String other = openTreatedEpisode(clinic, anna, 20);
        String again = "{\"reason\": \"the pain came back\"}";
        assertThat(post(path(episode, "/reopening"), again).at("type")).isEqualTo("/problems/caseload-full");
        Answer reopened = post(path(episode, "/reopening"), with(again, overriding()));
        id(reopened);

        Answer stands = get(path(episode, ""));
        assertThat(stands.at("state")).isEqualTo("IN_TREATMENT");
        assertThat(stands.at("therapistId")).isEqualTo(anna);
        assertThat(stands.at("reopenedAt")).isEqualTo(stands.at("assignedAt")).isNotBlank();
        assertThat(stands.at("discharge")).isNull();
        assertThat(texts(stands, "/followUps", "state")).containsExactly("RECORDED", "WITHDRAWN", "WITHDRAWN",
                "WITHDRAWN");
        assertThat(carried(reopened, clinic, anna)).isEqualTo("2");
        String pending = Objects.requireNonNull(stands.at("followUps.1.id"));
        assertThat(post(path(episode, "/follow-ups/" + pending + "/outcome"), "{\"takenAt\": \"" + at(0, 0) + "\"}")
                .at("type")).isEqualTo("/problems/follow-up-withdrawn");
        assertThat(texts(get(path(episode, "/timeline")), "/items", "words"))
                .endsWith("Episode reopened; therapist " + anna + " is responsible again; a manager set rules aside",
                        "Follow-up withdrawn because of the reopening",
                        "Follow-up withdrawn because of the reopening",
                        "Follow-up withdrawn because of the reopening");

        // The next session is the second, and the next discharge plans follow-ups of its own.
        id(post(path(episode, "/sessions"), plan(at(-3, 9))));
        Answer ended = post(path(episode, "/discharge"), "{\"reason\": \"PLATEAU\"}");
        id(ended);
        assertThat(texts(get(path(episode, "")), "/followUps", "state")).hasSize(8).endsWith("PENDING", "PENDING",
                "PENDING", "PENDING");
        assertThat(getAfter(ended, "/api/v1/episodes?state=DISCHARGED&clinic=" + clinic).at("items.0.heldSessions"))
                .isEqualTo("1");
        id(post(path(other, "/discharge"), "{\"reason\": \"PLATEAU\"}"));
    }

    @Test
    void without_the_therapist_of_before_a_reopened_episode_waits_for_another() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 60);
        id(post(path(episode, "/discharge"), "{\"reason\": \"PLATEAU\", \"at\": \"" + at(50, 9) + "\"}"));
        id(post("/api/v1/therapists/" + anna + "/deactivation", "{}"));

        id(post(path(episode, "/reopening"), "{\"reason\": \"the pain came back\"}"));

        assertThat(get(path(episode, "")).at("state")).isEqualTo("AWAITING_THERAPIST");
        assertThat(get(path(episode, "")).at("therapistId")).isNull();
        id(post(path(episode, "/assignments"), "{\"therapistId\": \"" + registerTherapist(clinic) + "\"}"));
        assertThat(get(path(episode, "")).at("state")).isEqualTo("IN_TREATMENT");
    }

    @Test
    void nothing_is_reopened_at_a_clinic_that_was_closed() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 60);
        id(post(path(episode, "/discharge"), "{\"reason\": \"MOVED\"}"));
        id(post("/api/v1/clinics/" + clinic + "/closing", "{}"));

        assertThat(post(path(episode, "/reopening"), "{\"reason\": \"again\"}").at("type"))
                .isEqualTo("/problems/clinic-not-open");
    }

    @Test
    void an_episode_goes_on_at_the_clinic_that_it_is_transferred_to() {
        String here = openClinic();
        String there = openClinic();
        String episode = openTreatedEpisode(here, registerTherapist(here), 60);
        String mila = Objects.requireNonNull(get(path(episode, "")).at("clientId"));
        id(post(path(episode, "/discharge"), """
                {"reason": "TRANSFERRED", "toClinicId": "%s", "at": "%s"}""".formatted(there, at(30, 9))));

        Answer opened = post("/api/v1/episodes",
                with(intake(mila, there, 29, ""), "\"continues\": \"" + episode + "\""));

        Answer stands = get(path(id(opened), ""));
        assertThat(stands.at("continues")).isEqualTo(episode);
        assertThat(get(path(episode, "")).at("continues")).isNull();
        assertThat(get(path(id(opened), "/timeline")).at("items.0.words"))
                .endsWith("; goes on with episode " + episode);
        assertThat(post(path(episode, "/reopening"), "{\"reason\": \"again\"}").at("type"))
                .isEqualTo("/problems/client-has-open-episode");
    }

    @Test
    void a_manager_allows_a_second_episode_beside_an_open_one() {
        String clinic = openClinic();
        String mila = registerClient(clinic);
        String first = id(post("/api/v1/episodes", intake(mila, clinic, 10, "")));
        String intake = intake(mila, clinic, 5, "");
        assertThat(post("/api/v1/episodes", intake).at("type")).isEqualTo("/problems/client-has-open-episode");

        String second = id(post("/api/v1/episodes", with(intake, overriding())));

        Answer timeline = get(path(second, "/timeline"));
        assertThat(timeline.at("items.0.words")).endsWith("; a manager allowed it beside another");
        assertThat(timeline.at("items.0.remark")).isEqualTo("another pain");
        id(post(path(first, "/decline"), "{\"reason\": \"entered twice\"}"));
        assertThat(post("/api/v1/episodes", intake).at("type")).isEqualTo("/problems/client-has-open-episode");
    }

    private static List<String> texts(Answer answer, String array, String name) {
        var texts = new ArrayList<String>();
        Objects.requireNonNull(answer.json()).at(array).forEach(item -> texts.add(item.at("/" + name).asString()));
        return texts;
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
