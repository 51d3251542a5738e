package io.lumbar.api.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.Gender;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Screening;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/import.md says of columns, beside what is read. */
class DocumentedColumnsTest {
    private static final Pattern WORD = Pattern.compile("`([A-Z][A-Z0-9_]+)`");
    private static final Map<Column, Class<? extends Enum<?>>> WORDS = Map.ofEntries(
            Map.entry(Column.RECORD, RowKind.class), Map.entry(Column.SEX, Sex.class),
            Map.entry(Column.SITES, Area.class), Map.entry(Column.CAUSES, Cause.class),
            Map.entry(Column.MUSCLES, Muscle.class), Map.entry(Column.PREFERRED_GENDER, Gender.class),
            Map.entry(Column.DISCHARGE_REASON, Discharge.Reason.class), Map.entry(Column.STYLE, Style.class),
            Map.entry(Column.KIND, SessionKind.class), Map.entry(Column.FOLLOW_UP_KIND, FollowUp.Kind.class),
            Map.entry(Column.FURTHER_CARE, FollowUp.FurtherCare.class),
            Map.entry(Column.DURATION, AdverseEvent.Duration.class),
            Map.entry(Column.SEVERITY, AdverseEvent.Severity.class),
            Map.entry(Column.OUTCOME, Screening.ClearanceOutcome.class),
            Map.entry(Column.PURPOSE, Consent.Purpose.class));

    /** Rows of the tables of columns. */
    private static List<String> rows() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "import.md"));
        return text.substring(text.indexOf("### Columns of the episode"), text.indexOf("## Mapping")).lines()
                .filter(line -> line.startsWith("| `")).toList();
    }

    private static Set<String> columns(String row) {
        String names = row.substring(2, row.indexOf(" |"));
        return Arrays.stream(names.split(", ")).map(name -> name.replace("`", ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void every_column_is_explained_and_no_other() throws IOException {
        Set<String> explained = rows().stream().flatMap(row -> columns(row).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained).isEqualTo(new TreeSet<>(Column.labels()));
    }

    @Test
    void every_word_is_listed_and_no_other() throws IOException {
        for (String row : rows()) {
            Column column = Objects.requireNonNull(Column.of(columns(row).iterator().next()), row);
            Class<? extends Enum<?>> words = WORDS.get(column);
            if (words == null) {
                continue;
            }
            Matcher found = WORD.matcher(row.split(" \\| ")[column.path() == null ? 2 : 1]);
            var listed = new TreeSet<String>();
            while (found.find()) {
                listed.add(found.group(1));
            }
            assertThat(listed).as(row).isEqualTo(Arrays.stream(words.getEnumConstants()).map(Enum::name)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void what_a_table_must_have_is_said_to_be_required() throws IOException {
        for (String row : rows()) {
            boolean required = row.contains("| yes |") || row.contains("| in every row |");
            Column column = Objects.requireNonNull(Column.of(columns(row).iterator().next()), row);
            if (column.path() != null) {
                assertThat(required).as(row).isEqualTo(Column.REQUIRED.contains(column));
            }
        }
    }
}
