package io.lumbar.application.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.application.imports.ImportStore.Received;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineSlicesTest {

    @Test
    void a_line_that_begins_with_more_blanks_than_a_line_may_have_is_told_and_found_as_one_that_is_too_long()
            throws IOException {
        String blanks = " ".repeat(LineSlices.LONGEST_LINE + 1);
        for (String crafted : List.of(blanks + "{}", blanks)) {
            List<Received> slices = cut(crafted + "\n \n{}\n");

            assertThat(slices.stream().mapToInt(Received::lines).sum()).isEqualTo(2);
            assertThat(slices.stream().flatMap(slice -> LineSlices.of(slice).stream()).map(LineSlices.Line::number))
                    .containsExactly(1, 3);
        }
    }

    private static List<Received> cut(String body) throws IOException {
        var slices = new ArrayList<Received>();
        LineSlices.cut(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), slices::add);
        return slices;
    }
}
