package io.lumbar.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the clinic can be asked to record has its row where newcomers look for it. */
class SlicesTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/event-model.md"})
    void every_command_has_a_row(String document) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", document)).stream().filter(line -> line.startsWith("| "))
                .toList();
        List<String> commands = DomainTypes.all().filter(Command.class::isAssignableFrom).filter(Class::isRecord)
                .map(Class::getSimpleName).toList();
        assertThat(commands).contains("OpenClinic", "HoldSession", "RecordFollowUp").allSatisfy(
                command -> assertThat(rows).as(command).anyMatch(row -> row.contains("`" + command + "`")));
    }
}
