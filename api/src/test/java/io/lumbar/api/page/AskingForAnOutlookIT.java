package io.lumbar.api.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of what became of people like one who comes, asked for what makes no sense and about nobody. */
class AskingForAnOutlookIT extends ClinicIT {
    private static final String SOMEBODY = "&chronicity=CHRONIC&cause=STRESS";

    private final Visitor visitor = new Visitor(this::anonymous);
    private String clinic;

    @BeforeEach
    void logIn() {
        clinic = openClinic();
        visitor.logIn("admin", SECRET);
    }

    private HttpResponse<String> ask(String more) {
        HttpResponse<String> page = visitor.open("/outlook?clinic=" + clinic + SOMEBODY + more);
        assertThat(page.body()).doesNotContain("NaN", "Infinity", "Exception");
        return page;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "&format=docx    | 400 | is one of [pdf, xlsx, csv, svg]",
            "&format=json    | 400 | is one of [pdf, xlsx, csv, svg]",
            "&asOf=yesterday | 400 | asOf",
            "&asOf=2999-01-01| 400 | asOf",
            "&asOf=2199-01-01| 422 | asOf",
            "&baselineNprs=11| 422 | baselineNprs must be 0 to 10",
            "&baselineNprs=x | 400 | baselineNprs",
    })
    void what_makes_no_sense_is_told_by_field_and_rule(String more, int status, String told) {
        HttpResponse<String> page = ask(more);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains(told);
    }

    @Test
    void a_clinic_that_is_not_there_is_refused() {
        assertThat(visitor.open("/outlook?clinic=" + UUID.randomUUID() + SOMEBODY).statusCode()).isEqualTo(422);
        assertThat(visitor.open("/outlook?clinic=here" + SOMEBODY).statusCode()).isEqualTo(400);
    }

    @Test
    void about_nobody_there_is_an_answer_on_the_page_and_in_every_file() {
        String before = "&asOf=2020-01-01";

        assertThat(ask(before).body()).contains("Nobody like this one was treated here.").contains("2 Jan 2020");
        for (String format : List.of("pdf", "xlsx", "csv", "svg")) {
            assertThat(ask(before + "&format=" + format).statusCode()).as(format).isEqualTo(200);
        }
    }
}
