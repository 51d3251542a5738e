package io.lumbar.api.page;

import java.net.http.HttpResponse;
import java.util.UUID;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lumbar.api.page.Visitor.place;
import static org.assertj.core.api.Assertions.assertThat;

/** What administrators do about accounts and apps on their page. */
class AccountPagesIT extends BrowserIT {
    private static final String PAGE = "/accounts";

    private final Visitor visitor = new Visitor(this::anonymous);

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).last().click();
    }

    @Test
    void an_account_is_opened_given_another_secret_and_disabled_and_an_app_registered_and_removed() {
        String name = "ole." + UUID.randomUUID().toString().substring(0, 8);
        openClinic();
        logIn(PAGE);
        page.getByText("Open an account").click();
        page.getByLabel("Given name").fill("Ole");
        page.getByLabel("Family name").fill("Vos");
        page.getByLabel("Logs in as").fill(name);
        page.getByLabel("MANAGER").check();
        page.getByLabel("Every clinic").check();
        everybodyCanUse("accounts-opening");
        press("Open the account");
        String first = page.locator("code.secret").innerText();
        everybodyCanUse("accounts");
        assertThat(place(visitor.logIn(name, first))).endsWith("/");
        page.navigate(PAGE);
        assertThat(page.locator("code.secret")).hasCount(0);

        Locator row = page.locator("table.accounts tbody tr").filter(new Locator.FilterOptions().setHasText(name));
        assertThat(row).containsText("Ole Vos");
        assertThat(row).containsText("every clinic");
        row.getByText("New secret").click();
        String second = page.locator("code.secret").innerText();
        assertThat(second).isNotEqualTo(first);
        assertThat(place(visitor.logIn(name, first))).endsWith("told=REFUSED");
        assertThat(place(visitor.logIn(name, second))).endsWith("/");
        row.getByText("Disable for ever").click();
        assertThat(page.getByText("Accounts that count")).isVisible();
        assertThat(place(visitor.logIn(name, second))).endsWith("told=REFUSED");

        String app = "Tablet " + name;
        page.getByText("Register an app").click();
        page.getByLabel("What it is called").fill(app);
        page.getByLabel("Address that people are led back to").fill("https://tablet.example/back");
        press("Register the app");
        assertThat(page.locator("code.secret")).isVisible();
        assertThat(get("/api/v1/apps").http().body()).contains(app);
        page.locator("main li").filter(new Locator.FilterOptions().setHasText(app)).getByText("Remove for ever")
                .click();
        assertThat(page.getByText(app)).hasCount(0);
        assertThat(get("/api/v1/apps").http().body()).doesNotContain(app);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "given=Ole&family=Vos&logInName=ole.vos&therapist=none                          | 422 | roles",
            "given=Ole&family=Vos&logInName=o&roles=MANAGER&everyClinic=true&therapist=none | 422 | logInName",
            "given=Ole&family=Vos&logInName=ole.vos&roles=CHIEF&therapist=none              | 400 | roles",
            "given=Ole&family=Vos&logInName=ole.vos&roles=MANAGER&clinic=x&therapist=none   | 400 | clinic",
            "given=Ole&family=Vos&logInName=ole.vos&roles=MANAGER&everyClinic=true&therapist=x | 400 | therapist",
            "given=Ole                                                                     | 400 | family"})
    void what_cannot_be_is_told_by_field_and_rule(String fields, int status, String told) {
        visitor.logIn("admin", SECRET);

        HttpResponse<String> refused = visitor.send(PAGE, PAGE, fields);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains("<h1>", told).doesNotContain("Exception");
    }

    @Test
    void a_lost_second_factor_is_taken_away_and_what_is_not_there_is_not_there() {
        visitor.logIn("admin", SECRET);
        String id = id(post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["MANAGER"], "everyClinic": true}"""));
        assertThat(place(visitor.send(PAGE, PAGE + "/" + id + "/second-factor/removal", "x=".substring(2))))
                .endsWith(PAGE);
        String nobody = UUID.randomUUID().toString();
        for (String path : new String[]{PAGE + "/" + nobody + "/secret", PAGE + "/" + nobody + "/disabling",
                PAGE + "/" + nobody + "/second-factor/removal", "/apps/" + nobody + "/removal"}) {
            assertThat(visitor.send(PAGE, path, "").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(visitor.send(PAGE, "/apps", "name=Tablet&redirectUri=http://tablet.example").statusCode())
                .isEqualTo(422);
    }
}
