package io.lumbar.api.request;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WholeAnswersIT extends HttpIT {

    @Test
    void sends_a_small_answer_with_its_length_and_not_in_chunks() {
        Answer found = get("/api/v1/clinics");
        Answer refused = get("/api/v1/clinics/nothing");

        assertThat(found.header("Content-Length")).isEqualTo(Integer.toString(found.http().body().length()));
        assertThat(refused.header("Content-Length")).isEqualTo(Integer.toString(refused.http().body().length()));
    }
}
