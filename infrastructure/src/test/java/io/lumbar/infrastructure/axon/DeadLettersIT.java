package io.lumbar.infrastructure.axon;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.lumbar.application.Decisions;
import io.lumbar.application.Told;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.infrastructure.TestDatabase;
import org.axonframework.config.Configuration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.application.Told.request;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An event that a processor cannot process is parked, whatever refused it, and the others go on. */
class DeadLettersIT {

    /** Takes down which clinics were opened; while it is broken, the database refuses the one it is told to. */
    @ProcessingGroup("fragile")
    static final class Fragile {
        private final JdbcClient jdbc;
        private final List<ClinicId> seen = new CopyOnWriteArrayList<>();
        private final AtomicBoolean broken = new AtomicBoolean(true);

        Fragile(DataSource dataSource) {
            jdbc = JdbcClient.create(dataSource);
        }

        @EventHandler
        void on(ClinicOpened event) {
            if (broken.get() && event.name().equals("poison")) {
                jdbc.sql("select 1 / 0").query(Integer.class).single();
            }
            seen.add(event.clinic());
        }
    }

    @Test
    void what_the_database_refused_is_parked_and_processed_later_while_the_rest_goes_on() {
        try (var database = TestDatabase.migrated()) {
            new ApplicationContextRunner().withUserConfiguration(AxonPartsIT.Application.class)
                    .withBean(DataSource.class, database::newPool).withBean(Fragile.class)
                    .withPropertyValues("axon.eventhandling.processors.fragile.mode=pooled",
                            "axon.eventhandling.processors.fragile.initial-segment-count=1")
                    .run(context -> {
                        Decisions decisions = context.getBean(Decisions.class);
                        Fragile fragile = context.getBean(Fragile.class);
                        var sick = new Told();
                        var sound = new Told();
                        decisions.decide(sick.openClinic("poison"), request(), UUID.randomUUID());
                        decisions.decide(sound.openClinic(), request(), UUID.randomUUID());

                        await().atMost(ofSeconds(20)).until(() -> fragile.seen.contains(sound.clinic));
                        JdbcClient sql = JdbcClient.create(database.ownerDataSource());
                        assertThat(sql.sql("select payload_type, cause_message like '%division by zero%'"
                                + " from axon.dead_letter").query().singleRow().values())
                                .containsExactly("clinic.opened", true);
                        assertThat(fragile.seen).doesNotContain(sick.clinic);

                        fragile.broken.set(false);
                        var letters = context.getBean(Configuration.class).eventProcessingConfiguration()
                                .sequencedDeadLetterProcessor("fragile").orElseThrow();
                        assertThat(letters.processAny()).isTrue();
                        assertThat(fragile.seen).contains(sick.clinic);
                        assertThat(sql.sql("select count(*) from axon.dead_letter").query(Long.class).single())
                                .isZero();
                    });
        }
    }
}
