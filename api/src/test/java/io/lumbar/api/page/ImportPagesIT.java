package io.lumbar.api.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.lumbar.api.imports.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of imports. */
class ImportPagesIT extends BrowserIT {
    private static final LocatorAssertions.HasTextOptions PATIENTLY = new LocatorAssertions.HasTextOptions()
            .setTimeout(30_000);

    private String clinic;
    private String licence;

    @BeforeEach
    void logIn() {
        clinic = openClinic();
        licence = licenceNumber();
        id(post("/api/v1/therapists", therapist(clinic, licence, 3)));
        logIn("/imports");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).hasText("Import");
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
        assertThat(page.locator("#not-tried")).containsText("is seen in earnest only");
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
        assertThat(page.getByText("Finished.")).isVisible();
        assertThat(page.locator("#not-tried")).hasCount(0);
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
