package io.lumbar.infrastructure.eventstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Transaction ids go back after a restore or a promotion; the order of events does not. */
class EpochIT {
    private static final List<String> TABLES = List.of("epoch", "event");
    private static final Map<String, String> QUICK = Map.of("shared_buffers", "16MB", "max_connections", "40");

    @Test
    void a_dump_restored_into_a_fresh_cluster_goes_on_behind_every_token(@TempDir Path folder) throws Exception {
        StreamId stream = Noted.newStream();
        try (var database = TestDatabase.migrated();
                var fresh = TestServer.embedded(folder, QUICK);
                var restored = fresh.database(true);
                var careless = fresh.database(true)) {
            age(database, 5000);
            Sql.append(database.dataSource(), stream, 0, "before the disaster");
            EventPosition token = new EventReader(database.dataSource()::getConnection).head();
            restore(database, restored);
            restore(database, careless);

            assertNothingPassesBeforeTheEpochIsEntered(restored, stream, token);
            fourInstancesStart(restored);
            assertThat(Sql.value(restored.ownerDataSource(), "select max(epoch) from eventstore.epoch")).isEqualTo("2");
            assertReadAfter(token, restored, stream);
            assertLostWhereTheOldEpochGoesOn(token, careless, stream);
        }
    }

    @Test
    void a_promoted_copy_that_lagged_goes_on_behind_every_token(@TempDir Path folder) throws Exception {
        StreamId stream = Noted.newStream();
        Path primaryFolder = folder.resolve("primary");
        Path copyFolder = folder.resolve("copy");
        String name;
        EventPosition token;
        try (var primary = TestServer.embedded(primaryFolder, QUICK)) {
            var database = primary.database(true);
            name = database.name();
            Sql.append(database.dataSource(), stream, 0, "replicated");
            database.disconnect();
        }
        copy(primaryFolder, copyFolder);
        try (var primary = TestServer.existing(primaryFolder, QUICK)) {
            var database = primary.database(name);
            age(database, 200);
            Sql.append(database.dataSource(), stream, 1, "never replicated");
            token = new EventReader(database.dataSource()::getConnection).head();
            database.disconnect();
        }
        Files.createFile(copyFolder.resolve("standby.signal"));
        try (var copy = TestServer.existing(copyFolder, QUICK)) {
            var database = copy.database(name);
            try (Connection connectedBefore = database.dataSource().getConnection()) {
                assertThat(Sql.column(connectedBefore, "select pg_is_in_recovery()")).containsExactly("t");
                copy.execute("select pg_promote()");
                assertRefused(() -> Sql.append(connectedBefore, stream, 1, "by a connection from before"));
            }
            database.disconnect();
            assertNothingPassesBeforeTheEpochIsEntered(database, stream, token);
            fourInstancesStart(database);
            assertThat(
                    Sql.column(database.ownerDataSource(), "select epoch || ' on ' || timeline from eventstore.epoch"))
                    .containsExactly("1 on 1", "2 on 2");
            assertReadAfter(token, database, stream);
            database.disconnect();
        }
    }

    @Test
    void four_instances_that_start_together_on_an_empty_database_all_come_up() throws Exception {
        try (var database = TestDatabase.create()) {
            fourInstancesStart(database);
            assertThat(Sql.column(database.dataSource(), "select epoch from eventstore.epoch")).containsExactly("1");
            Sql.append(database.dataSource(), Noted.newStream(), 0, "works");
        }
    }

    /** The negative control: the new event stands before the token and is lost. */
    private static void assertLostWhereTheOldEpochGoesOn(EventPosition token, TestDatabase database, StreamId stream)
            throws SQLException {
        Sql.execute(database.superuserDataSource(), "update eventstore.epoch set system_identifier ="
                + " (select system_identifier from pg_control_system())");
        Sql.append(database.dataSource(), Noted.newStream(), 0, "after the disaster");
        assertThat(new EventReader(database.dataSource()::getConnection).after(token, 10)).isEmpty();
        assertRefused("LB003", () -> Sql.append(database.dataSource(), stream, 1, "to a stream from before"));
    }

    /** Uses transaction ids up, as years do. */
    private static void age(TestDatabase database, int transactions) throws SQLException {
        Sql.execute(database.ownerDataSource(), "do $$ begin for i in 1.." + transactions
                + " loop perform pg_current_xact_id(); commit; end loop; end $$");
    }

    private static void assertReadAfter(EventPosition token, TestDatabase database, StreamId stream)
            throws SQLException {
        EventPosition next = Sql.append(database.dataSource(), stream, 1, "after the disaster");
        var reader = new EventReader(database.dataSource()::getConnection);
        assertThat(next.transactionId()).as("the new cluster's ids").isLessThan(token.transactionId());
        assertThat(Noted.texts(reader.after(token, 10))).containsExactly("after the disaster");
        assertThat(reader.head()).isEqualTo(next);
    }

    private static void assertNothingPassesBeforeTheEpochIsEntered(TestDatabase database, StreamId stream,
            EventPosition token) {
        assertRefused(() -> Sql.append(database.unchecked(), stream, 1, "too soon"));
        try (var pool = database.newPool(Duration.ofSeconds(1))) {
            assertThatThrownBy(pool::getConnection).as("a pool checks every new connection")
                    .hasStackTraceContaining("the epoch of this cluster and timeline is not entered");
        }
        assertThat(new EventReader(database.unchecked()::getConnection).after(token, 10)).isEmpty();
    }

    private static void fourInstancesStart(TestDatabase database) throws Exception {
        var start = new CyclicBarrier(4);
        Callable<String> instance = () -> {
            start.await();
            database.migrate();
            return Sql.value(database.unchecked(), "select eventstore.check_epoch()");
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(Collections.nCopies(4, instance))).extracting(Future::get)
                    .containsOnly(Sql.value(database.unchecked(), "select max(epoch) from eventstore.epoch"));
        }
    }

    /** What pg_dump and pg_restore do with data. */
    private static void restore(TestDatabase from, TestDatabase to) throws Exception {
        Sql.execute(to.superuserDataSource(), "truncate eventstore.epoch, eventstore.event");
        for (String table : TABLES) {
            var data = new java.io.ByteArrayOutputStream();
            try (Connection source = from.superuserDataSource().getConnection();
                    Connection target = to.superuserDataSource().getConnection()) {
                source.unwrap(PGConnection.class).getCopyAPI().copyOut("copy eventstore." + table + " to stdout", data);
                target.unwrap(PGConnection.class).getCopyAPI().copyIn("copy eventstore." + table + " from stdin",
                        new java.io.ByteArrayInputStream(data.toByteArray()));
            }
        }
        Sql.execute(to.superuserDataSource(), "select setval('eventstore.event_position_seq', max(position))"
                + " from eventstore.event");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable append) {
        assertRefused("LB004", append);
    }

    private static void assertRefused(String state, org.assertj.core.api.ThrowableAssert.ThrowingCallable append) {
        assertThatThrownBy(append).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
    }
}
