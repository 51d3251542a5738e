package io.lumbar.application.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.application.InMemoryClinic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentedReportsTest {
    private static final ReportFacts NOTHING = KnownFacts.of(List.of());

    @Test
    void the_documentation_repeats_the_definition_word_for_word() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "reports.md")).replaceAll("\\s+>?\\s*", " ");

        assertThat(Stream.concat(Stream
                .of(new SessionsPerPersonReport(NOTHING), new SessionsToResponseReport(NOTHING),
                        new OutcomesReport(NOTHING),
                        new AttendanceReport(NOTHING), new AdverseEventsReport(NOTHING), new FollowUpsReport(NOTHING),
                        new TherapistsReport(NOTHING, new InMemoryClinic()))
                .flatMap(report -> report.definitions().stream()), Stream.of(Outlooks.DEFINITION))).hasSize(8)
                .allSatisfy(definition -> assertThat(text).contains("## " + definition.name() + " ")
                        .contains(definition.text() + " Version " + definition.version() + ": response rule "
                                + (definition.responseRule() == null ? "none" : "`" + definition.responseRule() + "`")
                                + "; quantiles " + orNone(definition.quantiles()) + "; intervals "
                                + orNone(definition.intervals()) + "."));
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }
}
