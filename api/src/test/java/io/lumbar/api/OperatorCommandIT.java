package io.lumbar.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator asks for by a word after the name of the start script. */
class OperatorCommandIT {
    private static final Path SCRIPT = Path.of("target", "lumbar").toAbsolutePath();
    private static final long PATIENCE_MINUTES = 3;

    @TempDir
    private Path home;

    private record Outcome(int code, String told) {}

    @Test
    void rules_are_checked_and_rebuilt_by_the_start_script() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            var clinic = UUID.randomUUID();
            JdbcClient.create(database.dataSource()).sql("insert into rules.clinic (clinic_id) values (?)")
                    .param(clinic)
                    .update();

            Outcome different = run(database, "check-rules");
            assertThat(different.code).as(different.told).isEqualTo(3);
            assertThat(different.told).contains("clinic " + clinic + ": stored {", "expected no such row",
                    "0 events, ", ": 1 rows differ");

            Outcome rebuilt = run(database, "rebuild-rules");
            assertThat(rebuilt.code).as(rebuilt.told).isZero();
            assertThat(rebuilt.told).contains("clinic " + clinic, ": 1 rows differed and were put right");

            Outcome same = run(database, "check-rules");
            assertThat(same.code).as(same.told).isZero();
            assertThat(same.told).contains("no row differs").doesNotContain(clinic.toString(), "Exception");
        }
    }

    @Test
    void a_command_that_there_is_not_is_refused_with_those_there_are() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            Outcome unknown = run(database, "chek-rules");
            assertThat(unknown.code).isOne();
            assertThat(unknown.told).contains("There is no command 'chek-rules'.", "check-rules; parked discard",
                    "rebuild-rules")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void parked_events_are_listed_and_projections_made_anew() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            Outcome none = run(database, "parked", "list");
            assertThat(none.code).as(none.told).isZero();
            assertThat(none.told).contains("nothing is parked");

            JdbcClient.create(database.dataSource()).sql("""
                    insert into projection.parked_event (processor, stream, version, event_id)
                    values ('clients-v1', ?, 7, gen_random_uuid())""").param("client:" + UUID.randomUUID()).update();
            Outcome one = run(database, "parked", "list");
            assertThat(one.code).as(one.told).isEqualTo(3);
            assertThat(one.told).contains("clients-v1 client:", "waits for an earlier one", "1 parked");

            Outcome anew = run(database, "rebuild-projections");
            assertThat(anew.code).as(anew.told).isZero();
            assertThat(anew.told).contains("0 events in ").doesNotContain("Exception");
            assertThat(run(database, "parked", "list").code).isZero();
        }
    }

    @Test
    void the_history_is_verified_by_the_start_script() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            var clinic = UUID.randomUUID();
            JdbcClient.create(database.dataSource()).sql("""
                    select count(*) from eventstore.append(array[3]::smallint[], array[?::uuid], array[0]::bigint[],
                        array[uuidv7()], array['test.noted'], array[1]::smallint[], array['{}'], array['{}'])""")
                    .param(clinic).query(Long.class).single();
            JdbcClient.create(database.superuserDataSource())
                    .sql("update eventstore.event set payload = '{\"other\": 1}'").update();
            Outcome altered = run(database, "verify");
            assertThat(altered.code).as(altered.told).isEqualTo(3);
            assertThat(altered.told)
                    .contains("1 events, 0 of them under 0 seals", "ALTERED: event 0 of clinic:" + clinic)
                    .doesNotContain("other",
                            "Exception");
        }
    }

    private Outcome run(TestDatabase database, String... words) throws IOException, InterruptedException {
        Path log = Files.createTempFile(home, "log", "");
        var command = new ProcessBuilder(Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(words)).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var settings = command.environment();
        settings.keySet().removeIf(name -> name.startsWith("LUMBAR_"));
        settings.put("LUMBAR_JAVA_HOME", System.getProperty("java.home"));
        settings.put("LUMBAR_HOME", home.toString());
        settings.put("LUMBAR_DATABASE_URL", database.url());
        settings.put("LUMBAR_DATABASE_USER", TestDatabase.RUNTIME);
        settings.put("LUMBAR_DATABASE_PASSWORD", TestDatabase.PASSWORD);
        settings.put("LUMBAR_DATABASE_OWNER", TestDatabase.OWNER);
        settings.put("LUMBAR_DATABASE_OWNER_PASSWORD", TestDatabase.PASSWORD);
        Process product = command.start();
        boolean ended = product.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        product.destroyForcibly();
        assertThat(ended).isTrue();
        return new Outcome(product.exitValue(), Files.readString(log));
    }
}
