package io.lumbar.api.request;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BadInputIT extends HttpIT {

    @Test
    void names_all_missing_fields_at_once() {
        Answer answer = post("/api/v1/probes/seen", "{\"parts\": [{}, null]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("type")).isEqualTo("/problems/missing-field");
        assertThat(answer.at("detail"))
                .isEqualTo("Required: clinicId, minutes, sex, at, parts[0].code, parts[1].");
    }
}
