package io.lumbar.infrastructure.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.rules.RuleTables;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class IdentitiesIT extends RuleTables {

    private static final LocalDate BORN = LocalDate.of(1985, 5, 5);
    private static final PersonName MILA = new PersonName("Mila", "de Vries");

    @TempDir
    private Path folder;
    private Identities identities;
    private int ids;

    @BeforeEach
    void empty() {
        sql.sql("delete from rules.client_identity").update();
        sql.sql("delete from rules.client_identity_key").update();
        identities = identities("");
    }

    @Test
    void nobody_is_registered_twice() {
        ClientId first = registered(MILA, BORN, null);
        assertRefused(() -> registered(MILA, BORN, null));
        registered(MILA, BORN.plusDays(1), null);
        registered(new PersonName("Milo", "de Vries"), BORN, null);
        assertThat(identities.find(MILA, BORN)).contains(first);
        assertThat(identities.find(MILA, BORN.plusDays(2))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mila,DE VRIES", "Míla,de Vries", "Mila,De-Vries", " Mila ,deVries", "Mila,d’Evries"})
    void how_a_name_is_written_makes_no_difference(String given, String family) {
        registered(MILA, BORN, null);
        assertRefused(() -> registered(new PersonName(given, family), BORN, null));
    }

    @ParameterizedTest
    @CsvSource({"Strauß,STRAUSS", "Zoë,ZOE", "Żółć,ZOŁC", "李 明,李明", "--,--"})
    void a_name_is_reduced_to_its_letters(String name, String plain) {
        assertThat(Identities.plain(name)).isEqualTo(plain);
    }

    @Test
    void who_was_told_apart_is_registered_and_makes_no_room_for_others() {
        ClientId first = registered(MILA, BORN, null);
        registered(MILA, BORN, "her cousin");
        registered(MILA, BORN, "another cousin");
        assertRefused(() -> registered(MILA, BORN, null));
        assertThat(identities.find(MILA, BORN)).contains(first);
    }

    @Test
    void an_override_that_nobody_needed_does_not_let_the_next_one_in() {
        registered(MILA, BORN, "to be sure");
        assertRefused(() -> registered(MILA, BORN, null));
    }

    @Test
    void a_corrected_name_gives_the_former_one_free_and_claims_the_new_one() {
        ClientId first = registered(MILA, BORN, null);
        ClientId other = registered(new PersonName("Mila", "Bakker"), BORN, null);
        assertRefused(() -> corrected(other, MILA, null));
        corrected(other, MILA, "her cousin");
        registered(new PersonName("Mila", "Bakker"), BORN, null);
        assertThat(identities.find(MILA, BORN)).contains(first);
    }

    @Test
    void a_correction_of_something_else_changes_nothing() {
        registered(MILA, BORN, null);
        ClientId cousin = registered(MILA, BORN, "her cousin");
        corrected(cousin, new PersonName("MILA", "de Vries"), null);
        assertRefused(() -> registered(MILA, BORN, null));
    }

    @Test
    void when_the_first_of_several_changes_the_name_the_next_one_stands_for_it() {
        ClientId first = registered(MILA, BORN, null);
        ClientId cousin = registered(MILA, BORN, "her cousin");
        corrected(first, new PersonName("Mila", "Bakker"), null);
        assertThat(identities.find(MILA, BORN)).contains(cousin);
        assertRefused(() -> registered(MILA, BORN, null));
    }

    @Test
    void who_is_let_in_while_the_first_changes_the_name_stands_for_it() throws Exception {
        ClientId first = registered(MILA, BORN, null);
        var cousin = new ClientId(new UUID(9, 9));
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> leaving = transaction.execute(_ -> {
                registered(cousin, MILA, BORN, "her cousin");
                var next = threads.submit(() -> transaction.executeWithoutResult(
                        _ -> corrected(first, new PersonName("Mila", "Bakker"), null)));
                await().atMost(Duration.ofSeconds(20)).until(() -> JdbcClient.create(database.superuserDataSource())
                        .sql("select exists (select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock')")
                        .query(Boolean.class).single());
                return next;
            });
            leaving.get(20, TimeUnit.SECONDS);
        }
        assertThat(identities.find(MILA, BORN)).contains(cousin);
        assertRefused(() -> registered(MILA, BORN, null));
    }

    @Test
    void of_several_of_one_name_the_one_with_the_least_id_stands_for_it_whoever_was_let_in_first() {
        registered(MILA, BORN, null);
        var lesser = registered(new ClientId(new UUID(6, 1)), MILA, BORN, "her cousin");
        assertThat(identities.find(MILA, BORN)).contains(lesser);
        assertRefused(() -> registered(MILA, BORN, null));
        identities.settle();
        assertThat(identities.find(MILA, BORN)).contains(lesser);
    }

    @Test
    void what_is_stored_cannot_be_made_without_the_key() {
        registered(MILA, BORN, null);
        byte[] one = sql.sql("select digest from rules.client_identity").query(byte[].class).single();
        sql.sql("delete from rules.client_identity").update();
        sql.sql("delete from rules.client_identity_key").update();
        identities = identities("another key of more than thirty-two characters");
        registered(MILA, BORN, null);
        assertThat(sql.sql("select digest from rules.client_identity").query(byte[].class).single()).isNotEqualTo(one);
    }

    @Test
    void the_key_is_made_once_for_its_owner_only_and_read_again() throws IOException {
        Path file = folder.resolve("client-index-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        registered(MILA, BORN, null);
        identities = identities("");
        assertRefused(() -> registered(MILA, BORN, null));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void processes_that_make_it_at_the_same_moment_have_the_same() {
        Path file = folder.resolve("together").resolve("client-index-key");
        sql.sql("delete from rules.client_identity_key").update();
        List<Identities> many = Stream.generate(() -> file).limit(8).parallel()
                .map(each -> new Identities(sql, IdentityKey.of("", each, sql))).toList();
        assertThat(many).hasSize(8);
    }

    @Test
    void does_not_start_without_the_key_that_the_rows_were_made_with() throws IOException {
        Files.delete(folder.resolve("client-index-key"));
        assertThatThrownBy(() -> identities("")).isInstanceOf(StartRefused.class).hasMessageContaining("is missing");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> identities("another key of more than thirty-two characters"))
                .isInstanceOf(StartRefused.class).hasMessageContaining("is not the one");
    }

    @Test
    void does_not_start_with_a_key_that_is_short_or_open_to_others() throws IOException {
        assertThatThrownBy(() -> identities("short")).isInstanceOf(StartRefused.class);
        Files.setPosixFilePermissions(folder.resolve("client-index-key"),
                PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> identities("")).isInstanceOf(StartRefused.class)
                .hasMessageContaining("its owner's alone");
    }

    private Identities identities(String key) {
        return new Identities(sql, IdentityKey.of(key, folder.resolve("client-index-key"), sql));
    }

    private ClientId registered(PersonName name, LocalDate born, @Nullable String reason) {
        return registered(new ClientId(new UUID(7, ++ids)), name, born, reason);
    }

    private ClientId registered(ClientId client, PersonName name, LocalDate born, @Nullable String reason) {
        identities.record(new ClientRegistered(client, CLINIC, of(client, name), of(client, born), Sex.FEMALE, null,
                OPENED_AT, reason == null ? null : of(client, reason)));
        return client;
    }

    private void corrected(ClientId client, PersonName name, @Nullable String reason) {
        identities.record(new ClientDetailsCorrected(client, of(client, name), of(client, BORN), Sex.FEMALE, null,
                reason == null ? null : of(client, reason)));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("client_already_registered");
    }

    private static <T> Personal<T> of(ClientId client, T value) {
        return Personal.of(Subject.of(client), value);
    }
}
