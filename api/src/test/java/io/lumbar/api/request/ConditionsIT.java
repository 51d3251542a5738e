package io.lumbar.api.request;

import java.net.http.HttpRequest.BodyPublishers;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionsIT extends HttpIT {
    private static final String ID = "0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee";
    private static final String MADE = "/api/v1/probes/" + ID + "/made";
    private static final String DONE = "/api/v1/probes/" + ID + "/done";
    private static final String SEEN = "/api/v1/probes/seen";
    private static final String BODY = """
            {"clinicId": "%s", "minutes": 45, "sex": "MALE", "at": "2026-11-23T09:30:00Z", "parts": []}"""
            .formatted(ID);

    @Test
    void answers_what_was_created_with_its_place_version_and_position() {
        Answer made = send(request(MADE + "?outcome=RECORDED").POST(BodyPublishers.noBody()));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.http().body()).isEqualTo("{\"id\":\"" + ID + "\",\"version\":7}");
        assertThat(made.header("Location")).isEqualTo("/api/v1/probes/" + ID);
        assertThat(made.header("ETag")).isEqualTo("\"7\"");
        assertThat(made.header("Lumbar-Position")).isEqualTo("1-2-3");
    }

    @Test
    void answers_a_repeat_that_changed_nothing_with_200_and_no_position() {
        Answer repeat = send(request(MADE + "?outcome=UNCHANGED").POST(BodyPublishers.noBody()));

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.header("Location")).isNull();
        assertThat(repeat.header("Lumbar-Position")).isNull();
    }

    @Test
    void tags_what_is_read_with_its_version_and_writes_nulls() {
        Answer found = get("/api/v1/probes/" + ID);

        assertThat(found.header("ETag")).isEqualTo("\"7\"");
        assertThat(found.http().body()).isEqualTo("{\"code\":\"absent values are null\",\"weight\":null}");
    }

    @Test
    void hands_on_who_asks_and_the_expected_version() {
        Answer seen = send(request(SEEN).header("Content-Type", "application/json").header("If-Match", "\"7\"")
                .POST(BodyPublishers.ofString(BODY)));

        assertThat(seen.at("actor")).isEqualTo("client:admin-cli");
        assertThat(seen.at("expectedVersion")).isEqualTo("7");
        assertThat(seen.at("idempotency")).isNull();
    }

    @Test
    void refuses_a_stale_version_with_412() {
        Answer stale = send(request(DONE).header("If-Match", "\"6\"").POST(BodyPublishers.noBody()));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("type")).isEqualTo("/problems/stale-version");
        assertThat(stale.at("actual")).isEqualTo("7");
        assertThat(send(request(DONE).header("If-Match", "\"7\"").POST(BodyPublishers.noBody())).status())
                .isEqualTo(200);
        assertThat(send(request(DONE).header("If-Match", "*").POST(BodyPublishers.noBody())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "W/\"7\"", "\"7\", \"8\"", "\"x\"", "\"07\"", "\"-1\"", "\"\"",
            "\"9999999999999999999\""})
    void refuses_an_if_match_that_is_not_one_version(String tag) {
        Answer refused = send(request(DONE).header("If-Match", tag).POST(BodyPublishers.noBody()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("type")).isEqualTo("/problems/malformed-header");
        assertThat(refused.at("field")).isEqualTo("If-Match");
    }

    @Test
    void scopes_an_idempotency_key_to_the_route_and_tells_bodies_apart() {
        Answer first = keyed("k-1", BODY);
        Answer same = keyed("k-1", BODY);
        Answer other = keyed("k-1", BODY + " ");

        assertThat(first.at("idempotency.route")).isEqualTo("POST /api/v1/probes/seen");
        assertThat(first.at("idempotency.key")).isEqualTo("k-1");
        assertThat(first.at("idempotency.fingerprint")).hasSize(64).isEqualTo(same.at("idempotency.fingerprint"))
                .isNotEqualTo(other.at("idempotency.fingerprint"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void refuses_an_idempotency_key_with_other_characters(String key) {
        assertThat(keyed(key, BODY).at("field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void limits_an_idempotency_key_to_200_characters_given_once() {
        assertThat(keyed("k".repeat(200), BODY).status()).isEqualTo(200);
        assertThat(keyed("k".repeat(201), BODY).at("type")).isEqualTo("/problems/malformed-header");
        assertThat(send(request(DONE).header("Idempotency-Key", "a").header("Idempotency-Key", "b")
                .POST(BodyPublishers.noBody())).at("field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void hands_on_the_position_that_a_read_is_to_include() {
        assertThat(send(request("/api/v1/probes").header("Lumbar-After", "1-2-3")).at("after")).isEqualTo("1-2-3");
        assertThat(get("/api/v1/probes").at("after")).isNull();
        assertThat(send(request("/api/v1/probes").header("Lumbar-After", "yesterday")).at("field"))
                .isEqualTo("Lumbar-After");
    }

    @Test
    void keeps_the_callers_request_id_where_it_is_a_uuid_and_makes_one_elsewhere() {
        assertThat(send(request("/api/v1/probes").header("X-Request-Id", ID)).header("X-Request-Id")).isEqualTo(ID);
        assertThat(send(request("/api/v1/probes").header("X-Request-Id", ID.replace("-", ""))).header("X-Request-Id"))
                .isEqualTo(ID);
        assertThat(send(request("/api/v1/probes").header("X-Request-Id", "<script>")).header("X-Request-Id"))
                .hasSize(36);
        assertThat(send(anonymous("/api/v1/probes").header("X-Request-Id", ID)).at("requestId")).isEqualTo(ID);
    }

    private Answer keyed(String key, String body) {
        return send(request(SEEN).header("Content-Type", "application/json").header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }
}
