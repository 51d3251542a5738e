package io.lumbar.api.access;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {
    private static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    @TempDir
    private Path home;

    @Test
    void generates_the_secret_once_into_a_private_file_and_keeps_only_its_hash() throws Exception {
        Path file = home.resolve("new/admin-secret");

        var client = AdminClient.register("", file, ENCODER);
        String secret = Files.readString(file);

        assertThat(secret).hasSize(43);
        assertThat(client.getClientSecret()).startsWith("{bcrypt}").doesNotContain(secret);
        assertThat(ENCODER.matches(secret, client.getClientSecret())).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        AdminClient.register("", file, ENCODER);
        assertThat(Files.readString(file)).isEqualTo(secret);
    }

    @Test
    void takes_the_operators_secret_and_writes_no_file() {
        Path file = home.resolve("admin-secret");

        var client = AdminClient.register("a secret of sixteen or more", file, ENCODER);

        assertThat(ENCODER.matches("a secret of sixteen or more", client.getClientSecret())).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void refuses_a_secret_that_is_short_or_longer_than_is_compared() {
        assertThatThrownBy(() -> AdminClient.register("fifteen letters", home.resolve("s"), ENCODER))
                .isInstanceOf(IllegalStateException.class).hasMessageNotContaining("fifteen letters");
        assertThatThrownBy(() -> AdminClient.register("x".repeat(73), home.resolve("s"), ENCODER))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reads_the_same_key_after_a_restart() {
        Path file = home.resolve("signing-key.json");

        assertThat(SigningKey.in(file).toJSONString()).isEqualTo(SigningKey.in(file).toJSONString());
    }

    @Test
    void refuses_a_key_file_without_a_private_key_and_shows_none_of_it() throws Exception {
        Path file = home.resolve("signing-key.json");
        PrivateFile.readOrCreate(file, () -> SigningKey.in(home.resolve("other")).toPublicJWK().toJSONString());

        assertThatThrownBy(() -> SigningKey.in(file)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signing-key.json").hasMessageNotContaining("kty");
    }

    @Test
    void refuses_a_secret_that_others_may_read() throws Exception {
        Path file = home.resolve("admin-secret");
        PrivateFile.readOrCreate(file, () -> "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> PrivateFile.readOrCreate(file, () -> "secret"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void gives_all_that_make_a_file_at_the_same_moment_one_content() throws Exception {
        Path file = home.resolve("raced");
        var start = new CountDownLatch(1);
        Callable<String> maker = () -> {
            start.await();
            return PrivateFile.readOrCreate(file, () -> UUID.randomUUID().toString());
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = Stream.generate(() -> threads.submit(maker)).limit(8).toList();
            start.countDown();
            List<String> contents = new ArrayList<>();
            for (var one : made) {
                contents.add(one.get());
            }
            assertThat(contents).containsOnly(Files.readString(file));
        }
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(file);
        }
    }
}
