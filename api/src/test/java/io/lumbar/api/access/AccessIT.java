package io.lumbar.api.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AccessIT extends HttpIT {

    @Test
    void gives_admin_cli_a_token_of_less_than_five_minutes_that_names_no_role() {
        Answer token = askToken("admin-cli", SECRET);
        String claims = new String(
                Base64.getUrlDecoder().decode(String.valueOf(token.at("access_token")).split("\\.")[1]), UTF_8);

        assertThat(token.status()).isEqualTo(200);
        assertThat(Integer.parseInt(String.valueOf(token.at("expires_in")))).isBetween(1, 270);
        assertThat(claims).contains("\"sub\":\"client:admin-cli\"", "\"aud\":\"lumbar\"")
                .doesNotContainIgnoringCase("role");
    }

    @Test
    void gives_no_token_for_a_wrong_secret_or_client() {
        assertThat(askToken("admin-cli", SECRET + "x").status()).isEqualTo(401);
        assertThat(askToken("nobody", SECRET).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/probes", "/api/v1/nothing", "/nothing", "/actuator/prometheus", "/actuator",
            "/oauth2/introspect", "/api/v1/probes?access_token=x"})
    void refuses_every_route_without_a_token(String path) {
        Answer refused = send(anonymous(path));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("type")).isEqualTo("/problems/unauthenticated");
        assertThat(refused.header("Set-Cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness", "/openapi", "/swagger-ui/index.html",
            "/problems/forbidden", "/oauth2/jwks", "/.well-known/oauth-authorization-server"})
    void opens_health_and_what_holds_no_data(String path) {
        assertThat(send(anonymous(path)).status()).isEqualTo(200);
    }

    @Test
    void tells_the_parts_of_health_to_those_with_a_token_and_of_readiness_to_all_but_no_detail_without() {
        Answer open = send(anonymous("/actuator/health"));
        assertThat(open.at("status")).isEqualTo("UP");
        assertThat(open.at("components")).isNull();
        assertThat(send(anonymous("/actuator/health/db")).status()).isEqualTo(404);

        Answer ready = send(anonymous("/actuator/health/readiness"));
        assertThat(ready.at("components.db.status")).isEqualTo("UP");
        assertThat(ready.at("components.projections.status")).isEqualTo("UP");
        assertThat(ready.at("components.readinessState.status")).isEqualTo("UP");
        assertThat(ready.http().body()).doesNotContain("details", "PostgreSQL");

        assertThat(get("/actuator/health").at("components.db.details.database")).isEqualTo("PostgreSQL");
        assertThat(get("/actuator/health/readiness").at("components.db.details.database")).isEqualTo("PostgreSQL");
    }

    @Test
    void never_shows_the_private_part_of_the_key() {
        assertThat(send(anonymous("/oauth2/jwks")).at("keys.0.d")).isNull();
        assertThat(send(anonymous("/oauth2/jwks")).at("keys.0.n")).isNotNull();
    }

    @Test
    void refuses_a_token_that_was_changed_signed_by_another_or_not_at_all() {
        String[] parts = token().split("\\.");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));

        assertThat(bearer(token())).isEqualTo(200);
        assertThat(bearer(parts[0] + "." + parts[1] + "." + "A".repeat(342))).isEqualTo(401);
        assertThat(bearer(none + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(bearer("x")).isEqualTo(401);
    }

    @Test
    void lets_the_admin_read_metrics() {
        assertThat(get("/actuator/prometheus").status()).isEqualTo(200);
    }

    @Test
    void keeps_the_signing_key_where_only_the_owner_reads_it() throws IOException {
        assertThat(Files.getPosixFilePermissions(HOME.resolve("signing-key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(HOME.resolve("admin-secret")).doesNotExist();
    }

    @Test
    void sends_the_headers_that_harden_a_browser() {
        Answer answer = get("/api/v1/probes");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Server")).isNull();
    }

    private int bearer(String token) {
        return send(anonymous("/api/v1/probes").header("Authorization", "Bearer " + token)).status();
    }
}
