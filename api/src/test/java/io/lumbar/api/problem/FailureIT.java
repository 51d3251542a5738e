package io.lumbar.api.problem;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureIT extends HttpIT {

    @Test
    void asks_to_retry_when_a_list_has_not_caught_up() {
        Answer late = get("/api/v1/probes/failures/late");

        assertThat(late.status()).isEqualTo(503);
        assertThat(late.at("type")).isEqualTo("/problems/position-not-reached");
        assertThat(late.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void asks_to_retry_when_the_database_does_not_answer() {
        Answer unavailable = get("/api/v1/probes/failures/outage");

        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.at("type")).isEqualTo("/problems/unavailable");
        assertThat(unavailable.header("Retry-After")).isEqualTo("1");
        assertThat(unavailable.http().body()).doesNotContain("secret", "Exception");
    }

    @Test
    void leaks_nothing_of_a_defect() {
        Answer failed = get("/api/v1/probes/failures/other");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.at("type")).isEqualTo("/problems/internal-error");
        assertThat(failed.at("requestId")).isEqualTo(failed.header("X-Request-Id"));
        assertThat(failed.http().body()).doesNotContain("secret", "Exception");
    }

    @Test
    void explains_a_problem_where_its_type_points_to() {
        Answer page = send(anonymous("/problems/stale-version"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.http().body()).startsWith("stale-version").contains("412");
        assertThat(send(anonymous("/problems/nothing")).status()).isEqualTo(404);
    }
}
