package io.lumbar.api.episode;

import java.util.Objects;
import java.util.stream.Collectors;

import io.lumbar.api.ClinicIT;
import io.lumbar.domain.episode.ScreeningCatalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.intake;
import static org.assertj.core.api.Assertions.assertThat;

class ServingScreeningCatalogueIT extends ClinicIT {

    @Test
    void tells_what_is_asked_and_what_it_leads_to() {
        JsonNode catalogues = catalogues();

        assertThat(catalogues).hasSize(ScreeningCatalogue.released().size());
        JsonNode first = catalogues.get(0);
        assertThat(first.at("/version").asInt()).isEqualTo(1);
        assertThat(first.at("/items").valueStream().map(item -> item.at("/code").asString()).toList())
                .isEqualTo(ScreeningCatalogue.of(1).items().stream().map(item -> item.code()).toList());
        JsonNode diabetes = item(first, "CI-DIAB");
        assertThat(diabetes.at("/level").asString()).isEqualTo("MODIFY");
        assertThat(diabetes.at("/ruledOut").toString()).isEqualTo("[\"HOT_STONE\"]");
        assertThat(diabetes.at("/needsAreas").asBoolean()).isFalse();
        assertThat(diabetes.at("/age").isNull()).isTrue();
        assertThat(item(first, "CI-VARIX").at("/needsAreas").asBoolean()).isTrue();
        JsonNode age = item(first, "RF-MAL-4");
        assertThat(age.at("/group").asString()).isEqualTo("RF-MAL");
        assertThat(age.at("/age").toString()).isEqualTo("{\"under\":20,\"over\":50}");
        assertThat(first.at("/items").valueStream()).allSatisfy(item -> {
            assertThat(item.at("/sign").asString()).isNotBlank();
            assertThat(item.at("/action").asString()).isNotBlank();
            assertThat(item.at("/source").asString()).isNotBlank();
        });
    }

    @Test
    void everything_it_lists_can_be_reported_as_it_says() {
        String clinic = openClinic();
        String all = catalogues().at("/0/items").valueStream().map(item -> item.at("/needsAreas").asBoolean()
                ? "{\"code\": %s, \"areas\": [\"LEG\"]}".formatted(item.at("/code"))
                : item.at("/code").toString()).collect(Collectors.joining(", "));
        String opened = id(post("/api/v1/episodes", intake(registerClient(clinic), clinic, 3, all)));

        JsonNode episode = Objects.requireNonNull(get("/api/v1/episodes/" + opened).json());
        assertThat(episode.at("/screenings/0/positive")).hasSize(ScreeningCatalogue.of(1).items().size());
    }

    private JsonNode catalogues() {
        return Objects.requireNonNull(get("/api/v1/screening-catalogues").json()).at("/items");
    }

    private static JsonNode item(JsonNode catalogue, String code) {
        return catalogue.at("/items").valueStream().filter(item -> item.at("/code").asString().equals(code)).findFirst()
                .orElseThrow();
    }
}
