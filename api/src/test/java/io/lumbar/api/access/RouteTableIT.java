package io.lumbar.api.access;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.api.HttpIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The table against the routes there are. */
class RouteTableIT extends HttpIT {
    private static final String UNLISTED = "GET /api/v1/probes/unlisted";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;
    @Autowired
    private RouteTable table;

    @Test
    void has_a_row_for_every_route_and_no_other() {
        Set<String> served = served();
        assertThat(served.remove(UNLISTED)).isTrue();

        Set<String> listed = new TreeSet<>(table.routes());
        assertThat(listed.remove(RouteTable.MANAGEMENT)).isTrue();
        assertThat(listed).isEqualTo(served).hasSizeGreaterThan(40);
    }

    @Test
    void denies_what_has_no_row_also_to_who_has_every_role() {
        assertThat(get("/api/v1/probes").status()).isEqualTo(200);

        Answer refused = get("/api/v1/probes/unlisted");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("type")).isEqualTo("/problems/forbidden");
        assertThat(send(request("/api/v1/probes/unlisted").method("HEAD", BodyPublishers.noBody())).status())
                .isEqualTo(403);
    }

    @Test
    void is_told_with_each_operation() {
        var document = Objects.requireNonNull(send(anonymous("/openapi")).json());
        var held = document.at("/paths/~1api~1v1~1episodes~1{id}~1sessions~1held/post");

        assertThat(held.at("/x-roles").propertyNames()).containsExactly("THERAPIST", "MANAGER");
        assertThat(held.at("/x-roles/THERAPIST").asString()).isEqualTo("own");
        assertThat(held.at("/description").asString()).endsWith("Roles: THERAPIST (own), MANAGER (clinic).");
        document.at("/paths").forEach(path -> path.forEach(
                operation -> assertThat(operation.has("x-roles")).as(operation.at("/operationId").asString())
                        .isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /x - - - - mine", "GET /x - - - -", "GET /x - - - - - -",
            "GET /x own - - - -\nGET /x open",
            "GET /x"})
    void is_not_read_with_a_mistake_in_it(String rows) {
        assertThatIllegalStateException().isThrownBy(() -> RouteTable.read(rows)).withMessageContaining("GET /x");
    }

    private Set<String> served() {
        var routes = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((route, method) -> {
            if (method.getBeanType().getName().startsWith("io.lumbar.")
                    && !route.getPatternValues().contains("/error")) {
                for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
                    route.getPatternValues().forEach(path -> routes.add(verb + " " + path));
                }
            }
        });
        return routes;
    }
}
