package io.lumbar.api.episode;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
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
}
