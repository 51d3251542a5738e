package io.lumbar.api.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.lumbar.api.DemoStore;
import io.lumbar.application.demo.Demo;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages over invented histories. */
@ContextConfiguration(initializers = DemoStore.class)
class PagesIT extends BrowserIT {
    private static final double SECONDS = 1000;
    private static final List<String> FORMATS = List.of("PDF", "XLSX", "CSV", "SVG");

    @Autowired
    private Demo demo;

    @BeforeEach
    void logIn() {
        DemoStore.filled(demo);
        logIn("/");
    }

    private Locator drawing() {
        return page.locator("figure .drawing svg").first();
    }

    private Locator rows() {
        return page.locator("#answer table").first().locator("tbody tr");
    }

    @Test
    void of_one_who_comes_it_is_told_what_became_of_others() {
        page.locator("nav.reports").getByText("Outlook").click();
        everybodyCanUse("outlook-asked");
        page.getByLabel("Clinic").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("Chronicity").selectOption("CHRONIC");
        page.getByLabel("Pain in the last week").selectOption("7");
        page.getByLabel("Primary cause").selectOption("IMPROPER_LIFTING");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();

        String clinic = page.getByLabel("Clinic").inputValue();
        Answer json = post("/api/v1/reports/outlook", """
                {"clinicId": "%s", "chronicity": "CHRONIC", "baselineNprs": 7, "cause": "IMPROPER_LIFTING"}"""
                .formatted(clinic));
        assertThat(page.locator("#answer .told")).containsText("it is no promise");
        assertThat(drawing()).isVisible();
        assertThat(rows()).not().hasCount(0);
        assertThat(page.getByLabel("Pain in the last week")).hasValue("7");
        assertThat(page.locator("#answer .told")).hasText(Objects.requireNonNull(json.at("inWords")));
        List<String> shares = rows().allInnerTexts();
        JsonNode told = Objects.requireNonNull(json.json()).at("/shares");
        assertThat(shares).hasSize(told.size());
        for (int n = 0; n < shares.size(); n++) {
            JsonNode share = told.get(n);
            double percent = 100 * share.at("/share").asDouble();
            assertThat(shares.get(n)).containsPattern("^%d\\s+%,d\\s+%s.%%".formatted(share.at("/sessions").asInt(),
                    share.at("/atRisk").asLong(),
                    percent == 0 ? "0" : (percent < 10 ? "%.1f" : "%.0f").formatted(percent)));
        }
        everybodyCanUse("outlook");
        page.getByLabel("Pain in the last week").selectOption("");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();
        assertThat(page.locator("#answer .asked")).not().containsText("Pain at intake:");
        assertThat(page.url()).doesNotContain("baselineNprs").doesNotContain("asOf");
    }

    @Test
    void what_became_of_others_is_looked_back_on_and_taken_along() throws IOException {
        page.navigate("/outlook");
        page.getByLabel("Clinic").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("Chronicity").selectOption("CHRONIC");
        page.getByLabel("Primary cause").selectOption("STRESS");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();
        String now = page.locator("#answer .told").innerText();
        page.getByLabel("As it was known at the end of this day").fill("2026-01-31");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();

        assertThat(page.getByText("As known on 1 Feb 2026, 00:00 UTC")).isVisible();
        assertThat(page.getByLabel("As it was known at the end of this day")).hasValue("2026-01-31");
        assertThat(page.locator("#answer .told")).containsText("Half of them had after");
        assertThat(page.locator("#answer .told")).not().hasText(now);
        for (String format : FORMATS) {
            takeAlong("outlook", format, "As of,2026-02-01T00:00:00Z", "Chronicity,Chronic");
        }
        page.navigate("/outlook?format=pdf");
        assertThat(page.getByText("needs clinic, chronicity and cause beside it")).isVisible();
        complainedOf("400");
    }

    /** Without a manual: each click is on words that are there, five from the start page to the paper. */
    @Test
    void a_manager_takes_the_median_by_style_to_a_meeting() throws IOException {
        Answer account = post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["MANAGER"], "everyClinic": true}""");
        String given = Objects.requireNonNull(account.at("secret"));
        logIn("/", id(account), given);
        page.getByLabel("Present password").fill(given);
        page.locator("input[name=chosen]").fill("four words about a back");
        page.locator("input[name=again]").fill("four words about a back");
        page.getByText("Change", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("To the start page").click();

        page.getByText("Median sessions to response").click();
        page.getByText("Filter, group, look back").click();
        page.locator("select[name=groupBy]").first().selectOption("style");
        page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.getByText("Grouped by: style")).isVisible();
        Locator medians = page.getByRole(AriaRole.TABLE, new GetByRoleOptions().setName("Sessions until half"));
        assertThat(medians.locator("thead")).containsText("95 % low");
        String swedish = medians.locator("tr").filter(new Locator.FilterOptions().setHasText("Swedish")).innerText();
        assertThat(swedish.split("\\s+")).hasSize(8).startsWith("Swedish").doesNotContain("–");
        Download download = page.waitForDownload(() -> page.getByText("PDF").click());
        try (var paper = Loader.loadPDF(Files.readAllBytes(download.path()))) {
            assertThat(paper.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(paper)).contains("Sessions to response", "Grouped by: style",
                    "95 % low", swedish.replaceAll("\\s+", " "));
        }
    }

    @Test
    void every_report_is_shown_alone_and_in_groups() {
        List<String> reports = page.locator("nav.reports a[href^='/reports/']").all().stream()
                .map(link -> Objects.requireNonNull(link.getAttribute("href"))).toList();
        assertThat(reports).isNotEmpty();
        everybodyCanUse("start");
        for (String report : reports) {
            String name = report.substring("/reports/".length());
            page.navigate(report);
            assertThat(drawing()).isVisible();
            assertThat(rows().first()).isVisible();
            everybodyCanUse(name);
            page.navigate(report + "?groupBy=style&from=2026-01-01");
            assertThat(rows().nth(2)).isVisible();
            everybodyCanUse(name + "-by-style");
            page.navigate(report + "?from=2000-01-01&to=2000-01-31");
            // Therapists have open episodes whatever the window.
            assertThat(name.equals("therapists") ? rows().first() : page.getByText("Nobody matches")).isVisible();
        }
    }

    @Test
    void a_privacy_officer_sees_who_saw_whom() {
        get("/api/v1/therapists?limit=2");
        page.getByText("Reads", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.TABLE).locator("tbody tr").first()).containsText("name");
        page.getByText("2 people").first().click();
        page.getByLabel("Who saw").fill("client:admin-cli");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();
        assertThat(page.url()).contains("/personal-reads?actor=client");
        everybodyCanUse("personal-reads");
        Download download = page.waitForDownload(() -> page.getByText("All of these (CSV)").click());
        assertThat(download.suggestedFilename()).isEqualTo("personal-reads.csv");
        page.getByLabel("From (UTC)").fill("2001-01-01");
        page.getByLabel("To and with (UTC)").fill("2001-01-02");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();
        assertThat(page.getByText("Nobody saw anything of this kind.")).isVisible();
    }

    @Test
    void a_question_is_an_address_that_can_be_passed_on() {
        page.navigate("/reports/sessions-per-person");
        page.getByText("Filter, group, look back").click();
        page.getByLabel("From").fill("2026-02-10");
        page.locator("select[name=groupBy]").first().selectOption("style");
        page.locator(".filters summary").filter(new Locator.FilterOptions().setHasText("Chronicity")).click();
        page.getByLabel("Chronic", new Page.GetByLabelOptions().setExact(true)).check();
        everybodyCanUse("asking");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show")).click();

        assertThat(page.getByText("Opened: from 1 Feb 2026")).isVisible();
        assertThat(page.url())
                .endsWith("/reports/sessions-per-person?from=2026-02-10&groupBy=style&chronicity=CHRONIC");
        String answer = page.locator("#answer table").first().innerText();
        assertThat(answer).contains("Swedish", "Deep tissue");

        Page other = page.context().newPage();
        other.navigate(page.url());
        assertThat(other.locator("#answer table").first().innerText()).isEqualTo(answer);
        other.getByText("Filter, group, look back").click();
        assertThat(other.getByLabel("From")).hasValue("2026-02-10");
        assertThat(other.getByLabel("Chronic", new Page.GetByLabelOptions().setExact(true))).isChecked();
    }

    @Test
    void a_day_of_the_past_is_shown_as_it_was_known_then() {
        page.navigate("/reports/sessions-per-person");
        int now = people();
        page.navigate("/reports/sessions-per-person?asOf=2026-01-31");

        assertThat(page.getByText("As known on 1 Feb 2026, 00:00 UTC")).isVisible();
        assertThat(people()).isPositive().isLessThan(now);
        assertThat(page.locator("#answer[hx-get]")).hasCount(0);
    }

    private int people() {
        return Integer.parseInt(rows().first().locator("td").first().innerText().replace(",", ""));
    }

    @Test
    void what_is_recorded_meanwhile_appears_by_itself() {
        String clinic = openClinic();
        page.navigate("/reports/sessions-per-person?clinic=" + clinic);
        assertThat(page.getByText("Nobody matches")).isVisible();

        for (int n = 0; n < 5; n++) {
            openEpisode(clinic, 3);
        }

        assertThat(rows().first().locator("td").first()).hasText("5",
                new LocatorAssertions.HasTextOptions().setTimeout(30 * SECONDS));
    }

    @Test
    void an_answer_is_taken_along_as_a_file() throws IOException {
        page.navigate("/reports/sessions-per-person?groupBy=style");
        for (String format : FORMATS) {
            takeAlong("sessions-per-person", format, "Deep tissue", "Grouped by,style");
        }
        page.navigate("/reports/sessions-per-person?format=docx");
        assertThat(page.getByText("is one of [pdf, xlsx, csv, svg]")).isVisible();
        complainedOf("400");
    }

    /** The file is of its kind, and has {@code parts} in it where it can be read here. */
    private void takeAlong(String name, String format, String... parts) throws IOException {
        Download download = page.waitForDownload(() -> page.locator(".files").getByText(format).click());

        assertThat(download.suggestedFilename())
                .matches(name + "-\\d{4}-\\d\\d-\\d\\d\\." + format.toLowerCase(Locale.ROOT));
        byte[] file = Files.readAllBytes(download.path());
        if (format.equals("CSV")) {
            assertThat(new String(file, StandardCharsets.UTF_8)).contains(parts);
        } else {
            assertThat(new String(file, 0, 4, StandardCharsets.UTF_8))
                    .isEqualTo(Map.of("PDF", "%PDF", "XLSX", "PK\u0003\u0004", "SVG", "<?xm").get(format));
        }
    }

    /** By the browser's own means: what was asked and answered is on the paper whole, and nothing that wants a click. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/reports/sessions-to-response?groupBy=style&from=2026-01-01&asOf=2026-10-31 | Sessions to response | Grouped by: style",
            "/reports/outcomes?chronicity=CHRONIC&asOf=2026-10-31 | Outcomes | Chronicity: Chronic",
            "/reports/therapists?asOf=2026-10-31 | Therapists | by number of finished episodes",
    })
    void what_is_shown_can_be_printed(String address, String title, String asked) throws IOException {
        page.navigate(address);
        assertThat(drawing()).isVisible();
        String axis = String.valueOf(page.evaluate(
                "JSON.parse(document.querySelector('figure[data-chart]').dataset.chart).up"));
        String figure = rows().last().locator("td").first().innerText();
        byte[] light = printed(title + "-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        byte[] dark = printed(title + "-dark");

        try (var paper = Loader.loadPDF(light); var fromDark = Loader.loadPDF(dark)) {
            assertThat(new PDFTextStripper().getText(paper)).contains(title, asked, figure, "As known on",
                    "Descriptive, not causal", "A demo").doesNotContain("Take along", "Log out", "Filter, group",
                            "At a glance", "What these figures mean", "Dark colours", "XLSX");
            assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s+", " "))
                    .contains("grouping, the cause is the primary one");
            assertThat(axis).isNotBlank();
            assertThat(new PDFTextStripper().getText(paper)).as("the axis of the chart").containsPattern(
                    "(?m)^" + Pattern.quote(axis) + "\\s*$");
            for (int n = 0; n < paper.getNumberOfPages(); n++) {
                assertThat(picture(fromDark, n)).as("page %d", n).isEqualTo(picture(paper, n));
            }
            assertThat(beyondTheEdge(paper)).isEmpty();
        }
    }

    private byte[] printed(String name) {
        return page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)
                .setPath(Path.of("target", "pages", "printed-" + name.replace(' ', '-') + ".pdf")));
    }

    private static int[] picture(PDDocument paper, int number) throws IOException {
        BufferedImage picture = new PDFRenderer(paper).renderImage(number);
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    /** What the paper is too narrow for. */
    private static List<String> beyondTheEdge(PDDocument paper) throws IOException {
        var beyond = new ArrayList<String>();
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition letter) {
                if (letter.getX() < 0 || letter.getX() + letter.getWidth() > letter.getPageWidth()) {
                    beyond.add(letter.getUnicode());
                }
            }
        }.getText(paper);
        return beyond;
    }

    @Test
    void everything_is_reached_by_the_keyboard() {
        page.navigate("/reports/sessions-per-person");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator(".ask > summary")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("From")).isFocused();
        page.locator("#colours").press("Enter");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void who_logs_out_sees_the_log_in() {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log out")).click();

        assertThat(page.getByText("You are logged out.")).isVisible();
        everybodyCanUse("log-in");
        page.navigate("/reports/sessions-per-person");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Log in"))).isVisible();
    }
}
