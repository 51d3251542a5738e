package io.lumbar.api.episode;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** What was found at intake shapes the treatment: styles are ruled out, areas left out, and a risk is told. */
class WhatScreeningForbidsIT extends ClinicIT {

    @Test
    void a_style_that_a_sign_rules_out_is_neither_planned_nor_given_until_a_clearance_names_it() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = id(
                post("/api/v1/episodes", intake(registerClient(clinic), clinic, 30, "\"CI-OSTEO\"")));
        id(post(path(episode, "/clearances"), clearance(29, "")));
        id(post(path(episode, "/assignments"), assignment(anna, at(28, 9))));
        String deepPlan = plan(at(-5, 9)).replace("SWEDISH", "DEEP_TISSUE");
        String deep = session(at(10, 9), null).replace("SWEDISH", "DEEP_TISSUE");

        Answer refused = post(path(episode, "/sessions"), deepPlan);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("type")).isEqualTo("/problems/style-restricted");
        assertThat(refused.at("codes.0")).isEqualTo("CI-OSTEO");
        assertThat(post(path(episode, "/sessions/held"), deep).at("type")).isEqualTo("/problems/style-restricted");
        id(post(path(episode, "/sessions/held"), session(at(11, 9), null)));

        id(post(path(episode, "/clearances"), clearance(20, ", \"permittedStyles\": [\"DEEP_TISSUE\"]")));
        id(post(path(episode, "/sessions"), deepPlan));
        id(post(path(episode, "/sessions/held"), deep));
    }

    @Test
    void an_area_that_a_sign_excludes_is_left_out_until_a_screening_does_not_find_it_any_more() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = id(post("/api/v1/episodes", intake(registerClient(clinic), clinic, 30,
                "{\"code\": \"CI-WOUND\", \"areas\": [\"HIP\"]}")));
        id(post(path(episode, "/assignments"), assignment(anna, at(29, 9))));

        Answer refused = post(path(episode, "/sessions/held"), treating("LUMBAR\", \"HIP", 20));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("type")).isEqualTo("/problems/area-excluded");
        assertThat(refused.at("area")).isEqualTo("HIP");
        id(post(path(episode, "/sessions/held"), treating("LUMBAR", 20)));

        id(post(path(episode, "/screenings"), "{\"positive\": [], \"at\": \"" + at(15, 9) + "\"}"));
        assertThat(post(path(episode, "/sessions/held"), treating("HIP", 16)).at("type"))
                .isEqualTo("/problems/area-excluded");
        id(post(path(episode, "/sessions/held"), treating("HIP", 14)));
    }

    @Test
    void the_start_back_tool_tells_a_risk_and_never_a_change() {
        String clinic = openClinic();
        String opening = intake(registerClient(clinic), clinic, 30, "").replace("\"score\": 7}", """
                "score": 7}, {"instrument": "START_BACK", "answers": {"total": 5, "distress": 2}}""");
        String episode = id(post("/api/v1/episodes", opening));
        id(post(path(episode, "/assignments"), assignment(registerTherapist(clinic), at(29, 9))));

        Answer whole = get(path(episode, ""));
        assertThat(whole.at("measurements.1.instrument")).isEqualTo("START_BACK");
        assertThat(whole.at("measurements.1.score")).isEqualTo("5");
        assertThat(whole.at("measurements.1.band")).isEqualTo("MEDIUM");
        assertThat(whole.at("measurements.1.answers.distress")).isEqualTo("2");

        String taken = id(post(path(episode, "/measurements"), """
                {"instrument": "START_BACK", "score": 3, "takenAt": "%s"}""".formatted(at(10, 9))));
        Answer later = get(path(episode, "/measurements/" + taken));
        assertThat(later.at("band")).isEqualTo("LOW");
        assertThat(later.at("change")).isNull();
        assertThat(get(path(episode, "")).at("response.result")).isEqualTo("NOT_RESPONDED");

        String correction = path(episode, "/measurements/" + taken + "/correction");
        id(post(correction, """
                {"instrument": "START_BACK", "answers": {"total": 6, "distress": 4}, "takenAt": "%s",
                 "reason": "misread"}""".formatted(at(10, 9))));
        assertThat(get(path(episode, "/measurements/" + taken)).at("band")).isEqualTo("HIGH");
        assertThat(get(path(episode, "/timeline")).http().body()).contains("START_BACK taken: 3", "score 6 (was 3)");
    }

    private static String clearance(int daysAgo, String more) {
        return "{\"clinician\": \"Dr J. Smit\", \"clearedAt\": \"" + at(daysAgo, 9) + "\"" + more + "}";
    }

    private static String treating(String areas, int daysAgo) {
        return session(at(daysAgo, 9), null).replaceFirst("\\{", "{\"areas\": [\"" + areas + "\"], ");
    }
}
