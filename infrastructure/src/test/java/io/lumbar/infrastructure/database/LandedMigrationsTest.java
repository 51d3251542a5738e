package io.lumbar.infrastructure.database;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A database that has taken a migration refuses to start with another text of it. What is wrong in one is put right in a new one. */
class LandedMigrationsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            V1__event_store,0f01b506737b5e22
            V2__idempotency,fd80f7b3d9e358a7
            V3__rules,48fcc6ae365e0a7f
            V4__axon,3cb5d52b458195d8
            V20__word_of_a_physician,646c5b2abe657d40
            V25__rule_breaches,3a8142e92ce24075
            V26__intake_put_right,98b8b52d753ccf48
            V30__therapist_rules,3b6c38ff909096af
            V31__clinic_rules,a77e220ae1f6c77d
            V32__client_standing,083b47b50fea8d75
            V33__client_identity,ff4b35e3a1e89f15
            V33_1__one_open_episode,ea8c912d10af7310
            V60__imports,031876c4b28f31d1
            V61__demo,fe3f9e25aa2b4b0c
            V70__rules_made_anew,b5600a41fc2449a8
            """)
    void a_migration_that_databases_have_taken_never_changes(String name, String digest) throws Exception {
        try (var text = Objects.requireNonNull(getClass().getResourceAsStream("/db/migration/" + name + ".sql"))) {
            byte[] found = MessageDigest.getInstance("SHA-256").digest(text.readAllBytes());
            assertThat(HexFormat.of().formatHex(found)).startsWith(digest);
        }
    }
}
