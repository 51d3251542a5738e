package io.lumbar.api.page;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.zxing.qrcode.decoder.Decoder;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lumbar.api.page.Visitor.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The code of a telephone beside the password: setting it up, being asked for it, losing it. */
class SecondFactorIT extends BrowserIT {
    private static final String CHOSEN = "four words about a back";
    private static final Pattern KEY = Pattern.compile("<code class=\"key\">([A-Z2-7 ]+)</code>");
    private static final Pattern ON_PAPER = Pattern.compile("<code>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</code>");

    private final Visitor visitor = new Visitor(this::anonymous);

    /** Somebody who chose a password, with what their telephone has taken over. */
    private record Person(String id, String key, String used, List<String> onPaper) {}

    private String open(String roles) {
        Answer opened = post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": [%s], "everyClinic": true}""".formatted(roles));
        visitor.logIn(id(opened), Objects.requireNonNull(opened.at("secret")));
        assertThat(place(visitor.send("/password", "/password", "current="
                + URLEncoder.encode(Objects.requireNonNull(opened.at("secret")), UTF_8) + "&chosen="
                + URLEncoder.encode(CHOSEN, UTF_8) + "&again=" + URLEncoder.encode(CHOSEN, UTF_8))))
                .endsWith("told=CHANGED");
        return id(opened);
    }

    private Person enrolled(String roles) {
        return enrol(open(roles), "/second-factor");
    }

    private Person enrol(String id, String page) {
        String form = visitor.open(page).body();
        String key = first(KEY, form);
        String now = code(key, 0);
        HttpResponse<String> done = visitor.submit(form, "/second-factor/enrolment", "code=" + now);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        Matcher codes = ON_PAPER.matcher(done.body());
        var onPaper = new ArrayList<String>();
        while (codes.find()) {
            onPaper.add(codes.group(1));
        }
        assertThat(onPaper).hasSize(10);
        return new Person(id, key, now, onPaper);
    }

    private static String first(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    /** What the telephone shows so many steps from now. */
    private static String code(String key, int steps) {
        String digits = key.replace(" ", "").chars()
                .mapToObj(
                        each -> Character.toString(Character.forDigit(each <= '9' ? each - '2' + 26 : each - 'A', 32)))
                .reduce("", String::concat);
        byte[] bytes = new BigInteger("1" + digits, 32).toByteArray();
        try {
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(
                    new SecretKeySpec(bytes, 1, 20, "HmacSHA1"), Instant.now().plusSeconds(30L * steps));
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private String proves(String code) {
        return place(visitor.send("/second-factor", "/second-factor", "code=" + code));
    }

    private Answer token(Person person, String code) {
        return send(anonymous("/oauth2/token").header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization",
                        "Basic " + Base64.getEncoder()
                                .encodeToString((person.id + ":" + URLEncoder.encode(CHOSEN, UTF_8)).getBytes(UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials" + code)));
    }

    private static JdbcClient owner() {
        return JdbcClient.create(database().ownerDataSource());
    }

    /** As though some minutes had passed since a code was used last. */
    private static void later() {
        owner().sql("update access.second_factor set last_step = last_step - 10").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVACY_OFFICER", "ADMIN"})
    void who_may_do_most_sees_no_page_before_there_is_one(String role) {
        open("\"MANAGER\", \"" + role + "\"");
        for (String path : List.of("/", "/history", "/reports/attendance", "/password")) {
            assertThat(place(visitor.open(path))).as(path).endsWith("/second-factor");
        }
        String form = visitor.open("/second-factor").body();
        assertThat(form).contains("Your role needs more than a password");
        String key = first(KEY, form);
        assertThat(place(visitor.submit(form, "/second-factor/enrolment", "code=000000")))
                .endsWith("/second-factor?told=WRONG");
        assertThat(first(KEY, visitor.open("/second-factor?told=WRONG").body())).as("still the same").isEqualTo(key);
        String session = visitor.session().getValue();

        enrol("", "/second-factor");

        assertThat(visitor.open("/").statusCode()).isEqualTo(200);
        assertThat(visitor.session().getValue()).isNotEqualTo(session);
    }

    @Test
    void others_may_have_one_and_are_asked_from_then_on() {
        String id = open("\"MANAGER\"");
        assertThat(visitor.open("/").statusCode()).isEqualTo(200);
        Person person = enrol(id, "/second-factor");
        assertThat(visitor.open("/second-factor").body()).contains("<strong>10</strong>");

        assertThat(place(visitor.logIn(id, CHOSEN))).endsWith("/");
        assertThat(place(visitor.open("/"))).endsWith("/second-factor");
        assertThat(visitor.open("/second-factor?anew=true").body()).as("no other before it was proved")
                .doesNotContain("class=\"key\"");
        assertThat(proves(code(person.key, 1))).endsWith("/");
        assertThat(visitor.open("/").statusCode()).isEqualTo(200);

        later();
        enrol(id, "/second-factor?anew=true");
        later();
        visitor.logIn(id, CHOSEN);
        assertThat(proves(code(person.key, 1))).as("of the telephone before").endsWith("told=WRONG");
        assertThat(proves(person.onPaper.getFirst())).as("on the paper before").endsWith("told=WRONG");
    }

    @Test
    void no_code_counts_twice() {
        Person person = enrolled("\"ADMIN\", \"MANAGER\"");
        visitor.logIn(person.id, CHOSEN);
        assertThat(proves(person.used)).as("by which it was set up").endsWith("told=WRONG");
        String next = code(person.key, 1);
        assertThat(proves(next)).endsWith("/");
        visitor.logIn(person.id, CHOSEN);
        assertThat(proves(next)).endsWith("told=WRONG");
        assertThat(token(person, "&totp=" + next).status()).isEqualTo(400);

        String paper = person.onPaper.getFirst();
        assertThat(proves(paper.toLowerCase(Locale.ROOT).replace("-", " "))).endsWith("/");
        assertThat(visitor.open("/second-factor").body()).contains("<strong>9</strong>");
        visitor.logIn(person.id, CHOSEN);
        assertThat(proves(paper)).endsWith("told=WRONG");
        assertThat(proves(person.onPaper.getLast())).endsWith("/");
    }

    @Test
    void codes_cannot_be_tried_one_after_the_other() {
        Person person = enrolled("\"ADMIN\"");
        visitor.logIn(person.id, CHOSEN);
        for (int n = 0; n < 5; n++) {
            assertThat(proves("00000" + n)).endsWith("told=WRONG");
        }
        assertThat(proves(code(person.key, 1))).endsWith("told=WAIT");
        assertThat(token(person, "&totp=" + code(person.key, 1)).status()).isEqualTo(429);
        assertThat(visitor.open("/second-factor?told=WAIT").body()).contains("Codes were wrong too often.");
    }

    @Test
    void programs_send_the_code_with_the_password_that_a_person_chose() {
        String without = open("\"ADMIN\"");
        Answer refused = askToken(without, CHOSEN);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("error")).isEqualTo("invalid_grant");
        assertThat(refused.at("error_description")).contains("totp");

        Person person = enrol(without, "/second-factor");
        assertThat(token(person, "").at("error")).isEqualTo("invalid_grant");
        assertThat(token(person, "&totp=123456").status()).isEqualTo(400);
        Answer granted = token(person, "&totp=" + code(person.key, 1));
        assertThat(granted.status()).as(granted.http().body()).isEqualTo(200);
        assertThat(send(anonymous("/api/v1/accounts").header("Authorization", "Bearer " + granted.at("access_token")))
                .status()).isEqualTo(200);
        assertThat(askToken(open("\"MANAGER\""), CHOSEN).status()).as("who needs none").isEqualTo(200);
    }

    @Test
    void an_administrator_takes_a_lost_one_away_and_it_is_set_up_anew() {
        Person person = enrolled("\"PRIVACY_OFFICER\"");
        String path = "/api/v1/accounts/" + person.id;
        assertThat(get(path).at("secondFactor")).isEqualTo("true");

        Answer removed = post(path + "/second-factor/removal", "");

        assertThat(removed.status()).isEqualTo(200);
        assertThat(getAfter(removed, "/api/v1/accounts").at("items.0.secondFactor")).isEqualTo("false");
        assertThat(owner().sql("select count(*) from access.second_factor where account_id = '" + person.id + "'")
                .query(Integer.class).single()).isZero();
        assertThat(place(visitor.open("/history"))).endsWith("/second-factor");
        enrol(person.id, "/second-factor");
        assertThat(visitor.open("/history").statusCode()).isEqualTo(200);
        post(path + "/disabling", "");
        assertThat(owner().sql("select count(*) from access.second_factor where account_id = '" + person.id + "'")
                .query(Integer.class).single()).isZero();
    }

    @Test
    void neither_the_key_nor_the_codes_stand_anywhere_in_clear() {
        Person person = enrolled("\"ADMIN\"");

        String stored = owner().sql("""
                select (select string_agg(encode(sealed, 'hex'), ' ') from access.second_factor)
                    || (select string_agg(encode(hash, 'escape'), ' ') from access.recovery_code)
                    || (select string_agg(payload::text, ' ') from eventstore.event where name like 'account.%')""")
                .query(String.class).single();
        String hex = new BigInteger("1" + person.key.replace(" ", "").chars()
                .mapToObj(
                        each -> Character.toString(Character.forDigit(each <= '9' ? each - '2' + 26 : each - 'A', 32)))
                .reduce("", String::concat), 32).toString(16).substring(1);
        assertThat(stored).doesNotContain(hex, person.key, person.key.replace(" ", ""), person.onPaper.getFirst(),
                person.onPaper.getFirst().replace("-", "")).contains("\"factor\"");
    }

    @Test
    void a_telephone_reads_the_picture_and_everything_goes_by_keyboard() throws Exception {
        Answer opened = post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["ADMIN", "MANAGER"], "everyClinic": true}""");
        String given = Objects.requireNonNull(opened.at("secret"));
        logIn("/", id(opened), given);
        page.getByLabel("Present password").fill(given);
        page.locator("input[name=chosen]").fill(CHOSEN);
        page.locator("input[name=again]").fill(CHOSEN);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Your role needs more than a password")).isVisible();
        everybodyCanUse("second-factor-offered");

        String key = page.locator("code.key").innerText();
        assertThat(read(page.locator("figure.code svg path").getAttribute("d"))).startsWith("otpauth://totp/Lumbar:")
                .contains("secret=" + key.replace(" ", ""), "issuer=Lumbar");
        page.locator("input[name=code]").focus();
        page.keyboard().type(code(key, 0));
        page.keyboard().press("Enter");
        assertThat(page.locator("ul.codes li")).hasCount(10);
        everybodyCanUse("second-factor-enrolled");

        logIn("/", id(opened), CHOSEN);
        assertThat(page.locator("input[name=code]")).isFocused();
        everybodyCanUse("second-factor-asked");
        page.keyboard().type(code(key, 1));
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))).containsText("at a glance");
    }

    /** As a telephone does. */
    private static String read(String path) throws Exception {
        var squares = new boolean[177][177];
        int size = 0;
        for (String each : path.split("M")) {
            if (!each.isEmpty()) {
                String[] place = each.substring(0, each.indexOf('h')).split(" ");
                int x = Integer.parseInt(place[0]);
                int y = Integer.parseInt(place[1]);
                squares[y][x] = true;
                size = Math.max(size, Math.max(x, y) + 1);
            }
        }
        var cut = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            System.arraycopy(squares[y], 0, cut[y], 0, size);
        }
        return new Decoder().decode(cut).getText();
    }
}
