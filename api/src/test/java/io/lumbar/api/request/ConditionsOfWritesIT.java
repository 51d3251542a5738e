package io.lumbar.api.request;

import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

/** What a write is answered with, on which conditions it is carried out, and when it is seen. */
class ConditionsOfWritesIT extends ClinicIT {

    private static final String NPRS_5 = """
            {"instrument": "NPRS", "score": 5, "takenAt": "%s"}""".formatted(at(1, 9));
    private static final String NPRS_6 = """
            {"instrument": "NPRS", "score": 6, "takenAt": "%s"}""".formatted(at(1, 10));

    @Test
    void tells_place_version_and_position() {
        String episode = openEpisode(openClinic(), 10);

        Answer taken = post(path(episode, "/measurements"), NPRS_5);

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.header("ETag")).isEqualTo("\"" + taken.at("version") + "\"");
        assertThat(taken.header("Lumbar-Position")).matches("\\d+-\\d+-\\d+");
        Answer found = get(Objects.requireNonNull(taken.header("Location")));
        assertThat(found.at("id")).isEqualTo(taken.at("id"));
        assertThat(found.at("score")).isEqualTo("5");
        assertThat(found.header("ETag")).isEqualTo(taken.header("ETag"));
    }

    @Test
    void the_same_key_and_body_get_the_first_answer_again_and_another_body_is_refused() {
        String path = path(openEpisode(openClinic(), 10), "/measurements");
        Answer first = post(path, NPRS_5, "Idempotency-Key", "again");
        id(post(path, NPRS_6));
        long stored = eventsStored();

        Answer again = post(path, NPRS_5, "Idempotency-Key", "again");
        Answer other = post(path, NPRS_6, "Idempotency-Key", "again");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.http().body()).isEqualTo(first.http().body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Lumbar-Position")).isEqualTo(first.header("Lumbar-Position"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(other.at("field")).isEqualTo("Idempotency-Key");
        assertThat(eventsStored()).isEqualTo(stored);
    }

    @Test
    void a_stale_version_is_refused_with_both_versions() {
        String path = path(openEpisode(openClinic(), 10), "/measurements");
        Answer first = post(path, NPRS_5);
        long stored = eventsStored();

        Answer stale = post(path, NPRS_6, "If-Match", "\"2\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("type")).isEqualTo("/problems/stale-version");
        assertThat(stale.at("expected")).isEqualTo("2");
        assertThat(stale.at("actual")).isEqualTo(first.at("version"));
        assertThat(eventsStored()).isEqualTo(stored);
        assertThat(post(path, NPRS_6, "If-Match", Objects.requireNonNull(first.header("ETag"))).status())
                .isEqualTo(201);
    }

    @Test
    void a_repeat_that_changes_nothing_is_told_so() {
        String clinic = openClinic();
        String episode = openEpisode(clinic, 10);
        String declining = "{\"reason\": \"wants acupuncture\"}";
        Answer declined = post(path(episode, "/decline"), declining);
        long stored = eventsStored();

        Answer again = post(path(episode, "/decline"), declining);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.http().body()).isEqualTo(declined.http().body());
        assertThat(again.header("Lumbar-Position")).isNull();
        assertThat(eventsStored()).isEqualTo(stored);
    }

    @Test
    void a_list_includes_what_was_written_before_it_was_asked() {
        for (int n = 0; n < 10; n++) {
            String clinic = openClinic();
            Answer registered = post("/api/v1/clients", client(clinic));

            Answer list = getAfter(registered, "/api/v1/clients?clinic=" + clinic);

            assertThat(list.at("items.0.id")).isEqualTo(registered.at("id"));
            assertThat(list.at("items.0.version")).isEqualTo(registered.at("version"));
        }
    }

    @Test
    void a_list_is_read_to_its_end_part_by_part() {
        String clinic = openClinic();
        Answer last = post("/api/v1/clients", client(clinic));
        id(last);
        String first = id(post("/api/v1/clients", client(clinic)));
        last = post("/api/v1/clients", client(clinic));

        Answer one = getAfter(last, "/api/v1/clients?limit=1&clinic=" + clinic);
        Answer two = get("/api/v1/clients?limit=1&clinic=" + clinic + "&cursor=" + one.at("nextCursor"));
        Answer three = get("/api/v1/clients?limit=1&clinic=" + clinic + "&cursor=" + two.at("nextCursor"));

        assertThat(one.at("items.0.id")).isEqualTo(last.at("id"));
        assertThat(two.at("items.0.id")).isEqualTo(first);
        assertThat(three.at("items.0.id")).isNotNull();
        assertThat(three.at("nextCursor")).isNull();
    }

    @Test
    void a_position_that_is_still_to_come_is_not_waited_for_for_ever() {
        Answer answer = send(request("/api/v1/clinics").header("Lumbar-After", "1-99999999-1"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("type")).isEqualTo("/problems/position-not-reached");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
