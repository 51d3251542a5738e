package io.lumbar.api.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import com.microsoft.playwright.options.FilePayload;
import io.lumbar.api.ClinicIT;
import io.lumbar.api.imports.Line;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of imports in a real browser. What the browser complains of fails each test. */
class ImportPagesIT extends ClinicIT {
    private static final Path PICTURES = Path.of("target", "pages");
    private static final LocatorAssertions.HasTextOptions PATIENTLY = new LocatorAssertions.HasTextOptions()
            .setTimeout(30_000);

    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext window;
    private Page page;
    private String clinic;
    private String licence;

    @BeforeAll
    static void launch() {
        var installed = Stream.of("chromium", "chromium-browser", "google-chrome")
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
        clinic = openClinic();
        licence = licenceNumber();
        id(post("/api/v1/therapists", therapist(clinic, licence, 3)));
        window = browser.newContext(new Browser.NewContextOptions().setBaseURL(anonymous("").build().uri().toString()));
        window.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        window.onWebError(error -> complaints.add(error.error()));
        page = window.newPage();
        page.navigate("/imports");
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill(SECRET);
        page.getByLabel("Password").press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasText("Import");
    }

    @AfterEach
    void complainsOfNothing() {
        window.close();
        assertThat(complaints).isEmpty();
    }

    private void everybodyCanUse(String name) {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            for (int width : List.of(1280, 390)) {
                page.setViewportSize(width, 900);
                page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(
                        name + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width + ".png")));
                assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("wider than %s", width).isEqualTo(0);
            }
            var violations = new AxeBuilder(page).analyze().getViolations();
            assertThat(violations).as("%s in %s colours", name, colours).isEmpty();
        }
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void send(String name, String content) {
        page.locator("input[name=file]")
                .setInputFiles(
                        new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Send")).click();
    }

    private Locator count(String name) {
        return page.locator("#" + name);
    }

    private String line(String name, int hour) {
        return Line.whole(name, clinic, licence, hour);
    }

    @Test
    void a_file_is_tried_put_right_and_imported() throws IOException {
        everybodyCanUse("import");
        Locator dry = page.getByLabel("Dry run: try everything, store nothing");
        assertThat(dry).isChecked();
        long before = eventsStored();
        String wrong = line("b", 9).replace("\"minutes\": 45", "\"minutes\": 4");
        send("histories.ndjson", line("a", 8) + "\n" + wrong);

        assertThat(page.getByText("Nothing was stored")).isVisible(
                new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasText("Dry run");
        assertThat(count("histories")).hasText("2");
        assertThat(count("imported")).hasText("1");
        assertThat(count("refused")).hasText("1");
        assertThat(page.locator(".errors tbody tr")).containsText("sessions[0].minutes");
        everybodyCanUse("import-dry-run");
        Download download = page.waitForDownload(() -> page.getByText("All errors (CSV)").click());
        assertThat(Files.readString(download.path())).contains("2,sessions[0].minutes,/problems/invalid-value");
        assertThat(eventsStored()).isEqualTo(before);

        page.getByText("Another file").click();
        dry.uncheck();
        send("histories.ndjson", line("a", 8) + "\n" + line("b", 9));
        assertThat(count("imported")).hasText("2", PATIENTLY);
        assertThat(page.locator("progress")).hasAttribute("value", "2");
        assertThat(eventsStored()).isGreaterThan(before);
    }

    @Test
    void a_table_is_explained_by_a_mapping_and_one_that_is_not_understood_is_told_at_once() throws IOException {
        Download download = page.waitForDownload(() -> page.getByText("Template with all columns").click());
        assertThat(download.suggestedFilename()).isEqualTo("lumbar-import-template.csv");
        String template = Files.readString(download.path());
        String table = template.replace("familyName", "Achternaam").replace("Visser", "Voorbeeld")
                .replace("01935e6a-5c00-7000-8000-000000000001", clinic).replace("NL-39012345", licence);
        send("table.csv", table);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Achternaam");
        everybodyCanUse("import-refused");

        page.locator("input[name=mapping]").setInputFiles(new FilePayload("mapping.json", "application/json",
                "{\"columns\": {\"Achternaam\": \"familyName\"}}".getBytes(StandardCharsets.UTF_8)));
        send("table.csv", table);
        assertThat(count("imported")).hasText("1", PATIENTLY);
    }

    /** The bar follows what is done, a slice after the other. */
    @Test
    void many_histories_are_followed_to_their_end() {
        page.getByLabel("Dry run").uncheck();
        send("many.ndjson", "{}\n".repeat(130));
        assertThat(count("histories")).hasText("130", PATIENTLY);
        assertThat(page.getByText("Finished.")).isVisible(
                new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(count("refused")).hasText("130");
        assertThat(page.getByText("The first errors")).isVisible();
        assertThat(page.locator("progress")).hasAttribute("max", "130");
        assertThat(page.locator("progress")).hasAttribute("value", "130");
    }
}
