package io.lumbar.api.page;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;

import io.lumbar.api.Lumbar;
import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What browsers are told while the database takes no connections. */
class LosingTheDatabaseIT {
    private static final String SECRET = "a secret of sixteen or more";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();

    @TempDir
    private Path home;

    @Test
    void nobody_is_let_in_or_shown_anything_and_all_goes_on_afterwards() throws Exception {
        try (var database = TestDatabase.migrated();
                var product = start(database);
                var tampering = database.superuserDataSource().getConnection()) {
            String address = "http://127.0.0.1:" + product.getEnvironment().getProperty("local.server.port");
            String form = open(address + "/log-in").body();

            limit(tampering, database, 0);
            HttpResponse<String> refused = logIn(address, form, UUID.randomUUID().toString());
            assertThat(refused.uri()).hasToString(address + "/log-in?told=UNAVAILABLE");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(refused.body()).contains("Nobody can be let in at the moment.", "name=\"password\"");

            limit(tampering, database, -1);
            assertThat(logIn(address, open(address + "/log-in").body(), "admin").body()).contains("Log out");

            limit(tampering, database, 0);
            HttpResponse<String> lost = open(address + "/reports/outcomes");
            assertThat(lost.statusCode()).isEqualTo(503);
            assertThat(lost.headers().firstValue("Retry-After")).isPresent();
            assertThat(lost.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(lost.body()).contains("The database does not answer.").doesNotContain("Exception");

            limit(tampering, database, -1);
            assertThat(open(address + "/reports/outcomes").statusCode()).isEqualTo(200);
        }
    }

    /** The run-time login gets that many connections; those that there are end. */
    private static void limit(Connection tampering, TestDatabase database, int connections) throws SQLException {
        try (var statement = tampering.createStatement()) {
            statement.execute("alter database " + database.name() + " connection limit " + connections);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    private HttpResponse<String> open(String address) throws IOException, InterruptedException {
        return browser.send(page(address).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder page(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html,*/*;q=0.8");
    }

    /** Sends the form and goes where the answer leads. */
    private HttpResponse<String> logIn(String address, String form, String name)
            throws IOException, InterruptedException {
        var token = CSRF.matcher(form);
        assertThat(token.find()).isTrue();
        HttpResponse<String> answer = browser.send(
                page(address + "/log-in").header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=" + name + "&password=" + URLEncoder.encode(SECRET, UTF_8)
                                + "&_csrf=" + URLEncoder.encode(token.group(1), UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return open(URI.create(address).resolve(answer.headers().firstValue("Location").orElseThrow()).toString());
    }

    private ConfigurableApplicationContext start(TestDatabase database) {
        return SpringApplication.run(Lumbar.class, "--lumbar.home=" + home, "--server.port=0",
                "--lumbar.access.admin-secret=" + SECRET, "--lumbar.database.url=" + database.url(),
                "--lumbar.database.user=" + TestDatabase.RUNTIME, "--lumbar.database.password=" + TestDatabase.PASSWORD,
                "--lumbar.database.owner=" + TestDatabase.OWNER,
                "--lumbar.database.owner-password=" + TestDatabase.PASSWORD);
    }
}
