package io.lumbar.api.report;

import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** What became of people like one who is described: a question, though it is sent as a POST. */
class LookingAheadIT extends ClinicIT {
    private static final String OUTLOOK = "/api/v1/reports/outlook";

    /** Pain of 7 from lifting wrongly, since some weeks. */
    private static String somebody(String clinic) {
        return """
                {"clinicId": "%s", "chronicity": "SUBACUTE", "baselineNprs": 7, "cause": "IMPROPER_LIFTING"}"""
                .formatted(clinic);
    }

    /** Six whose pain falls to 4 at the third session; the answer to the last write. */
    private Answer treatSix(String clinic) {
        String anna = registerTherapist(clinic);
        Answer last = null;
        for (int n = 0; n < 6; n++) {
            String episode = openTreatedEpisode(clinic, anna, 30);
            for (int k = 0; k < 3; k++) {
                last = post(path(episode, "/sessions/held"), session(at(29 - 6 * k - n, 10), 7 - k * k));
                id(last);
            }
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void is_answered_like_that_of_somebody_in_care() {
        String clinic = openClinic();
        Answer last = treatSix(clinic);
        String episode = String.valueOf(getAfter(last, "/api/v1/episodes?clinic=" + clinic).at("items.0.id"));
        String position = Objects.requireNonNull(last.header("Lumbar-Position"));

        Answer described = post(OUTLOOK, somebody(clinic), "Lumbar-After", position);

        assertThat(described.status()).as(described.http().body()).isEqualTo(200);
        assertThat(described.at("matched.clinicId")).isNull();
        assertThat(described.at("widened")).isEqualTo("[\"cause\",\"baselineBand\",\"chronicity\",\"clinic\"]");
        assertThat(described.at("inWords")).contains("it is no promise");
        String asOf = "?asOf=" + described.at("asOf");
        assertThat(post(OUTLOOK + asOf, somebody(clinic)).http().body()).isEqualTo(described.http().body())
                .isEqualTo(get(path(episode, "/outlook") + asOf).http().body());
    }

    @Test
    void is_had_as_a_file() {
        String clinic = openClinic();
        String position = Objects.requireNonNull(treatSix(clinic).header("Lumbar-Position"));

        Answer table = post(OUTLOOK + "?format=csv", somebody(clinic), "Lumbar-After", position);
        Answer paper = post(OUTLOOK, somebody(clinic), "Accept", "application/pdf");

        assertThat(table.status()).as(table.http().body()).isEqualTo(200);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.http().body()).contains("Report,Outlook", "Definition,outlook");
        assertThat(paper.status()).as(paper.http().body()).isEqualTo(200);
        assertThat(paper.header("Content-Disposition")).contains("outlook-").endsWith(".pdf\"");
        assertThat(paper.http().body()).startsWith("%PDF");
        assertThat(post(OUTLOOK + "?format=docx", somebody(clinic)).status()).isEqualTo(400);
    }

    @Test
    void stores_nothing_under_whatever_key() {
        String clinic = openClinic();
        long before = eventsStored();

        Answer first = post(OUTLOOK, somebody(clinic), "Idempotency-Key", "ahead");
        Answer again = post(OUTLOOK, somebody(clinic), "Idempotency-Key", "ahead");
        Answer another = post(OUTLOOK, somebody(clinic).replace(": 7", ": 3"), "Idempotency-Key", "ahead");

        assertThat(first.status()).as(first.http().body()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("shares")).isEqualTo(first.at("shares"));
        assertThat(another.status()).as(another.http().body()).isEqualTo(200);
        assertThat(first.header("ETag")).isNull();
        assertThat(first.header("Lumbar-Position")).isNull();
        assertThat(eventsStored()).isEqualTo(before);
    }
}
