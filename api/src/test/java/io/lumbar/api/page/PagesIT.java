package io.lumbar.api.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.lumbar.api.ClinicIT;
import io.lumbar.api.DemoStore;
import io.lumbar.application.demo.Demo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages in a real browser, over invented histories. What the browser complains of fails each test. */
@ContextConfiguration(initializers = DemoStore.class)
class PagesIT extends ClinicIT {
    private static final Path PICTURES = Path.of("target", "pages");
    private static final double SECONDS = 1000;

    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    private Demo demo;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext window;
    private Page page;

    @BeforeAll
    static void launch() {
        Optional<Path> installed = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name)).filter(Files::isExecutable).findFirst();
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(installed.isPresent()
                ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                : Map.of()));
        var options = new LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"));
        installed.ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
    }

    @AfterAll
    static void close() {
        playwright.close();
    }

    @BeforeEach
    void logIn() {
        DemoStore.filled(demo);
        window = browser.newContext(new Browser.NewContextOptions().setBaseURL(anonymous("").build().uri().toString()));
        window.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        window.onWebError(error -> complaints.add(error.error()));
        String home = anonymous("/").build().uri().getAuthority();
        window.onRequest(request -> {
            if (!request.url().startsWith("http://" + home + "/") && !request.url().startsWith("data:")) {
                complaints.add("asked for " + request.url());
            }
        });
        page = window.newPage();
        page.navigate("/");
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill(SECRET);
        page.getByLabel("Password").press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).isVisible();
    }

    @AfterEach
    void complainsOfNothing() {
        window.close();
        assertThat(complaints).isEmpty();
    }

    /** Looks at the page in every light, and at the width of a telephone. */
    private void everybodyCanUse(String name) {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            for (int width : List.of(1280, 390)) {
                page.setViewportSize(width, 900);
                page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(
                        name + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width + ".png")));
                assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("wider than %s", width)
                        .isEqualTo(0);
            }
            var violations = new AxeBuilder(page).analyze().getViolations();
            assertThat(violations).as("%s in %s colours", name, colours).isEmpty();
        }
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private Locator drawing() {
        return page.locator("figure .drawing svg").first();
    }

    private Locator rows() {
        return page.locator("#answer table").first().locator("tbody tr");
    }

    @Test
    void of_one_who_comes_it_is_told_what_became_of_others() {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Outlook").setExact(true)).click();
        everybodyCanUse("outlook-asked");
        page.getByLabel("Clinic").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("Chronicity").selectOption("CHRONIC");
        page.getByLabel("Pain in the last week").selectOption("7");
        page.getByLabel("Primary cause").selectOption("IMPROPER_LIFTING");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();

        assertThat(page.locator("#answer .told")).containsText("it is no promise");
        assertThat(drawing()).isVisible();
        assertThat(rows()).not().hasCount(0);
        assertThat(page.getByLabel("Pain in the last week")).hasValue("7");
        everybodyCanUse("outlook");
        page.getByLabel("Pain in the last week").selectOption("");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show").setExact(true)).click();
        assertThat(page.locator("#answer .asked")).not().containsText("Pain at intake:");
        assertThat(page.url()).doesNotContain("baselineNprs");
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

        Page other = window.newPage();
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
        for (String format : List.of("PDF", "XLSX", "CSV", "SVG")) {
            Download download = page.waitForDownload(() -> page.locator(".files").getByText(format).click());

            assertThat(download.suggestedFilename())
                    .matches("sessions-per-person-\\d{4}-\\d\\d-\\d\\d\\." + format.toLowerCase(Locale.ROOT));
            byte[] file = Files.readAllBytes(download.path());
            if (format.equals("CSV")) {
                assertThat(new String(file, StandardCharsets.UTF_8)).contains("Deep tissue", "Grouped by,style");
            } else {
                assertThat(new String(file, 0, 4, StandardCharsets.UTF_8))
                        .isEqualTo(Map.of("PDF", "%PDF", "XLSX", "PK\u0003\u0004", "SVG", "<?xm").get(format));
            }
        }
        page.navigate("/reports/sessions-per-person?format=docx");
        assertThat(page.getByText("is one of [pdf, xlsx, csv, svg]")).isVisible();
        complaints.removeIf(complaint -> complaint.contains("400"));
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
