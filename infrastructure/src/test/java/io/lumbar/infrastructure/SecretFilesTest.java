package io.lumbar.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"LUMBAR_DATABASE_PASSWORD", "LUMBAR_DATABASE_OWNER_PASSWORD", "LUMBAR_ADMIN_SECRET"})
    void a_secret_is_what_its_file_holds_without_the_end_of_the_line(String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), " s3cret, ends with a blank \n");

        assertThat(read(Map.of(secret + "_FILE", file.toString())).getProperty(secret))
                .isEqualTo(" s3cret, ends with a blank ");
        assertThat(read(Map.of(secret, "given", secret + "_FILE", "")).getProperty(secret)).isEqualTo("given");
    }

    @Test
    void a_secret_given_twice_is_refused_without_telling_it() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s3cret");

        assertThatThrownBy(
                () -> read(Map.of("LUMBAR_ADMIN_SECRET", "other", "LUMBAR_ADMIN_SECRET_FILE", file.toString())))
                .isInstanceOf(StartRefused.class).hasMessageContaining("LUMBAR_ADMIN_SECRET_FILE")
                .hasMessageNotContainingAny("s3cret", "other");
    }

    @Test
    void a_file_that_is_missing_or_empty_is_refused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        for (Path file : new Path[]{folder.resolve("missing"), empty}) {
            assertThatThrownBy(() -> read(Map.of("LUMBAR_DATABASE_PASSWORD_FILE", file.toString())))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContainingAll(file.toString(), "LUMBAR_DATABASE_PASSWORD_FILE");
        }
    }

    private static StandardEnvironment read(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        new SecretFiles().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
