package io.lumbar.api.audit;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;

import io.lumbar.api.ClinicIT;
import io.lumbar.api.page.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.with;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is shown something of a person is on record before it is shown; ReachIT asks the same of every route. */
class KeepingReadsIT extends ClinicIT {
    private static final String ADMIN = "client:admin-cli";

    private final JdbcClient superuser = JdbcClient.create(database().superuserDataSource());
    private final KeptReads kept = new KeptReads(database());

    @Test
    void a_record_that_is_read_is_kept_with_who_read_what_of_whom() {
        String id = registerClient(openClinic());

        assertThat(kept.of(get("/api/v1/clients/" + id))).containsExactly(new KeptReads.Row(ADMIN, "admin-cli",
                "GET /api/v1/clients/{id}", List.of("client:" + id),
                List.of("consents", "dateOfBirth", "name", "registeredAt", "sex")));
    }

    @Test
    void what_somebody_wrote_is_kept_by_the_name_of_its_field_wherever_it_is_shown() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        String client = requireNonNull(get(path(episode, "")).at("clientId"));
        String held = id(post(path(episode, "/sessions/held"),
                with(session(at(20, 9), 5), "\"note\": \"sleeps badly\"")));

        for (String rest : List.of("", "/sessions/" + held)) {
            assertThat(kept.of(get(path(episode, rest)))).singleElement().satisfies(row -> {
                assertThat(row.whom()).containsExactly("client:" + client);
                assertThat(row.fields()).contains("note");
            });
        }
        assertThat(kept.of(get(path(episode, "/timeline")))).singleElement()
                .satisfies(row -> assertThat(row.fields()).contains("remark", "words"));
    }

    @Test
    void a_list_is_kept_as_one_row_with_everybody_on_it() {
        String clinic = openClinic();
        String one = registerClient(clinic);
        Answer last = post("/api/v1/clients", client(clinic));

        Answer list = getAfter(last, "/api/v1/clients?clinic=" + clinic);

        assertThat(kept.of(list)).singleElement().satisfies(
                row -> assertThat(row.whom()).containsExactly("client:" + id(last), "client:" + one));
    }

    @Test
    void a_question_for_a_name_that_nobody_has_is_kept_too() {
        Answer nobody = post("/api/v1/clients/search", "{\"beginning\": \"zzyzx\"}");

        assertThat(kept.of(nobody)).containsExactly(
                new KeptReads.Row(ADMIN, "admin-cli", "POST /api/v1/clients/search", List.of(), List.of()));
    }

    @Test
    void whoever_registers_somebody_once_more_is_on_record_for_having_been_told_so() {
        String body = client(openClinic());
        String first = id(post("/api/v1/clients", body));
        Answer again = post("/api/v1/clients", body);

        assertThat(again.at("clientId")).isEqualTo(first);
        assertThat(kept.of(again)).singleElement()
                .satisfies(row -> assertThat(row.whom()).containsExactly("client:" + first));
    }

    @Test
    void names_on_pages_are_kept() {
        String therapist = registerTherapist(openClinic());
        var visitor = new Visitor(this::anonymous);
        visitor.logIn("admin", SECRET);
        String request = visitor.open("/reports/attendance").headers().firstValue("X-Request-Id").orElseThrow();

        assertThat(kept.of(UUID.fromString(request))).singleElement().satisfies(row -> {
            assertThat(row.via()).isEqualTo("pages");
            assertThat(row.what()).isEqualTo("GET /reports/{name}");
            assertThat(row.whom()).contains("therapist:" + therapist);
            assertThat(row.fields()).containsExactly("name");
        });
    }

    @Test
    void what_cannot_be_kept_is_not_told() {
        String clinic = openClinic();
        Answer registered = post("/api/v1/clients", client(clinic, "Zonderling"));
        registerTherapist(clinic);
        String record = "/api/v1/clients/" + id(registered);
        String list = "/api/v1/clients?clinic=" + clinic;
        assertThat(getAfter(registered, list).http().body()).contains("Zonderling");
        var visitor = new Visitor(this::anonymous);
        visitor.logIn("admin", SECRET);
        superuser.sql("revoke insert on audit.personal_read from lumbar_runtime").update();
        try {
            for (Answer refused : List.of(get(record), get(list), send(request(record).HEAD()),
                    post("/api/v1/clients/search", "{\"beginning\": \"zonderling\"}"))) {
                assertThat(refused.status()).isEqualTo(500);
                assertThat(refused.http().body()).doesNotContain("Zonderling", "dateOfBirth");
            }
            var page = visitor.open("/reports/attendance");
            assertThat(page.statusCode()).isEqualTo(500);
            var file = visitor.open("/reports/attendance?format=csv");
            assertThat(file.statusCode()).isEqualTo(500);
            assertThat(get("/api/v1/clinics").status()).as("nobody is shown").isEqualTo(200);
        } finally {
            superuser.sql("grant insert on audit.personal_read to lumbar_runtime").update();
        }
        assertThat(get(record).status()).isEqualTo(200);
    }

    @Test
    void while_the_log_does_not_answer_there_is_a_problem_that_says_to_come_again() throws Exception {
        String record = "/api/v1/clients/" + registerClient(openClinic());
        try (var connection = database().superuserDataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("lock table audit.personal_read in exclusive mode");
                Answer refused = get(record);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.at("type")).isEqualTo("/problems/unavailable");
                assertThat(refused.header("Retry-After")).isNotNull();
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void a_privacy_officer_is_told_who_saw_a_client_by_whom_and_when() {
        String clinic = openClinic();
        String client = registerClient(clinic);
        String desk = token(post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["FRONT_DESK"], "clinics": ["%s"]}"""
                .formatted(clinic)));
        Answer officers = post("/api/v1/accounts", """
                {"name": {"given": "Pia", "family": "Vis"}, "roles": ["PRIVACY_OFFICER"], "everyClinic": true}""");
        String officer = token(officers);
        get("/api/v1/clients/" + client);
        Answer seen = send(as(desk, "/api/v1/clients/" + client));
        assertThat(seen.status()).isEqualTo(200);

        String reads = "/api/v1/personal-reads?client=" + client;
        Answer told = send(as(officer, reads));
        assertThat(told.at("items")).as(told.http().body()).doesNotContain("Bos");
        assertThat(requireNonNull(told.json()).at("/items")).hasSize(2);
        assertThat(told.at("items.0.requestId")).isEqualTo(seen.header("X-Request-Id"));
        assertThat(told.at("items.0.actor")).isEqualTo("account:" + told.at("items.0.via"));
        assertThat(told.at("items.0.route")).isEqualTo("GET /api/v1/clients/{id}");
        assertThat(told.at("items.0.whom")).isEqualTo("[\"client:" + client + "\"]");
        assertThat(told.at("items.0.fields")).contains("dateOfBirth");
        assertThat(told.at("items.1.actor")).isEqualTo(ADMIN);

        Answer first = send(as(officer, reads + "&limit=1&actor=" + told.at("items.0.actor")));
        assertThat(first.at("items.0.requestId")).isEqualTo(seen.header("X-Request-Id"));
        assertThat(first.at("nextCursor")).isNull();
        Answer part = send(as(officer, reads + "&limit=1"));
        assertThat(part.at("items.0.actor")).as("that it was asked is kept, too").isEqualTo("account:" + id(officers));
        Answer rest = send(as(officer, reads + "&limit=200&cursor=" + part.at("nextCursor")));
        assertThat(requireNonNull(rest.json()).at("/items").size()).isGreaterThanOrEqualTo(3);
        String then = requireNonNull(told.at("items.0.readAt"));
        assertThat(requireNonNull(send(as(officer, reads + "&to=" + then)).json()).at("/items")).hasSize(1);
        assertThat(send(as(officer, reads + "&from=" + then)).at("items.0.actor"))
                .isEqualTo("account:" + id(officers));

        Answer file = send(as(officer, reads + "&format=csv"));
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("personal-reads.csv");
        assertThat(file.http().body()).contains("readAt,actor,via,requestId,route,fields,whom\r\n",
                seen.header("X-Request-Id") + ",GET /api/v1/clients/{id},consents dateOfBirth name");
        assertThat(send(as(officer, reads).header("Accept", "text/csv")).http().body()).contains("client:" + client);
        assertThat(send(as(desk, reads)).status()).isEqualTo(403);
    }

    private String token(Answer opened) {
        return requireNonNull(askToken(id(opened), requireNonNull(opened.at("secret"))).at("access_token"));
    }

    private HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({"client=7,400,malformed-parameter,client", "from=yesterday,400,malformed-parameter,from",
            "from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z,422,invalid-value,to", "limit=0,422,invalid-value,limit",
            "cursor=x,422,invalid-value,cursor", "format=pdf,406,not-acceptable,Accept",
            "format=word,400,malformed-parameter,format", "whom=me,400,unknown-parameter,whom"})
    void a_question_about_reads_that_breaks_a_rule_is_refused(String question, int status, String code, String field) {
        Answer refused = get("/api/v1/personal-reads?" + question);

        assertThat(refused.status()).as(refused.http().body()).isEqualTo(status);
        assertThat(refused.at("type")).isEqualTo("/problems/" + code);
        assertThat(refused.at("field")).isEqualTo(field);
    }

    @Test
    void an_actor_that_is_too_long_is_refused() {
        assertThat(get("/api/v1/personal-reads?actor=" + "a".repeat(201)).at("field")).isEqualTo("actor");
    }

    @Test
    void every_event_says_who_recorded_it_through_which_client_and_in_which_request() {
        UUID request = UUID.randomUUID();
        String clinic = id(send(request("/api/v1/clinics").header("Content-Type", "application/json")
                .header("X-Request-Id", request.toString()).POST(BodyPublishers.ofString("""
                        {"name": "Rugzorg Utrecht", "timeZone": "Europe/Amsterdam"}"""))));

        assertThat(superuser.sql("select metadata::text from eventstore.event where stream_id = ?")
                .param(UUID.fromString(clinic)).query(String.class).single())
                .isEqualToIgnoringWhitespace("{\"actor\":\"client:admin-cli\",\"request\":\"" + request
                        + "\",\"client\":\"admin-cli\"}");
    }
}
