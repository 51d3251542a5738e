package io.lumbar.api.access;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a browser is told not to do, with pages, files, the API, and errors of each: of ours, of security, of the container. */
class HeadersIT extends HttpIT {

    @ParameterizedTest
    @CsvSource({"/log-in,text/html,200", "/,text/html,302", "/reports/outcomes,text/html,302", "/nothing,text/html,302",
            "/assets/pages.css,*/*,200", "/assets/nothing.js,*/*,404", "/api/v1/clinics,*/*,401",
            "/api/v1/nothing,text/html,401", "/problems/forbidden,*/*,200", "/openapi,*/*,200",
            "/swagger-ui/index.html,text/html,200", "/swagger-ui/swagger-ui-bundle.js,*/*,200",
            "/actuator/health,*/*,200", "/actuator/prometheus,*/*,401", "/oauth2/jwks,*/*,200",
            "/oauth2/token,*/*,401", "/api/v1/%2f,*/*,400", "/api/v1/clinics;x=y,*/*,400", "/%00,text/html,400",
            "//log-in,text/html,400"})
    void stand_on_every_answer(String path, String accept, int status) {
        Answer answer = send(anonymous(path).header("Accept", accept));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isIn("no-referrer", "same-origin");
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
        Map<String, String> policy = Arrays.stream(String.valueOf(answer.header("Content-Security-Policy")).split(";"))
                .map(String::strip)
                .collect(Collectors.toMap(each -> each.split(" ")[0], each -> each.replaceFirst("\\S+ ?", "")));
        assertThat(policy.get("default-src")).isIn("'none'", "'self'");
        assertThat(policy.getOrDefault("script-src", policy.get("default-src"))).isIn("'none'", "'self'");
        assertThat(policy).containsEntry("frame-ancestors", "'none'").containsEntry("base-uri", "'none'");
        assertThat(policy.get("form-action")).isIn("'none'", "'self'");
        if (!path.startsWith("/assets/") && !path.startsWith("/swagger-ui/")) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }
}
