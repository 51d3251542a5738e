package io.lumbar.api.page;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.api.ClinicIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.api.page.Visitor.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Authorization code with PKCE, refresh tokens that count once, and revocation: what an app and a browser do together. */
class LoggingInByAppIT extends ClinicIT {
    private static final Duration FELT_WITHIN = Duration.ofSeconds(5);
    private static final String BACK = "https://tablet.example/back";
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123456789";
    private static final String CHOSEN = "four words about a back";
    private static final Pattern GOING_ON = Pattern.compile("<a href=\"([^\"]+)\">Go on");

    private final Visitor visitor = new Visitor(this::anonymous);
    private String app = "";
    private String secret = "";
    private String account = "";

    @BeforeEach
    void register() {
        app = "app-" + UUID.randomUUID();
        secret = Objects.requireNonNull(put("/api/v1/apps/" + app.substring(4), """
                {"name": "Tablet", "redirectUris": ["%s"]}""".formatted(BACK)).at("secret"));
        Answer opened = post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["MANAGER"], "everyClinic": true}""");
        account = id(opened);
        String given = Objects.requireNonNull(opened.at("secret"));
        visitor.logIn(account, given);
        visitor.send("/password", "/password", "current=" + encoded(given) + "&chosen=" + encoded(CHOSEN) + "&again="
                + encoded(CHOSEN));
        visitor.send("/", "/log-out", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String asked(String more) {
        return "/oauth2/authorize?response_type=code&client_id=" + app + "&redirect_uri=" + encoded(BACK) + "&state=xyz"
                + more;
    }

    private String code(HttpResponse<String> led) {
        String place = place(led);
        assertThat(place).startsWith(BACK + "?code=").contains("&state=xyz");
        return URI.create(place).getQuery().replaceFirst("code=([^&]+).*", "$1");
    }

    /** Logged in, with a code. */
    private String code() {
        visitor.logIn(account, CHOSEN);
        return code(visitor.open(asked("&code_challenge_method=S256&code_challenge=" + challenge())));
    }

    private Answer token(String fields) {
        return ask("/oauth2/token", fields);
    }

    private Answer ask(String path, String fields) {
        return send(anonymous(path).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((app + ":" + secret).getBytes(UTF_8)))
                .POST(BodyPublishers.ofString(fields)));
    }

    private Answer exchange(String code) {
        return token("grant_type=authorization_code&code=" + encoded(code) + "&redirect_uri=" + encoded(BACK)
                + "&code_verifier=" + VERIFIER);
    }

    private Answer refresh(@Nullable String token) {
        return token("grant_type=refresh_token&refresh_token=" + encoded(String.valueOf(token)));
    }

    private int reports(@Nullable String token) {
        return send(anonymous("/api/v1/reports/sessions-per-person").header("Authorization", "Bearer " + token))
                .status();
    }

    @Test
    void gives_the_app_tokens_that_are_the_person_s_without_asking_for_consent() {
        String place = asked("&code_challenge_method=S256&code_challenge=" + challenge());
        assertThat(place(visitor.open(place))).endsWith("/log-in");
        visitor.logIn(account, CHOSEN);

        String code = code(visitor.open(place));
        Answer tokens = exchange(code);

        assertThat(tokens.status()).as(tokens.http().body()).isEqualTo(200);
        String claims = new String(Base64.getUrlDecoder().decode(
                Objects.requireNonNull(tokens.at("access_token")).split("\\.")[1]), UTF_8);
        assertThat(claims).contains("\"sub\":\"account:" + account + "\"", "\"client_id\":\"" + app + "\"");
        assertThat(reports(tokens.at("access_token"))).isEqualTo(200);
        assertThat(send(anonymous("/api/v1/clients").header("Authorization", "Bearer " + tokens.at("access_token")))
                .status()).as("what the person may not do").isEqualTo(403);
    }

    @Test
    void a_form_never_leads_to_another_host_but_a_page_does() {
        String place = asked("&code_challenge_method=S256&code_challenge=" + challenge());
        visitor.open(place);
        URI after = URI.create(place(visitor.logIn(account, CHOSEN)));
        HttpResponse<String> between = visitor.open(after.getRawPath() + "?" + after.getRawQuery());
        assertThat(between.statusCode()).isEqualTo(200);
        Matcher link = GOING_ON.matcher(between.body());
        assertThat(link.find()).as(between.body()).isTrue();
        assertThat(between.body()).contains("http-equiv=\"refresh\"");
        code(visitor.open(link.group(1).replace("&amp;", "&")));
    }

    @Test
    void a_code_needs_the_proof_of_who_asked_the_app_and_its_address() {
        visitor.logIn(account, CHOSEN);
        assertThat(place(visitor.open(asked("")))).as("without PKCE").contains("error=invalid_request");
        assertThat(place(visitor.open(asked("&code_challenge_method=plain&code_challenge=" + VERIFIER))))
                .contains("error=invalid_request");
        assertThat(visitor.open(asked("&code_challenge_method=S256&code_challenge=" + challenge())
                .replace("tablet.example", "thief.example")).statusCode()).as("led nowhere").isEqualTo(400);

        String code = code(visitor.open(asked("&code_challenge_method=S256&code_challenge=" + challenge())));
        assertThat(token("grant_type=authorization_code&code=" + encoded(code) + "&redirect_uri=" + encoded(BACK)
                + "&code_verifier=another-verifier-of-forty-three-characters-or-more").status()).isEqualTo(400);
        String right = secret;
        secret = "wrong";
        assertThat(exchange(code).status()).isEqualTo(401);
        secret = right;
        assertThat(exchange(code).status()).isEqualTo(200);
    }

    @Test
    void a_code_that_is_shown_twice_ends_what_came_of_it() {
        String code = code();
        Answer tokens = exchange(code);
        assertThat(reports(tokens.at("access_token"))).isEqualTo(200);

        assertThat(exchange(code).at("error")).isEqualTo("invalid_grant");

        assertThat(refresh(tokens.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
        await().atMost(FELT_WITHIN).until(() -> reports(tokens.at("access_token")) == 401);
    }

    @Test
    void a_refresh_token_counts_once_and_a_stolen_one_ends_all() {
        Answer first = exchange(code());
        Answer second = refresh(first.at("refresh_token"));
        assertThat(second.status()).as(second.http().body()).isEqualTo(200);
        assertThat(second.at("refresh_token")).isNotEqualTo(first.at("refresh_token"));
        Answer third = refresh(second.at("refresh_token"));
        assertThat(reports(third.at("access_token"))).isEqualTo(200);

        assertThat(refresh(first.at("refresh_token")).at("error")).isEqualTo("invalid_grant");

        assertThat(refresh(third.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
        await().atMost(FELT_WITHIN).until(() -> reports(third.at("access_token")) == 401);
    }

    @Test
    void of_many_that_use_one_code_or_refresh_token_at_once_one_gets_something() throws Exception {
        String code = code();
        try (var crowd = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> asking = Collections.nCopies(6, () -> exchange(code).status());
            long got = crowd.invokeAll(asking).stream().filter(each -> each.resultNow() == 200).count();
            assertThat(got).isEqualTo(1);
        }
    }

    @Test
    void revoked_or_removed_it_ends_within_seconds() {
        Answer one = exchange(code());
        assertThat(ask("/oauth2/revoke", "token=" + encoded(String.valueOf(one.at("refresh_token")))).status())
                .isEqualTo(200);
        assertThat(refresh(one.at("refresh_token")).status()).isEqualTo(400);
        await().atMost(FELT_WITHIN).until(() -> reports(one.at("access_token")) == 401);

        Answer other = exchange(code());
        assertThat(reports(other.at("access_token"))).isEqualTo(200);
        post("/api/v1/apps/" + app.substring(4) + "/removal", "");
        assertThat(refresh(other.at("refresh_token")).status()).isEqualTo(401);
        await().atMost(FELT_WITHIN).until(() -> reports(other.at("access_token")) == 401);
    }

    @Test
    void ends_with_the_password_and_after_a_day_at_work() {
        Answer one = exchange(code());
        JdbcClient.create(database().ownerDataSource())
                .sql("update access.delegation set begun_at = begun_at - interval '12 hours'").update();
        assertThat(refresh(one.at("refresh_token")).at("error")).isEqualTo("invalid_grant");

        Answer other = exchange(code());
        post("/api/v1/accounts/" + account + "/secret", "");
        assertThat(refresh(other.at("refresh_token")).at("error")).isEqualTo("invalid_grant");
    }

    @Test
    void what_is_kept_of_codes_and_tokens_are_hashes() {
        String code = code();
        Answer tokens = exchange(code);
        refresh(tokens.at("refresh_token"));

        String kept = JdbcClient.create(database().ownerDataSource()).sql("""
                select (select string_agg(d::text, ' ') from access.delegation d)
                    || (select string_agg(t::text, ' ') from access.used_refresh t)
                    || (select string_agg(encode(d.code, 'escape'), ' ') from access.delegation d)""")
                .query(String.class).single();
        assertThat(kept).doesNotContain(code, String.valueOf(tokens.at("refresh_token")),
                String.valueOf(tokens.at("access_token")));
    }

    @Test
    void who_has_to_choose_a_password_does_so_first() {
        Answer renewed = post("/api/v1/accounts/" + account + "/secret", "");
        visitor.logIn(account, Objects.requireNonNull(renewed.at("secret")));

        assertThat(place(visitor.open(asked("&code_challenge_method=S256&code_challenge=" + challenge()))))
                .endsWith("/password");
    }

    @Test
    void the_metadata_tell_what_there_is_and_nothing_else() {
        Answer told = send(anonymous("/.well-known/oauth-authorization-server"));

        assertThat(told.at("authorization_endpoint")).endsWith("/oauth2/authorize");
        assertThat(told.at("revocation_endpoint")).endsWith("/oauth2/revoke");
        assertThat(told.at("code_challenge_methods_supported")).isEqualTo("[\"S256\"]");
        assertThat(Set.of("client_credentials", "authorization_code", "refresh_token"))
                .allMatch(grant -> String.valueOf(told.at("grant_types_supported")).contains(grant));
        assertThat(told.at("introspection_endpoint")).isNull();
        assertThat(told.at("device_authorization_endpoint")).isNull();
    }
}
