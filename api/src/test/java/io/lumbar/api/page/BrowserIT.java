package io.lumbar.api.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running application in a real browser: the one that is installed, else one that is fetched. What the browser complains
 * of, and whatever a page asks for elsewhere, fails the test.
 */
abstract class BrowserIT extends ClinicIT {
    private static final Path PICTURES = Path.of("target", "pages");

    private static Playwright playwright;
    private static Browser browser;

    /** What the person at the browser sees. */
    Page page;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext window;

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
    void open() {
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
    }

    /** Asks for a page, and is led to it by the log-in. */
    void logIn(String path) {
        logIn(path, "admin", SECRET);
    }

    /** The same as somebody else. */
    void logIn(String path, String name, String password) {
        window.clearCookies();
        page.navigate(path);
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByLabel("Password").press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).isVisible();
    }

    @AfterEach
    void complainsOfNothing() {
        window.close();
        assertThat(complaints).isEmpty();
    }

    /** The browser complained as it should. */
    void complainedOf(String what) {
        assertThat(complaints.removeIf(complaint -> complaint.contains(what))).as("a complaint of %s", what).isTrue();
    }

    /** Looks at the page in every light, and at the width of a telephone. */
    void everybodyCanUse(String name) {
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
            assertThat(violations()).as("%s in %s colours", name, colours).isEmpty();
        }
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Against every rule. What passes is not described, which would cost more than to find out; frames there are none. */
    private List<Rule> violations() {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(options).analyze().getViolations();
    }
}
