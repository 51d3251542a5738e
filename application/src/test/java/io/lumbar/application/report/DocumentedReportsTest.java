package io.lumbar.application.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentedReportsTest {
    @Test
    void the_documentation_repeats_the_definition_word_for_word() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "reports.md")).replaceAll("\\s+>?\\s*", " ");

        assertThat(text).contains(SessionsPerPersonReport.DEFINITION.text());
    }
}
