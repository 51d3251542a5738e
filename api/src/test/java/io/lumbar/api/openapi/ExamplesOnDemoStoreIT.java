package io.lumbar.api.openapi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.lumbar.api.DemoStore;
import io.lumbar.application.demo.Demo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same story, told in a demo store beside 3,000 invented histories. */
@ContextConfiguration(initializers = DemoStore.class)
class ExamplesOnDemoStoreIT extends ExamplesIT {
    @Autowired
    private Demo demo;

    @BeforeEach
    void filled() {
        DemoStore.filled(demo);
        await().atMost(Duration.ofMinutes(1)).until(() -> sessions(""), sessions -> sessions >= 20_000);
    }

    @Test
    void the_demo_has_clinics_people_and_a_past() {
        assertThat(get("/api/v1/clinics").header("Lumbar-Demo")).isEqualTo("true");
        assertThat(items("/api/v1/clinics?limit=200")).isGreaterThanOrEqualTo(3);
        assertThat(items("/api/v1/therapists?limit=200")).isGreaterThanOrEqualTo(25);
        for (String state : new String[]{"AWAITING_CLEARANCE", "AWAITING_THERAPIST", "IN_TREATMENT", "ON_HOLD",
                "DISCHARGED", "DECLINED"}) {
            assertThat(items("/api/v1/episodes?state=" + state)).as(state).isPositive();
        }
        assertThat(sessions("?asOf=" + Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(365, ChronoUnit.DAYS)))
                .isBetween(8_000, 16_000);
    }

    private int items(String path) {
        return requireNonNull(get(path).json()).at("/items").size();
    }

    /** How many the report counts. */
    private int sessions(String question) {
        return requireNonNull(get("/api/v1/reports/sessions-per-person" + question).json()).at("/groups/0/sessions")
                .asInt();
    }
}
