package io.lumbar.api;

import java.time.Duration;
import java.util.Map;

import io.lumbar.application.demo.Demo;
import io.lumbar.infrastructure.TestDatabase;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Lets the application run on a store of invented data, one for all tests that want it. Goes before what all tests share. */
public final class DemoStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final TestDatabase DEMO = TestDatabase.migrated();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("demo store",
                Map.of("lumbar.database.url", DEMO.url(), "lumbar.demo", "true")));
    }

    /** Every history was imported. */
    public static void filled(Demo demo) {
        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(200))
                .until(() -> demo.progress().orElseThrow().finishedAt() != null);
        assertThat(demo.progress().orElseThrow().counts().refused()).isZero();
    }
}
