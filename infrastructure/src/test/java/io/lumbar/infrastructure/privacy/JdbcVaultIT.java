package io.lumbar.infrastructure.privacy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.application.privacy.Vault;
import io.lumbar.application.privacy.Vault.KeysDestroyed;
import io.lumbar.application.privacy.Vault.KeysMissing;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.eventstore.StoredPayload;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** People's keys in the database, and the start with the master key that they are wrapped by. */
class JdbcVaultIT {
    private static final Subject ADA = new Subject(Subject.Kind.CLIENT, new UUID(1, 1));
    private static final Subject BEN = new Subject(Subject.Kind.THERAPIST, new UUID(1, 1));
    private static final byte[] NAME = "Ada Vos".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);

    private static final UUID NAMED_BY = UUID.fromString("01990000-0000-7000-8000-00000000000e");
    private static final ClientDetailsCorrected NAMED = new ClientDetailsCorrected(new ClientId(ADA.id()),
            Personal.of(ADA, new PersonName("Ada", "Vos")), Personal.of(ADA, LocalDate.of(1980, 2, 29)), Sex.FEMALE,
            null,
            null);

    private final TestDatabase database = TestDatabase.migrated();
    private final HikariDataSource connections = database.newVaultPool();
    private final JdbcClient owner = JdbcClient.create(database.superuserDataSource());

    @TempDir
    private Path folder;
    private JdbcVault vault;

    @BeforeEach
    void open() {
        vault = vault(TestKeys.FIRST);
    }

    @AfterEach
    void drop() {
        connections.close();
        database.close();
    }

    private JdbcVault vault(String masterKeys) {
        return JdbcVault.open(connections, TestKeys.of(masterKeys));
    }

    @Test
    void what_was_sealed_opens_for_its_person_and_place_alone_also_at_another_instance() {
        byte[] sealed = vault.seal(ADA, NAME, HERE);
        assertThat(new String(sealed, UTF_8)).doesNotContain("Ada", "Vos");
        for (Vault each : List.of(vault, vault(TestKeys.FIRST))) {
            assertThat(each.open(ADA, sealed, HERE)).isEqualTo(NAME);
            assertThatThrownBy(() -> each.open(ADA, sealed, "there".getBytes(UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
            each.provide(List.of(BEN));
            assertThatThrownBy(() -> each.open(BEN, sealed, HERE)).isInstanceOf(IllegalArgumentException.class);
            sealed[sealed.length - 1] ^= 1;
            assertThatThrownBy(() -> each.open(ADA, sealed, HERE)).isInstanceOf(IllegalArgumentException.class);
            sealed[sealed.length - 1] ^= 1;
        }
    }

    @Test
    void instances_that_seal_for_somebody_at_the_same_moment_make_one_keyset() {
        var others = IntStream.range(0, 4).mapToObj(_ -> vault(TestKeys.FIRST)).toList();
        List<byte[]> sealed = others.parallelStream().map(each -> each.seal(ADA, NAME, HERE)).toList();
        assertThat(keysets()).isEqualTo(1);
        assertThat(sealed).allSatisfy(each -> assertThat(vault.open(ADA, each, HERE)).isEqualTo(NAME));
    }

    @Test
    void keys_of_many_are_made_and_fetched_together() {
        List<Subject> many = Stream.iterate(1L, n -> n + 1).limit(2_500)
                .map(n -> new Subject(Subject.Kind.CLIENT, new UUID(2, n))).toList();
        vault.provide(many);
        vault.provide(many);
        assertThat(keysets()).isEqualTo(2_500);
        var other = vault(TestKeys.FIRST);
        other.fetch(many);
        owner.sql("delete from vault.keyset").update();
        assertThat(many).allSatisfy(each -> assertThat(
                other.open(each, vault.seal(each, NAME, HERE), HERE)).isEqualTo(NAME));
    }

    @Test
    void destroyed_keys_open_nothing_and_are_not_made_again_and_missing_ones_are_not_taken_for_destroyed() {
        byte[] sealed = vault.seal(ADA, NAME, HERE);
        vault.destroy(ADA);
        vault.destroy(BEN);
        for (Vault each : List.of(vault, vault(TestKeys.FIRST))) {
            assertThat(each.open(ADA, sealed, HERE)).isNull();
            assertThatThrownBy(() -> each.seal(ADA, NAME, HERE)).isInstanceOf(KeysDestroyed.class);
            each.provide(List.of(ADA));
            assertThat(each.open(ADA, sealed, HERE)).isNull();
        }
        assertThat(owner.sql("select wrapped is null and master_key is null from vault.keyset").query(Boolean.class)
                .single()).isTrue();
        owner.sql("delete from vault.keyset").update();
        assertThatThrownBy(() -> vault(TestKeys.FIRST).open(ADA, sealed, HERE)).isInstanceOf(KeysMissing.class);
    }

    @Test
    void a_row_says_nothing_without_the_master_key_and_serves_nobody_else() {
        byte[] sealed = vault.seal(ADA, NAME, HERE);
        vault.provide(List.of(BEN));
        owner.sql("update vault.keyset b set wrapped = a.wrapped from vault.keyset a where a.kind = 'client'").update();
        assertThatThrownBy(() -> vault(TestKeys.FIRST).open(BEN, sealed, HERE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("for this owner");
    }

    @Test
    void keys_of_nobody_are_swept_away_after_a_day() {
        vault.provide(List.of(ADA, BEN));
        assertThat(vault.sweep()).isZero();
        owner.sql("update vault.keyset set created_at = created_at - interval '25 hours'").update();
        owner.sql("""
                select eventstore.append('{1}'::smallint[], array[?::uuid], '{0}'::bigint[], array[gen_random_uuid()],
                    '{client.registered}', '{1}'::smallint[], '{"{}"}', '{"{}"}')""").param(ADA.id()).query()
                .listOfRows();
        assertThat(vault.sweep()).isEqualTo(1);
        assertThat(owner.sql("select kind from vault.keyset").query(String.class).list()).containsExactly("client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select from vault.keyset", "select from vault.master_key", "delete from vault.keyset"})
    void the_run_time_role_reaches_no_key(String statement) {
        assertThatThrownBy(() -> JdbcClient.create(database.dataSource()).sql(statement).query().listOfRows())
                .rootCause().isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select payload from eventstore.event", "select from rules.client_identity",
            "insert into eventstore.stream_kind values (9, 'x')", "create table vault.other ()"})
    void the_vaults_role_reaches_nothing_else(String statement) {
        assertThatThrownBy(() -> JdbcClient.create(connections).sql(statement).query().listOfRows())
                .rootCause().isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
    }

    @Test
    void does_not_start_without_the_master_key_or_with_another_one_and_makes_none() {
        vault.provide(List.of(ADA));
        Path file = folder.resolve("master-key");
        assertThatThrownBy(() -> MasterKeys.of("", file, () -> JdbcVault.isFilled(connections)))
                .isInstanceOf(StartRefused.class).hasMessageContaining("is missing");
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> vault(TestKeys.SECOND)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("is not the one");
        assertThatThrownBy(() -> TestKeys.of("5f")).isInstanceOf(StartRefused.class)
                .hasMessageContaining("not of its form");
    }

    @Test
    void the_first_start_makes_the_master_key_for_its_owner_alone_and_the_next_one_finds_it() throws Exception {
        owner.sql("delete from vault.master_key").update();
        Path file = folder.resolve("home").resolve("master-key");
        var first = JdbcVault.open(connections, MasterKeys.of("", file, () -> JdbcVault.isFilled(connections)));
        byte[] sealed = first.seal(ADA, NAME, HERE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        var second = JdbcVault.open(connections, MasterKeys.of("", file, () -> JdbcVault.isFilled(connections)));
        assertThat(second.open(ADA, sealed, HERE)).isEqualTo(NAME);
    }

    @Test
    void of_instances_that_start_at_the_same_moment_with_master_keys_of_their_own_one_has_its_way() {
        owner.sql("delete from vault.master_key").update();
        long started = IntStream.range(0, 6).parallel().filter(n -> {
            try {
                vault((n + "c").repeat(32));
                return true;
            } catch (StartRefused _) {
                return false;
            }
        }).count();
        assertThat(started).isEqualTo(1);
    }

    @Test
    void a_new_master_key_before_the_old_one_wraps_what_is_made_from_then_on() {
        byte[] sealed = vault.seal(ADA, NAME, HERE);
        var both = vault(TestKeys.SECOND + "\n" + TestKeys.FIRST);
        assertThat(both.open(ADA, sealed, HERE)).isEqualTo(NAME);
        byte[] later = both.seal(BEN, NAME, HERE);
        assertThat(vault(TestKeys.FIRST + " " + TestKeys.SECOND).open(BEN, later, HERE)).isEqualTo(NAME);
        assertThatThrownBy(() -> vault(TestKeys.SECOND)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("is missing, by which");
    }

    @Test
    void one_master_key_replaces_another_while_instances_run() {
        byte[] sealed = vault.seal(ADA, NAME, HERE);
        vault.provide(List.of(BEN));
        vault.destroy(BEN);
        var running = vault(TestKeys.FIRST + " " + TestKeys.SECOND);
        var both = vault(TestKeys.SECOND + " " + TestKeys.FIRST);
        assertThat(both.rewrap()).isEqualTo(1);
        assertThat(both.rewrap()).isZero();
        assertThat(running.open(ADA, sealed, HERE)).isEqualTo(NAME);
        assertThat(vault(TestKeys.SECOND).open(ADA, sealed, HERE)).isEqualTo(NAME);
        assertThat(owner.sql("select count(*) from vault.master_key").query(Long.class).single()).isEqualTo(1);
        assertThatThrownBy(() -> vault(TestKeys.FIRST)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("is not the one");
        // An instance whose turn comes late still makes keys that all can read.
        byte[] late = running.seal(new Subject(Subject.Kind.USER, new UUID(1, 2)), NAME, HERE);
        assertThat(both.open(new Subject(Subject.Kind.USER, new UUID(1, 2)), late, HERE)).isEqualTo(NAME);
        assertThat(both.rewrap()).isEqualTo(1);
    }

    @Test
    void who_has_a_new_key_is_sealed_by_it_at_once_and_what_earlier_ones_sealed_opens_as_before() {
        byte[] before = vault.seal(ADA, NAME, HERE);
        vault.provide(List.of(BEN));
        vault.destroy(BEN);
        var running = vault(TestKeys.FIRST);
        assertThat(running.open(ADA, before, HERE)).isEqualTo(NAME);
        var renewing = vault(TestKeys.FIRST);

        Instant begun = renewing.now();
        assertThat(renewing.renew(begun)).isEqualTo(1);
        assertThat(renewing.renew(begun)).as("what was done is not done again").isZero();

        byte[] after = renewing.seal(ADA, NAME, HERE);
        assertThat(keyThatSealed(after)).isNotEqualTo(keyThatSealed(before));
        assertThat(keyThatSealed(running.seal(ADA, NAME, HERE))).isEqualTo(keyThatSealed(before));
        assertThat(running.open(ADA, after, HERE)).as("another instance meets the new key").isEqualTo(NAME);
        assertThat(keyThatSealed(running.seal(ADA, NAME, HERE))).isEqualTo(keyThatSealed(after));
        assertThat(renewing.renew(renewing.now())).isEqualTo(1);
        for (Vault each : List.of(vault, running, renewing, vault(TestKeys.FIRST))) {
            assertThat(each.open(ADA, before, HERE)).isEqualTo(NAME);
            assertThat(each.open(ADA, after, HERE)).isEqualTo(NAME);
            assertThat(each.open(BEN, after, HERE)).isNull();
            after[after.length - 1] ^= 1;
            assertThatThrownBy(() -> each.open(ADA, after, HERE)).isInstanceOf(IllegalArgumentException.class);
            after[after.length - 1] ^= 1;
        }
    }

    @Test
    void of_instances_that_renew_keys_at_the_same_moment_none_loses_one() {
        List<Subject> many = Stream.iterate(1L, n -> n + 1).limit(50)
                .map(n -> new Subject(Subject.Kind.CLIENT, new UUID(2, n))).toList();
        List<byte[]> sealed = many.stream().map(each -> vault.seal(each, NAME, HERE)).toList();
        Instant all = vault.now();
        var instances = IntStream.range(0, 3).mapToObj(_ -> vault(TestKeys.FIRST)).toList();
        assertThat(instances.parallelStream().mapToInt(each -> each.renew(all)).sum()).isEqualTo(50);
        for (Vault each : instances) {
            for (int n = 0; n < many.size(); n++) {
                assertThat(each.open(many.get(n), sealed.get(n), HERE)).isEqualTo(NAME);
            }
        }
    }

    @Test
    void keys_that_one_instance_destroys_leave_the_memory_of_the_others() {
        byte[] sealed = vault.seal(ADA, NAME, HERE);
        byte[] bens = vault.seal(BEN, NAME, HERE);
        var other = vault(TestKeys.FIRST);
        other.fetch(List.of(ADA, BEN));
        vault.destroy(ADA);
        assertThat(other.open(ADA, sealed, HERE)).as("from memory").isEqualTo(NAME);

        other.forgetDestroyed();

        assertThat(other.open(ADA, sealed, HERE)).isNull();
        owner.sql("delete from vault.keyset").update();
        assertThat(other.open(BEN, bens, HERE)).as("still from memory").isEqualTo(NAME);
    }

    /** Tink writes the number of the key before what it sealed. */
    private static int keyThatSealed(byte[] sealed) {
        return ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt();
    }

    /**
     * Keys as a release wrapped them, and an event as it sealed it. The file is never changed;
     * {@code -Dlumbar.golden.write=true} writes it where it is missing.
     */
    @Test
    void what_was_sealed_by_an_earlier_release_opens_for_ever() throws Exception {
        Path file = Path.of("src/test/resources/vault/sealed-1.json");
        var mapper = JsonMapper.shared();
        if (Boolean.getBoolean("lumbar.golden.write") && Files.notExists(file)) {
            String payload = serializer(vault).payload(new GenericEventMessage<>(NAMED_BY.toString(), NAMED, Map.of(),
                    Instant.EPOCH)).getData();
            String keys = owner.sql("""
                    select json_build_object('master_key', to_json(array(select m from vault.master_key m)),
                                             'keyset', to_json(array(select k from vault.keyset k)))::text""")
                    .query(String.class).single();
            Files.createDirectories(file.getParent());
            Files.writeString(file, mapper.writeValueAsString(Map.of("keys", mapper.readTree(keys), "payload",
                    mapper.readTree(payload))) + "\n");
        }
        var golden = mapper.readTree(file.toFile());
        owner.sql("delete from vault.keyset").update();
        owner.sql("delete from vault.master_key").update();
        for (String table : List.of("master_key", "keyset")) {
            owner.sql("insert into vault.%1$s select * from json_populate_recordset(null::vault.%1$s, ?::json)"
                    .formatted(table)).param(golden.at("/keys/" + table).toString()).update();
        }
        var payload = new StoredPayload(NAMED_BY, new SimpleSerializedType("client.details-corrected", "1"),
                golden.get("payload").toString().getBytes(UTF_8));
        assertThat(golden.get("payload").toString()).doesNotContain("Vos", "1980");
        assertThat(serializer(vault(TestKeys.FIRST)).<byte[], Object>deserialize(payload)).isEqualTo(NAMED);
    }

    private static NamedSerializer serializer(Vault vault) {
        return new NamedSerializer(vault);
    }

    private long keysets() {
        return owner.sql("select count(*) from vault.keyset").query(Long.class).single();
    }
}
