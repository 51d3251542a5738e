package io.lumbar.api.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.api.ClinicIT;
import io.lumbar.domain.account.Role;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static io.lumbar.api.page.Visitor.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The log-in of pages, by the requests that a browser makes. */
class LoggingInIT extends ClinicIT {
    private static final Duration FELT_WITHIN = Duration.ofSeconds(5);
    private static final String CHOSEN = "four words about a back";
    private static final String REPORT = "/reports/sessions-per-person";

    @Autowired
    private ServletWebServerApplicationContext application;

    private final Visitor visitor = new Visitor(this::anonymous);

    /** Logs in and chooses a password, which is to be done first. */
    private void logInAndChoose(Answer opened) {
        String given = Objects.requireNonNull(opened.at("secret"));
        visitor.logIn(id(opened), given);
        assertThat(place(visitor.open("/"))).endsWith("/password");
        assertThat(place(choose(given, CHOSEN, CHOSEN))).endsWith("/password?told=CHANGED");
    }

    private HttpResponse<String> choose(String current, String chosen, String again) {
        return visitor.send("/password", "/password", "current=" + URLEncoder.encode(current, UTF_8) + "&chosen="
                + URLEncoder.encode(chosen, UTF_8) + "&again=" + URLEncoder.encode(again, UTF_8));
    }

    private String account(String roles, String where) {
        return """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": [%s], %s}""".formatted(roles, where);
    }

    @Test
    void leads_to_the_page_that_was_asked_for_and_rotates_the_session() {
        assertThat(place(visitor.open(REPORT + "?groupBy=style"))).endsWith("/log-in");
        visitor.open("/log-in");
        String before = visitor.session().getValue();

        String place = place(visitor.logIn("Admin ", SECRET));

        assertThat(place).contains(REPORT + "?groupBy=style");
        assertThat(visitor.session().getValue()).isNotEqualTo(before);
        assertThat(visitor.session().isHttpOnly()).isTrue();
        assertThat(visitor.open(REPORT + "?groupBy=style&continue").statusCode()).isEqualTo(302);
        assertThat(visitor.open(REPORT + "?groupBy=style").body()).contains("Sessions per person");
    }

    @Test
    void sets_a_cookie_that_other_sites_cannot_use_and_headers_that_keep_everything_at_home() {
        HttpResponse<String> page = visitor.open("/log-in");

        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(page.body()).doesNotContain("//cdn", "style=\"", "onclick");
    }

    @ParameterizedTest
    @CsvSource({"admin,wrong", "nobody,a secret of sixteen or more", "admin,''", "'',''",
            "01a206ab-a63a-7286-bcb0-6d8b5fc24e21,x", "admin-cli,a secret of sixteen or more"})
    void says_the_same_whatever_was_wrong(String name, String password) {
        assertThat(place(visitor.logIn(name, password))).endsWith("/log-in?told=REFUSED");
        assertThat(visitor.open("/log-in?told=REFUSED").body()).contains("Name and password do not go together.");
        assertThat(place(visitor.open("/"))).endsWith("/log-in");
    }

    @Test
    void files_are_imported_by_administrators_of_every_clinic_alone() {
        logInAndChoose(post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true")));
        assertThat(visitor.open("/").body()).contains("At a glance").doesNotContain("/imports");
        String id = UUID.randomUUID().toString();
        for (String path : List.of("", "/template", "/" + id, "/" + id + "/errors")) {
            assertThat(visitor.open("/imports" + path).statusCode()).as(path).isEqualTo(403);
        }
        visitor.logIn("admin", SECRET);
        assertThat(visitor.open("/").body()).contains("/imports");
        assertThat(visitor.open("/imports/" + id).statusCode()).isEqualTo(404);
        assertThat(visitor.browse(anonymous("/imports").header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x--"))).statusCode()).as("sent by another site").isEqualTo(403);
    }

    @Test
    void the_history_is_proved_to_privacy_officers_and_administrators_of_every_clinic_alone() {
        logInAndChoose(post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true")));
        assertThat(visitor.open("/").body()).doesNotContain("/history");
        assertThat(visitor.open("/history").statusCode()).isEqualTo(403);
        visitor.logIn("admin", SECRET);
        assertThat(visitor.open("/").body()).contains("/history");
        assertThat(visitor.open("/history").body()).contains("Nothing was altered.", "Events looked at");
    }

    @Test
    void refuses_a_form_that_another_site_made() {
        HttpResponse<String> forged = visitor.browse(anonymous("/log-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=admin&password=" + URLEncoder.encode(SECRET, UTF_8))));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(place(visitor.open("/"))).endsWith("/log-in");
    }

    /** As though the person had asked for nothing for so long. */
    private void idle(Duration since) throws IOException {
        set("askedAt", since);
    }

    private void set(String moment, Duration since) throws IOException {
        var server = (TomcatWebServer) Objects.requireNonNull(application.getWebServer());
        var product = (Context) server.getTomcat().getHost().findChildren()[0];
        product.getManager().findSession(visitor.session().getValue()).getSession().setAttribute(moment,
                Instant.now().minus(since));
    }

    @Test
    void lasts_half_an_hour_from_the_last_question_that_a_person_asked() throws IOException {
        visitor.logIn("admin", SECRET);
        idle(Duration.ofMinutes(29));
        assertThat(visitor.open(REPORT).statusCode()).isEqualTo(200);
        idle(Duration.ofMinutes(29));
        assertThat(visitor.open(REPORT + "?seen=1-1-1").statusCode()).isEqualTo(200);
        idle(Duration.ofMinutes(31));
        assertThat(place(visitor.open(REPORT))).endsWith("/log-in");

        visitor.logIn("admin", SECRET);
        idle(Duration.ofMinutes(31));
        HttpResponse<String> byItself = visitor.browse(anonymous(REPORT + "?seen=1-1-1").header("HX-Request", "true"));
        assertThat(byItself.statusCode()).isEqualTo(401);
        assertThat(byItself.headers().firstValue("HX-Refresh")).contains("true");
    }

    @Test
    void lasts_no_longer_than_a_day_at_work_however_busy_the_person_is() throws IOException {
        visitor.logIn("admin", SECRET);
        set("beganAt", Duration.ofHours(12).minusMinutes(1));
        assertThat(visitor.open(REPORT).statusCode()).isEqualTo(200);
        set("beganAt", Duration.ofHours(12));
        assertThat(place(visitor.open(REPORT))).endsWith("/log-in");
    }

    @Test
    void who_was_wrong_too_often_waits_and_not_even_the_right_password_is_looked_at() {
        Answer opened = post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true"));
        String given = Objects.requireNonNull(opened.at("secret"));
        for (String name : List.of("nobody " + UUID.randomUUID(), id(opened))) {
            for (int n = 0; n < 8; n++) {
                visitor.logIn(name, "wrong " + n);
            }
            assertThat(place(visitor.logIn(name, given))).as(name).endsWith("/log-in?told=WAIT");
        }
        Answer waits = askToken(id(opened), given);
        assertThat(waits.status()).isEqualTo(429);
        assertThat(waits.at("type")).isEqualTo("/problems/too-many-requests");
        assertThat(Integer.parseInt(String.valueOf(waits.header("Retry-After")))).isBetween(1, 8);
        assertThat(visitor.open("/log-in?told=WAIT").body()).contains("Passwords were wrong too often.");

        Answer renewed = post("/api/v1/accounts/" + id(opened) + "/secret", "");
        assertThat(place(visitor.logIn(id(opened), Objects.requireNonNull(renewed.at("secret"))))).endsWith("/");
    }

    @Test
    void opens_pages_and_never_the_api() {
        visitor.logIn("admin", SECRET);

        assertThat(visitor.open("/").statusCode()).isEqualTo(200);
        assertThat(visitor.open("/api/v1/clinics").statusCode()).isEqualTo(401);
        assertThat(send(request(REPORT)).status()).isEqualTo(302);
    }

    @Test
    void ends_with_the_log_out() {
        visitor.logIn("admin", SECRET);
        String session = visitor.session().getValue();

        assertThat(place(visitor.send("/", "/log-out", ""))).endsWith("/log-in?told=LOGGED_OUT");

        assertThat(place(visitor.open("/"))).endsWith("/log-in");
        assertThat(send(anonymous("/").header("Cookie", "lumbar-session=" + session)).status()).isEqualTo(302);
    }

    @Test
    void lets_a_manager_see_the_clinics_that_are_theirs() {
        String mine = openClinic();
        Answer opened = post("/api/v1/accounts", account("\"MANAGER\"", "\"clinics\": [\"" + mine + "\"]"));
        String other = id(post("/api/v1/clinics", """
                {"name": "Clinic of somebody else", "timeZone": "Europe/Amsterdam"}"""));
        await().until(() -> get("/api/v1/clinics?limit=200").http().body().contains(other));

        logInAndChoose(opened);

        String page = visitor.open(REPORT).body();
        assertThat(page).contains(mine, "Rugzorg Utrecht").doesNotContain(other, "Clinic of somebody else");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shows_each_role_the_pages_that_the_table_says(Role role) {
        String clinic = openClinic();
        String therapist = role == Role.THERAPIST ? ", \"therapistId\": \"" + registerTherapist(clinic) + "\"" : "";
        logInAndChoose(post("/api/v1/accounts",
                account("\"" + role + "\"", "\"clinics\": [\"" + clinic + "\"]" + therapist)));

        if (role == Role.ADMIN || role == Role.PRIVACY_OFFICER) {
            assertThat(place(visitor.open("/"))).endsWith("/second-factor");
            assertThat(place(visitor.send("/second-factor", "/log-out", ""))).endsWith("/log-in?told=LOGGED_OUT");
            return;
        }
        int expected = role == Role.MANAGER ? 200 : 403;
        for (String path : List.of("/", REPORT)) {
            HttpResponse<String> page = visitor.open(path);
            assertThat(page.statusCode()).isEqualTo(expected);
            assertThat(page.body()).contains(
                    expected == 200 ? "Sessions per person" : "<h1>The caller may not do this</h1>",
                    "Log out");
        }
        assertThat(visitor.open("/password").statusCode()).isEqualTo(200);
        assertThat(place(visitor.send("/", "/log-out", ""))).endsWith("/log-in?told=LOGGED_OUT");
    }

    @Test
    void takes_the_name_that_the_person_was_given_in_whatever_letters() {
        String name = "ina." + UUID.randomUUID().toString().substring(0, 8);
        Answer opened = post("/api/v1/accounts",
                account("\"MANAGER\"", "\"everyClinic\": true, \"logInName\": \"" + name + "\""));
        String secret = Objects.requireNonNull(opened.at("secret"));
        assertThat(get("/api/v1/accounts/" + id(opened)).at("logInName")).isEqualTo(name);
        assertThat(post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true, \"logInName\": \""
                + name.toUpperCase(Locale.ROOT) + "\"")).at("type")).isEqualTo("/problems/log-in-name-taken");
        assertThat(place(visitor.logIn(name.toUpperCase(Locale.ROOT), secret))).endsWith("/");

        Answer renamed = put("/api/v1/accounts/" + id(opened) + "/log-in-name",
                "{\"logInName\": \"" + name + "@clinic.example\"}");
        assertThat(getAfter(renamed, "/api/v1/accounts").at("items.0.logInName")).isEqualTo(name + "@clinic.example");
        assertThat(place(visitor.logIn(name, secret))).endsWith("/log-in?told=REFUSED");
        assertThat(place(visitor.logIn(name + "@clinic.example", secret))).endsWith("/");

        post("/api/v1/accounts/" + id(opened) + "/disabling", "");
        assertThat(place(visitor.logIn(name + "@clinic.example", secret))).endsWith("/log-in?told=REFUSED");
        id(post("/api/v1/accounts", account("\"MANAGER\"",
                "\"everyClinic\": true, \"logInName\": \"" + name + "@clinic.example\"")));
    }

    @Test
    void lets_people_choose_their_password_before_anything_else() {
        Answer opened = post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true"));
        String given = Objects.requireNonNull(opened.at("secret"));
        visitor.logIn(id(opened), given);
        String session = visitor.session().getValue();
        for (String path : List.of("/", REPORT, "/reports/nothing")) {
            assertThat(place(visitor.open(path))).endsWith("/password");
        }
        assertThat(visitor.open("/password").body()).contains("You have a password that was given to you.");

        assertThat(place(choose("wrong", CHOSEN, CHOSEN))).endsWith("told=WRONG");
        assertThat(place(choose(given, CHOSEN, CHOSEN + "!"))).endsWith("told=NOT_THE_SAME");
        assertThat(place(choose(given, "fourteen chars", "fourteen chars"))).endsWith("told=TOO_SHORT");
        assertThat(place(choose(given, "é".repeat(37), "é".repeat(37)))).endsWith("told=TOO_LONG");
        assertThat(place(choose(given, "password12345678", "password12345678"))).endsWith("told=COMMON");
        assertThat(visitor.open("/password?told=COMMON").body()).contains("one of those that are tried first");
        assertThat(place(choose(given, given, given))).endsWith("told=AS_BEFORE");
        assertThat(place(visitor.open("/"))).endsWith("/password");
        assertThat(place(choose(given, CHOSEN, CHOSEN))).endsWith("told=CHANGED");

        assertThat(visitor.open("/").statusCode()).isEqualTo(200);
        assertThat(visitor.session().getValue()).isNotEqualTo(session);
        assertThat(place(visitor.logIn(id(opened), given))).endsWith("/log-in?told=REFUSED");
        assertThat(place(visitor.logIn(id(opened), CHOSEN))).endsWith("/");
        assertThat(visitor.open("/").statusCode()).isEqualTo(200);
        assertThat(askToken(id(opened), CHOSEN).status()).isEqualTo(200);

        Answer renewed = post("/api/v1/accounts/" + id(opened) + "/secret", "");
        visitor.logIn(id(opened), Objects.requireNonNull(renewed.at("secret")));
        assertThat(place(visitor.open("/"))).endsWith("/password");
    }

    @Test
    void leaves_the_password_of_the_operator_to_the_operator() {
        visitor.logIn("admin", SECRET);

        assertThat(visitor.open("/password").body()).contains("LUMBAR_ADMIN_SECRET").doesNotContain("name=\"current\"");
        assertThat(place(choose(SECRET, CHOSEN, CHOSEN))).endsWith("told=WRONG");
    }

    @Test
    void counts_no_more_when_the_secret_was_replaced_or_the_account_disabled() {
        Answer opened = post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true"));
        String path = "/api/v1/accounts/" + id(opened);
        logInAndChoose(opened);
        assertThat(visitor.open("/").statusCode()).isEqualTo(200);

        logInAndChoose(post(path + "/secret", ""));
        assertThat(visitor.open("/").statusCode()).isEqualTo(200);
        Answer renewed = post(path + "/secret", "");
        assertThat(place(visitor.open("/"))).endsWith("/log-in");

        logInAndChoose(renewed);
        post(path + "/disabling", "");
        assertThat(place(visitor.open("/"))).endsWith("/log-in");
    }

    @Test
    void loses_the_rights_that_are_taken_away_within_seconds() {
        Answer opened = post("/api/v1/accounts", account("\"MANAGER\"", "\"everyClinic\": true"));
        logInAndChoose(opened);
        assertThat(visitor.open("/").statusCode()).isEqualTo(200);

        put("/api/v1/accounts/" + id(opened) + "/rights", """
                {"roles": ["FRONT_DESK"], "everyClinic": true}""");

        await().atMost(FELT_WITHIN).until(() -> visitor.open("/").statusCode() == 403);
    }

    @Test
    void makes_a_script_load_the_whole_page_anew_when_nobody_is_logged_in() {
        HttpResponse<String> answer = visitor.browse(anonymous(REPORT + "?seen=x").header("HX-Request", "true"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Refresh")).contains("true");
        visitor.logIn("admin", SECRET);
        assertThat(visitor.open(REPORT + "?seen=x").body()).startsWith("<section").contains("id=\"answer\"")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/reports/nothing", "/assets/nothing"})
    void tells_people_in_a_page_what_is_not_there(String path) {
        visitor.logIn("admin", SECRET);

        HttpResponse<String> page = visitor.open(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("<h1>There is no such route</h1>", "To the start page");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?style=WRONG                     | 400
            ?surprise=1                      | 400
            ?groupBy=moon                    | 400
            ?groupBy=style&groupBy=style     | 422
            ?groupBy=style&groupBy=sex&groupBy=kind | 422
            ?from=yesterday                  | 400
            ?from=2026-02-01&to=2026-01-01   | 422
            ?asOf=2199-01-01                 | 422
            ?clinic=1                        | 400
            """)
    void tells_people_in_a_page_what_is_wrong_with_a_question(String question, int status) {
        visitor.logIn("admin", SECRET);

        HttpResponse<String> page = visitor.open(REPORT + question);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.body()).contains("<h1>", "To the start page").doesNotContain("Exception");
    }

    @Test
    void leads_a_form_with_blank_fields_to_the_address_without_them() {
        visitor.logIn("admin", SECRET);

        assertThat(place(visitor.open(REPORT + "?from=&to=&groupBy=style&groupBy=&asOf=&style=SHIATSU&style=SPORTS")))
                .endsWith(REPORT + "?groupBy=style&style=SHIATSU&style=SPORTS");
        assertThat(visitor.open(REPORT + "?clinic=" + UUID.randomUUID()).body()).contains("Nobody matches");
    }
}
