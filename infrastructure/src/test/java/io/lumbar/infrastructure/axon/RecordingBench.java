package io.lumbar.infrastructure.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.lumbar.application.Told;
import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Command;
import io.lumbar.infrastructure.Figures;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.privacy.InClear;
import io.lumbar.infrastructure.privacy.JdbcVault;
import io.lumbar.infrastructure.privacy.TestKeys;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions held, each with a note, by sixteen callers at once, as the product records them but for HTTP: what sealing costs.
 * Over HTTP the same cost is a smaller part.
 */
class RecordingBench {
    private static final int CALLERS = 16;
    private static final int SESSIONS = 250;
    private static final int ROUNDS = 3;

    @Test
    void sessions_with_notes_are_recorded_sealed_almost_as_fast_as_in_clear() throws Exception {
        double clear = 0;
        double sealed = 0;
        for (int round = 0; round < ROUNDS; round++) { // what comes first in a JVM is slower
            clear = recorded("in clear", _ -> new InClear());
            sealed = recorded("sealed", keys -> JdbcVault.open(keys, TestKeys.MASTER));
        }
        Figures.atLeast("sessions held with a note, sealed against in clear", sealed / clear, 0.85, "ratio");
        Figures.allReached();
    }

    private static double recorded(String how, Function<DataSource, Vault> vaults) throws Exception {
        var database = TestDatabase.migrated();
        // As the product runs: the tests' server has these off.
        var superuser = JdbcClient.create(database.superuserDataSource());
        superuser.sql("alter system set fsync = on").update();
        superuser.sql("alter system set synchronous_commit = on").update();
        superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
        try (database;
                var instance = new Instance(database, vaults);
                var callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Told> told = IntStream.range(0, CALLERS).mapToObj(_ -> new Told()).toList();
            for (Told each : told) {
                for (Command command : List.of(each.openClinic(),
                        each.registerTherapist("NL-" + each.therapist.value()),
                        each.registerClient(), each.openEpisode(), each.assign())) {
                    instance.decisions.decide(command, Told.request(), command.stream().id());
                }
            }
            long begun = System.nanoTime();
            var working = new ArrayList<Future<?>>();
            for (Told each : told) {
                working.add(callers.submit((Callable<Void>) () -> {
                    for (int n = 1; n <= SESSIONS; n++) {
                        instance.decisions.decide(each.hold(n, "slept badly, better after the " + n + "th time"),
                                Told.request(), each.episode.value());
                    }
                    return null;
                }));
            }
            for (Future<?> each : working) {
                each.get();
            }
            double recorded = CALLERS * SESSIONS / ((System.nanoTime() - begun) / 1e9);
            Figures.plain("sessions held with a note, " + how, recorded, "sessions/s");
            return recorded;
        }
    }
}
