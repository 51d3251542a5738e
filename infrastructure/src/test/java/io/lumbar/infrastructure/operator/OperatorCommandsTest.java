package io.lumbar.infrastructure.operator;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OperatorCommandsTest {
    private final List<String> done = new ArrayList<>();

    private record Noting(String usage, int exitCode, List<String> done) implements OperatorCommand {
        @Override
        public int run(List<String> words, @Nullable String reason, PrintStream out) {
            done.add(usage.split(" ")[1] + words + reason);
            return exitCode;
        }
    }

    private int asked(String words, String... options) {
        var commands = new OperatorCommands(List.of(new Noting("tea brew", 4, done),
                new Noting("tea spill <cup> <floor> --reason=<reason>", 0, done)), words, System.out);
        commands.run(new DefaultApplicationArguments(options));
        return commands.getExitCode();
    }

    @Test
    void a_command_is_found_by_its_own_words_and_told_the_others() {
        assertThat(asked("tea brew")).isEqualTo(4);
        assertThat(asked("tea  spill green 3", "--reason=too hot")).isZero();
        assertThat(done).containsExactly("brew[]null", "spill[green, 3]too hot");
    }

    @Test
    void words_that_are_missing_too_many_or_unknown_name_no_command() {
        for (String words : List.of("tea", "tea brew now", "tea spill green", "coffee brew")) {
            assertThatThrownBy(() -> asked(words)).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("There is no command '" + words + "'.");
        }
        assertThat(done).isEmpty();
    }
}
