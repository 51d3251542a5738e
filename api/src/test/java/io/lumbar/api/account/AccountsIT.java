package io.lumbar.api.account;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static io.lumbar.api.Bodies.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Accounts from the first day to the last, and what they get for their secrets. */
class AccountsIT extends RefusalTable {
    private static final Duration FELT_WITHIN = Duration.ofSeconds(5);
    private static final String ACCOUNTS = "/api/v1/accounts";

    private Answer open(String clinic, String roles) {
        return post(ACCOUNTS, account("\"clinics\": [\"" + clinic + "\"]", roles));
    }

    private static String account(String where, String roles) {
        return """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": [%s], %s}""".formatted(roles, where);
    }

    private static String secret(Answer given) {
        return Objects.requireNonNull(given.at("secret"));
    }

    private String token(String account, String secret) {
        Answer token = askToken(account, secret);
        assertThat(token.status()).as(token.http().body()).isEqualTo(200);
        return Objects.requireNonNull(token.at("access_token"));
    }

    private HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json");
    }

    @Test
    void an_account_gets_tokens_that_say_who_and_not_what() {
        String clinic = openClinic();
        Answer opened = open(clinic, "\"FRONT_DESK\"");
        String account = id(opened);
        assertThat(secret(opened)).hasSizeGreaterThan(40);
        assertThat(opened.header("Location")).isEqualTo(ACCOUNTS + "/" + account);

        String token = token(account, secret(opened));
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"sub\":\"account:" + account + "\"").doesNotContain("FRONT_DESK", clinic, "Bos");

        Answer client = send(as(token, "/api/v1/clients")
                .POST(BodyPublishers.ofString(client(clinic))));
        assertThat(actorOf(id(client))).isEqualTo("account:" + account);
        assertThat(askToken(account, secret(opened) + "x").status()).isEqualTo(401);
        assertThat(askToken(UUID.randomUUID().toString(), secret(opened)).status()).isEqualTo(401);
        assertThat(askToken(account.toUpperCase(Locale.ROOT), secret(opened)).status()).isEqualTo(401);
    }

    @Test
    void what_an_account_may_do_changes_within_seconds_under_the_same_token() {
        String clinic = openClinic();
        Answer opened = open(clinic, "\"FRONT_DESK\"");
        String token = token(id(opened), secret(opened));
        assertThat(send(as(token, "/api/v1/clients")).status()).isEqualTo(200);
        assertThat(send(as(token, "/api/v1/reports/sessions-per-person")).status()).isEqualTo(403);

        Answer changed = put(ACCOUNTS + "/" + id(opened) + "/rights", """
                {"roles": ["MANAGER"], "everyClinic": true}""");
        assertThat(changed.status()).isEqualTo(200);
        await().atMost(FELT_WITHIN)
                .until(() -> send(as(token, "/api/v1/reports/sessions-per-person")).status() == 200);
        assertThat(send(as(token, "/api/v1/clients")).status()).isEqualTo(403);

        assertThat(put(ACCOUNTS + "/" + id(opened) + "/rights", """
                {"roles": ["MANAGER"], "everyClinic": true}""").header("ETag")).isEqualTo(changed.header("ETag"));
        Answer view = get(ACCOUNTS + "/" + id(opened));
        assertThat(view.at("roles")).isEqualTo("[\"MANAGER\"]");
        assertThat(view.at("everyClinic")).isEqualTo("true");
        assertThat(view.at("clinics")).isEqualTo("[]");
        assertThat(view.at("disabledAt")).isNull();
        assertThat(getAfter(changed, ACCOUNTS).at("items.0.roles")).isEqualTo("[\"MANAGER\"]");
    }

    @Test
    void what_is_behind_the_state_of_health_is_told_to_administrators_only() {
        String clinic = openClinic();
        for (String role : List.of("FRONT_DESK", "MANAGER", "PRIVACY_OFFICER")) {
            Answer opened = open(clinic, "\"" + role + "\"");
            String token = token(id(opened), secret(opened));
            assertThat(send(as(token, "/actuator/health")).at("status")).isEqualTo("UP");
            assertThat(send(as(token, "/actuator/health")).at("components")).as(role).isNull();
            assertThat(send(as(token, "/actuator/health/readiness")).http().body()).as(role)
                    .doesNotContain("details", "PostgreSQL");
        }
        Answer administrator = open(clinic, "\"ADMIN\"");
        String token = token(id(administrator), secret(administrator));
        assertThat(send(as(token, "/actuator/health")).at("components.db.details.database")).isEqualTo("PostgreSQL");
    }

    @Test
    void a_disabled_account_is_refused_within_seconds_and_for_ever() {
        Answer opened = open(openClinic(), "\"FRONT_DESK\"");
        String token = token(id(opened), secret(opened));
        assertThat(send(as(token, "/api/v1/clients")).status()).isEqualTo(200);

        Answer disabled = post(ACCOUNTS + "/" + id(opened) + "/disabling", "");
        assertThat(disabled.status()).isEqualTo(200);
        assertThat(askToken(id(opened), secret(opened)).status()).isEqualTo(401);
        await().atMost(FELT_WITHIN).until(() -> send(as(token, "/api/v1/clients")).status() == 401);
        Answer refused = send(as(token, "/api/v1/clients"));
        assertThat(refused.at("type")).isEqualTo("/problems/unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");

        assertThat(post(ACCOUNTS + "/" + id(opened) + "/disabling", "").header("ETag"))
                .isEqualTo(disabled.header("ETag"));
        assertThat(post(ACCOUNTS + "/" + id(opened) + "/secret", "").at("type"))
                .isEqualTo("/problems/account-not-enabled");
        assertThat(getAfter(disabled, ACCOUNTS + "?state=DISABLED").at("items.0.id")).isEqualTo(id(opened));
        assertThat(getAfter(disabled, ACCOUNTS + "?state=DISABLED").at("items.0.disabledAt")).isNotNull();
        assertThat(database("select count(*) from access.secret s join rules.account a using (secret_id)"
                + " where a.account_id = '" + id(opened) + "'")).containsExactly("0");
    }

    @Test
    void the_last_administrator_of_every_clinic_stays_one_until_there_is_another() {
        String last = ACCOUNTS + "/" + id(post(ACCOUNTS, account("\"everyClinic\": true", "\"ADMIN\"")));
        id(open(openClinic(), "\"ADMIN\""));
        database("select account_id from rules.account where enabled and every_clinic and 'ADMIN' = any(roles)")
                .stream().map(account -> ACCOUNTS + "/" + account).filter(account -> !account.equals(last))
                .forEach(another -> id(post(another + "/disabling", "")));

        assertThat(post(last + "/disabling", "").at("type")).isEqualTo("/problems/last-administrator");
        for (String rights : List.of("\"roles\": [\"MANAGER\"], \"everyClinic\": true",
                "\"roles\": [\"ADMIN\"], \"clinics\": [\"" + openClinic() + "\"]")) {
            Answer refused = put(last + "/rights", "{" + rights + "}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("type")).isEqualTo("/problems/last-administrator");
        }
        assertThat(get(last).at("version")).isEqualTo("0");

        id(put(last + "/rights", "{\"roles\": [\"ADMIN\", \"MANAGER\"], \"everyClinic\": true}"));
        id(post(ACCOUNTS, account("\"everyClinic\": true", "\"ADMIN\"")));
        id(post(last + "/disabling", ""));
    }

    @Test
    void with_a_therapist_who_leaves_ends_what_the_account_could_do_as_one() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String therapist = "\"clinics\": [\"" + clinic + "\"], \"therapistId\": \"" + anna + "\"";
        Answer one = post(ACCOUNTS, account(therapist, "\"THERAPIST\""));
        Answer other = post(ACCOUNTS, account(therapist, "\"THERAPIST\", \"MANAGER\""));
        String ofOne = token(id(one), secret(one));
        String ofOther = token(id(other), secret(other));
        assertThat(send(as(ofOne, "/api/v1/clients")).status()).isEqualTo(200);
        assertThat(send(as(ofOther, "/api/v1/clients")).status()).isEqualTo(200);

        id(post("/api/v1/therapists/" + anna + "/deactivation", "{}"));

        assertThat(askToken(id(one), secret(one)).status()).isEqualTo(401);
        await().atMost(FELT_WITHIN).until(() -> send(as(ofOne, "/api/v1/clients")).status() == 401);
        await().atMost(FELT_WITHIN).until(() -> send(as(ofOther, "/api/v1/clients")).status() == 403);
        assertThat(send(as(ofOther, "/api/v1/reports/sessions-per-person")).status()).isEqualTo(200);
        assertThat(get(ACCOUNTS + "/" + id(one)).at("roles")).isEqualTo("[\"THERAPIST\"]");
        id(put(ACCOUNTS + "/" + id(one) + "/rights", "{\"roles\": [\"FRONT_DESK\"], \"clinics\": [\"" + clinic
                + "\"]}"));
        String again = token(id(one), secret(one));
        await().atMost(FELT_WITHIN).until(() -> send(as(again, "/api/v1/clients")).status() == 200);
    }

    @Test
    void a_renewed_secret_takes_the_place_of_the_first() {
        Answer opened = open(openClinic(), "\"FRONT_DESK\"");
        Answer renewed = post(ACCOUNTS + "/" + id(opened) + "/secret", "");

        assertThat(id(renewed)).isEqualTo(id(opened));
        assertThat(secret(renewed)).isNotEqualTo(secret(opened));
        assertThat(askToken(id(opened), secret(opened)).status()).isEqualTo(401);
        token(id(opened), secret(renewed));
    }

    @Test
    void a_secret_is_told_once_and_stands_nowhere() {
        String clinic = openClinic();
        String body = account("\"clinics\": [\"" + clinic + "\"]", "\"ADMIN\"");
        Answer opened = post(ACCOUNTS, body, "Idempotency-Key", "first");
        Answer again = post(ACCOUNTS, body, "Idempotency-Key", "first");
        assertThat(id(again)).isEqualTo(id(opened));
        assertThat(again.at("secret")).isNull();
        String renewal = ACCOUNTS + "/" + id(opened) + "/secret";
        Answer renewed = post(renewal, "", "Idempotency-Key", "second");
        Answer notRenewed = post(renewal, "", "Idempotency-Key", "second");
        assertThat(notRenewed.at("secret")).isNull();
        assertThat(notRenewed.at("version")).isEqualTo(renewed.at("version"));
        token(id(opened), secret(renewed));

        assertThat(database("select payload::text || metadata::text from eventstore.event where name like 'account.%'"
                + " and stream_id = '" + id(opened) + "'")).hasSize(2)
                .noneMatch(event -> event.contains("bcrypt") || event.contains(secret(opened))
                        || event.contains(secret(renewed)));
        assertThat(database("select hash from access.secret")).allMatch(hash -> hash.startsWith("{bcrypt}"));
        assertThat(database("select hash from access.secret s where not exists (select from rules.account a"
                + " where a.secret_id = s.secret_id)")).as("hashes that no account was given").isEmpty();
    }

    @Test
    void nobody_gives_away_more_clinics_than_are_theirs() {
        String clinic = openClinic();
        String other = openClinic();
        Answer admin = open(clinic, "\"ADMIN\"");
        String token = token(id(admin), secret(admin));
        Answer wide = post(ACCOUNTS, account("\"clinics\": [\"" + clinic + "\", \"" + other + "\"]", "\"MANAGER\""));

        assertThat(send(as(token, ACCOUNTS).POST(BodyPublishers.ofString(
                account("\"clinics\": [\"" + clinic + "\"]", "\"MANAGER\"")))).status()).isEqualTo(201);
        Answer elsewhere = send(as(token, ACCOUNTS).POST(BodyPublishers.ofString(
                account("\"clinics\": [\"" + clinic + "\", \"" + other + "\"]", "\"MANAGER\""))));
        assertThat(elsewhere.at("type")).isEqualTo("/problems/unknown-reference");
        assertThat(elsewhere.at("field")).isEqualTo("clinics[1]");
        assertThat(send(as(token, ACCOUNTS).POST(BodyPublishers.ofString(
                account("\"everyClinic\": true", "\"MANAGER\"")))).at("field")).isEqualTo("everyClinic");
        for (String beyond : List.of(id(wide), id(post(ACCOUNTS, account("\"everyClinic\": true", "\"ADMIN\""))))) {
            String path = ACCOUNTS + "/" + beyond;
            assertThat(send(as(token, path)).status()).isEqualTo(404);
            assertThat(send(as(token, path + "/secret").POST(BodyPublishers.noBody())).status()).isEqualTo(404);
            assertThat(send(as(token, path + "/disabling").POST(BodyPublishers.noBody())).status()).isEqualTo(404);
            assertThat(send(as(token, path + "/rights").PUT(BodyPublishers.ofString(
                    "{\"roles\": [\"ADMIN\"], \"clinics\": [\"" + clinic + "\"]}"))).status()).isEqualTo(404);
        }
        assertThat(send(as(token, "/actuator/prometheus")).status()).isEqualTo(403);
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_is_no_account() {
        String clinic = openClinic();
        String good = account("\"clinics\": [\"" + clinic + "\"]", "\"FRONT_DESK\"");
        bad(ACCOUNTS, good, "roles", "[]", 422, "invalid-value");
        bad(ACCOUNTS, good, "roles", "[\"CHIEF\"]", 400, "unknown-value");
        bad(ACCOUNTS, good, "roles", "\"ADMIN\"", 400, "wrong-type");
        bad(ACCOUNTS, good, "roles", "[\"ADMIN\", \"ADMIN\"]", 422, "invalid-value");
        bad(ACCOUNTS, good, "clinics", "[]", 422, "invalid-value");
        bad(ACCOUNTS, good, "clinics", "[\"" + NOTHING + "\"]", 422, "unknown-reference");
        bad(ACCOUNTS, good, "everyClinic", "true", 422, "invalid-value", "clinics");
        bad(ACCOUNTS, good, "everyClinic", "\"yes\"", 400, "wrong-type");
        bad(ACCOUNTS, good, "therapistId", "\"" + registerTherapist(clinic) + "\"", 422, "invalid-value");
        bad(ACCOUNTS, good, "roles", "[\"THERAPIST\"]", 422, "invalid-value", "therapistId");
        bad(ACCOUNTS, account("\"clinics\": [\"" + clinic + "\"], \"therapistId\": \"" + NOTHING + "\"",
                "\"THERAPIST\""), 422, "unknown-reference", "therapistId");
        String left = registerTherapist(clinic);
        id(post("/api/v1/therapists/" + left + "/deactivation", "{}"));
        String ofWhoLeft = "\"clinics\": [\"" + clinic + "\"], \"therapistId\": \"" + left + "\"";
        bad(ACCOUNTS, account(ofWhoLeft, "\"THERAPIST\""), 409, "therapist-inactive", null);
        bad(ACCOUNTS, good, "name.given", "\"\"", 422, "invalid-value");
        bad(ACCOUNTS, good, "secret", "\"my own\"", 400, "unknown-field");

        bad(ACCOUNTS, good, "logInName", "\"ib\"", 422, "invalid-value");
        bad(ACCOUNTS, good, "logInName", "7", 400, "wrong-type");

        String account = ACCOUNTS + "/" + id(open(clinic, "\"FRONT_DESK\""));
        String taken = "taken." + id(open(clinic, "\"FRONT_DESK\""));
        id(put(ACCOUNTS + "/" + taken.substring(6) + "/log-in-name", "{\"logInName\": \"" + taken + "\"}"));
        bad(ACCOUNTS, good, "logInName", "\"" + taken.toUpperCase(Locale.ROOT) + "\"", 409, "log-in-name-taken");
        String naming = "{\"logInName\": \"ina.bos\"}";
        badPut(account + "/log-in-name", naming, "logInName", "\"ina bos\"", 422, "invalid-value");
        badPut(account + "/log-in-name", naming, "logInName", "\"Admin\"", 422, "invalid-value");
        badPut(account + "/log-in-name", naming, "logInName", "null", 400, "missing-field");
        badPut(account + "/log-in-name", naming, "logInName", "[]", 400, "wrong-type");
        badPut(account + "/log-in-name", naming, "logInName", "\"" + taken + "\"", 409, "log-in-name-taken");
        badPut(ACCOUNTS + "/" + NOTHING + "/log-in-name", naming, 404, "not-found", null);
        String rights = "{\"roles\": [\"FRONT_DESK\"], \"clinics\": [\"" + clinic + "\"]}";
        badPut(account + "/rights", rights, "roles", "[]", 422, "invalid-value");
        badPut(account + "/rights", rights, "roles", "null", 400, "missing-field");
        badPut(account + "/rights", rights, "clinics", "[7]", 400, "wrong-type");
        badPut(account + "/rights", rights, "clinics", "[\"" + NOTHING + "\"]", 422, "unknown-reference");
        badPut(account + "/rights", rights, "therapistId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        badPut(account + "/rights", "{\"roles\": [\"THERAPIST\"], " + ofWhoLeft + "}", 409, "therapist-inactive", null);
        badPut(ACCOUNTS + "/" + NOTHING + "/rights", rights, 404, "not-found", null);
        badPut(ACCOUNTS + "/7/rights", rights, 400, "malformed-id", "id");
        bad(ACCOUNTS + "/" + NOTHING + "/secret", "", 404, "not-found", null);
        bad(ACCOUNTS + "/7/secret", "", 400, "malformed-id", "id");
        bad(ACCOUNTS + "/" + NOTHING + "/second-factor/removal", "", 404, "not-found", null);
        bad(ACCOUNTS + "/7/second-factor/removal", "", 400, "malformed-id", "id");
        bad(ACCOUNTS + "/" + NOTHING + "/disabling", "", 404, "not-found", null);
        bad(ACCOUNTS + "/7/disabling", "", 400, "malformed-id", "id");

        String disabled = ACCOUNTS + "/" + id(open(clinic, "\"FRONT_DESK\""));
        id(post(disabled + "/disabling", ""));
        badPut(disabled + "/rights", rights, 409, "account-not-enabled", null);
        badPut(disabled + "/log-in-name", naming, 409, "account-not-enabled", null);
        bad(disabled + "/secret", "", 409, "account-not-enabled", null);
        bad(disabled + "/second-factor/removal", "", 409, "account-not-enabled", null);
        return table();
    }

    private static String actorOf(String stream) {
        return database("select metadata ->> 'actor' from eventstore.event where stream_id = '" + stream
                + "' and version = 0").getFirst();
    }

    private static List<String> database(String query) {
        var rows = new ArrayList<String>();
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }
}
