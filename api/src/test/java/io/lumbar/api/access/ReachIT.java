package io.lumbar.api.access;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.api.ClinicIT;
import io.lumbar.api.access.RouteTable.Row;
import io.lumbar.api.audit.KeptReads;
import io.lumbar.domain.account.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Every row of the table, asked over HTTP: by an account of each role, about its own clinic and another, and by a
 * therapist about episodes of her own and of a colleague. Of whatever is read it is kept who was shown to whom. Every request carries a version that does not stand, so that
 * what is let through changes nothing: it is refused with 412 or for what the example refers to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachIT extends ClinicIT {
    private static final String STALE = "\"999999\"";

    @Autowired
    private RouteTable table;

    private final Map<Role, String> tokens = new HashMap<>();
    private final Map<Role, String> accounts = new HashMap<>();
    private final KeptReads kept = new KeptReads(database());
    private String everywhere = "";
    private Place own = new Place(Map.of());
    private Place other = new Place(Map.of());
    private Place colleagues = new Place(Map.of());
    private JsonNode document = MissingNode.getInstance();

    /** Ids by the words in paths. */
    private record Place(Map<String, String> ids) {

        String in(String template) {
            String path = template.replace("/accounts/{id}", "/accounts/" + ids.get("account"))
                    .replace("/apps/{id}", "/apps/" + ids.get("app"))
                    .replace("/clinics/{id}", "/clinics/" + ids.get("clinic"))
                    .replace("/therapists/{id}", "/therapists/" + ids.get("therapist"))
                    .replace("/clients/{id}", "/clients/" + ids.get("client"))
                    .replace("/worklist/{id}", "/worklist/" + ids.get("entry"))
                    .replace("/imports/{id}", "/imports/" + ids.get("import"))
                    .replace("/episodes/{id}", "/episodes/" + ids.get("episode"))
                    .replace("{sid}", String.valueOf(ids.get("session")))
                    .replace("{mid}", String.valueOf(ids.get("measurement")))
                    .replace("{aid}", String.valueOf(ids.get("adverse event")))
                    .replace("{fid}", String.valueOf(ids.get("follow-up"))).replace("{style}", "SWEDISH")
                    .replace("{purpose}", "TREATMENT").replace("{name}", "attendance");
            assertThat(path).as("an id for every word of the path").doesNotContain("{");
            return path;
        }
    }

    @BeforeEach
    void open() {
        if (!tokens.isEmpty()) {
            return;
        }
        document = Objects.requireNonNull(send(anonymous("/openapi")).json());
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        own = place(clinic, anna);
        colleagues = place(clinic, registerTherapist(clinic));
        String elsewhere = openClinic();
        other = place(elsewhere, registerTherapist(elsewhere));
        for (Role role : Role.values()) {
            Answer opened = post("/api/v1/accounts", """
                    {"name": {"given": "Ina", "family": "Bos"}, "roles": ["%s"], "clinics": ["%s"]%s}""".formatted(
                    role, clinic, role == Role.THERAPIST ? ", \"therapistId\": \"" + anna + "\"" : ""));
            tokens.put(role, token(opened));
            accounts.put(role, "account:" + id(opened));
        }
        everywhere = token(post("/api/v1/accounts", """
                {"name": {"given": "Ada", "family": "Kok"}, "roles": ["ADMIN"], "everyClinic": true}"""));
    }

    private String token(Answer opened) {
        return Objects.requireNonNull(
                askToken(id(opened), Objects.requireNonNull(opened.at("secret"))).at("access_token"));
    }

    /** A discharged episode with everything that has an id in it. */
    private Place place(String clinic, String therapist) {
        String client = registerClient(clinic);
        String episode = id(post("/api/v1/episodes", intake(client, clinic, 30, "")));
        id(post(path(episode, "/assignments"), assignment(therapist, at(30, 9))));
        String session = id(post(path(episode, "/sessions/held"), session(at(20, 9), 5)));
        id(post(path(episode, "/sessions/held"), with(session(at(21, 9), 5).replace("SWEDISH", "SPORTS"),
                "\"despite\": {\"rule\": \"THERAPIST_NOT_QUALIFIED\", \"reason\": \"it did happen\"}")));
        id(post(path(episode, "/sessions"), plan(at(-9, 9))));
        String measurement = id(post(path(episode, "/measurements"),
                "{\"instrument\": \"NPRS\", \"score\": 4, \"takenAt\": \"" + at(19, 9) + "\"}"));
        String adverseEvent = id(post(path(episode, "/adverse-events"), """
                {"duration": "HOURS", "severity": "MILD", "occurredAt": "%s"}""".formatted(at(18, 9))));
        id(post(path(episode, "/discharge"), "{\"reason\": \"GOALS_MET\", \"at\": \"" + at(10, 9) + "\"}"));
        String followUp = Objects.requireNonNull(get(path(episode, "")).at("followUps.0.id"));
        String entry = Objects.requireNonNull(get("/api/v1/worklist?episode=" + episode).at("items.0.id"));
        id(post("/api/v1/worklist/" + entry + "/claim", ""));
        id(post("/api/v1/worklist/" + entry + "/release", ""));
        String account = id(post("/api/v1/accounts", """
                {"name": {"given": "Ole", "family": "Vos"}, "roles": ["FRONT_DESK"], "clinics": ["%s"]}"""
                .formatted(clinic)));
        String app = UUID.randomUUID().toString();
        put("/api/v1/apps/" + app, "{\"name\": \"Calendar\", \"redirectUris\": [\"https://calendar.example/back\"]}");
        String imported = Objects.requireNonNull(send(request("/api/v1/imports")
                .header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString("{}"))).at("id"));
        return new Place(Map.ofEntries(Map.entry("clinic", clinic), Map.entry("therapist", therapist),
                Map.entry("client", client), Map.entry("episode", episode), Map.entry("session", session),
                Map.entry("measurement", measurement), Map.entry("adverse event", adverseEvent),
                Map.entry("follow-up", followUp), Map.entry("account", account), Map.entry("import", imported),
                Map.entry("entry", entry), Map.entry("app", app)));
    }

    @TestFactory
    Stream<DynamicTest> by_role_clinic_and_episode() {
        open();
        var tests = new ArrayList<DynamicTest>();
        for (String route : table.routes()) {
            Row row = Objects.requireNonNull(table.of(route));
            if (!row.open() && !route.equals(RouteTable.MANAGEMENT) && route.contains(" /api/")
                    && !route.contains("/probes")) {
                for (Role role : Role.values()) {
                    tests.add(dynamicTest(role + " " + route, () -> reaches(role, route, row.reaches().get(role))));
                }
                Reach widest = row.reaches().get(Role.ADMIN);
                tests.add(dynamicTest("ADMIN of every clinic " + route, () -> reachesEverywhere(route, widest)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    @Test
    void the_table_has_a_row_for_every_operation_of_the_document_and_no_other() {
        var operations = new TreeSet<String>();
        document.at("/paths").properties().forEach(path -> path.getValue().propertyNames()
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        operations.remove("GET /api/v1/probes/unlisted");

        assertThat(table.routes().stream().filter(route -> route.contains(" /api/")))
                .containsExactlyInAnyOrderElementsOf(operations);
    }

    @TestFactory
    Stream<DynamicTest> no_filter_by_an_id_widens_what_a_role_sees() {
        open();
        var tests = new ArrayList<DynamicTest>();
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            for (JsonNode parameter : path.getValue().at("/get/parameters")) {
                boolean id = parameter.at("/schema/format").asString("").equals("uuid")
                        || parameter.at("/schema/items/format").asString("").equals("uuid");
                if (id && !path.getKey().contains("{") && !path.getKey().contains("/probes")) {
                    String name = parameter.at("/name").asString();
                    tests.add(dynamicTest(path.getKey() + " by " + name,
                            () -> showsNothingFromOutside(path.getKey(), name)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(7);
        return tests.stream();
    }

    private void showsNothingFromOutside(String path, String parameter) {
        Row row = Objects.requireNonNull(table.of("GET " + path));
        String rest = path.endsWith("/calendar") ? "&from=" + at(90, 0) + "&to=" + at(-90, 0) : "";
        for (Role role : row.reaches().keySet()) {
            for (String id : other.ids.values()) {
                Answer answer = send(as(role, path + "?" + parameter + "=" + id + rest));
                JsonNode shown = Objects.requireNonNull(answer.json());
                if (answer.status() == 200) {
                    String items = shown.path("items") + " " + shown.path("groups") + " " + shown.path("points");
                    assertThat(items).as("%s by %s", role, id).doesNotContain(other.ids.values());
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> management_is_for_an_administrator_of_every_clinic() {
        open();
        return Stream.of("/actuator/prometheus", "/actuator/info", "/actuator", "/actuator/env", "/actuator/heapdump",
                "/actuator/loggers").map(path -> dynamicTest(path, () -> {
                    for (Role role : Role.values()) {
                        assertThat(problem(send(as(role, path)))).as("%s", role).isEqualTo("403 /problems/forbidden");
                    }
                    assertThat(send(as(everywhere, path)).status())
                            .isEqualTo(List.of("/actuator/prometheus", "/actuator/info", "/actuator").contains(path)
                                    ? 200 : 404);
                }));
    }

    private void reaches(Role role, String route, @Nullable Reach reach) {
        String token = Objects.requireNonNull(tokens.get(role));
        boolean denied = reach == null || reach == Reach.EVERY;
        long before = eventsStored();
        Answer mine = ask(token, route, own);
        if (denied) {
            assertThat(problem(mine)).isEqualTo("403 /problems/forbidden");
        } else {
            assertLetIn(mine);
            if (route.startsWith("GET ") && mine.json() != null) {
                kept.hold(mine, Objects.requireNonNull(accounts.get(role)), route,
                        Objects.requireNonNull(own.ids.get("client")));
            }
        }
        if (route.contains("{id}")) {
            String outside = denied ? "403 /problems/forbidden" : "404 /problems/not-found";
            assertThat(problem(ask(token, route, other))).isEqualTo(outside);
            Answer theirs = ask(token, route, colleagues);
            if (denied || reach == Reach.OWN) {
                assertThat(problem(theirs)).isEqualTo(outside);
            } else {
                assertLetIn(theirs);
            }
        }
        assertThat(eventsStored()).isEqualTo(before);
    }

    private void reachesEverywhere(String route, @Nullable Reach reach) {
        long before = eventsStored();
        for (Place place : List.of(own, colleagues, other)) {
            Answer answer = ask(everywhere, route, place);
            if (reach == null) {
                assertThat(problem(answer)).isEqualTo("403 /problems/forbidden");
            } else {
                assertLetIn(answer);
            }
        }
        assertThat(eventsStored()).isEqualTo(before);
    }

    private static void assertLetIn(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isNotIn(401, 403, 404, 405, 415, 500);
    }

    private Answer ask(String token, String route, Place place) {
        String[] parts = route.split(" ");
        JsonNode content = document.at("/paths/" + parts[1].replace("/", "~1") + "/"
                + parts[0].toLowerCase(Locale.ROOT) + "/requestBody/content");
        String type = content.isEmpty() ? null : content.propertyNames().iterator().next();
        JsonNode example = type == null ? MissingNode.getInstance() : content.get(type).path("example");
        var request = as(token, parts[1].equals("/api/v1/calendar")
                ? parts[1] + "?from=" + at(90, 0) + "&to=" + at(-90, 0)
                : place.in(parts[1]));
        if (!parts[0].equals("GET")) {
            request.header("If-Match", STALE);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        return send(request.method(parts[0],
                example.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(example.toString())));
    }

    private HttpRequest.Builder as(Role role, String path) {
        return as(Objects.requireNonNull(tokens.get(role)), path);
    }

    private HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    private static String problem(Answer answer) {
        return answer.status() + " " + answer.at("type");
    }

    @Test
    void what_lies_outside_is_refused_in_the_words_for_what_is_not_there() {
        String nothing = UUID.randomUUID().toString();
        for (String rest : List.of("", "/timeline", "/sessions/" + other.ids.get("session"))) {
            String there = Objects.requireNonNull(other.ids.get("episode"));
            Answer outside = send(as(Role.FRONT_DESK, path(there, rest)));
            assertThat(outside.status()).isEqualTo(404);
            assertThat(String.valueOf(outside.at("detail")).replace(there, nothing))
                    .isEqualTo(send(as(Role.FRONT_DESK, path(nothing, rest))).at("detail"));
        }
    }

    @Test
    void a_field_cannot_name_what_lies_outside() {
        String body = client(Objects.requireNonNull(other.ids.get("clinic")));
        Answer client = send(as(Role.FRONT_DESK, "/api/v1/clients").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(problem(client)).isEqualTo("422 /problems/unknown-reference");
        assertThat(client.at("field")).isEqualTo("clinicId");

        String intake = intake(Objects.requireNonNull(other.ids.get("client")),
                Objects.requireNonNull(own.ids.get("clinic")), 3, "");
        Answer episode = send(as(Role.FRONT_DESK, "/api/v1/episodes").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(intake)));
        assertThat(problem(episode)).isEqualTo("422 /problems/unknown-reference");
        assertThat(episode.at("field")).isEqualTo("clientId");

        for (Role role : List.of(Role.FRONT_DESK, Role.THERAPIST, Role.MANAGER)) {
            assertThat(outlook(role, own).status()).isEqualTo(200);
            Answer outlook = outlook(role, other);
            assertThat(problem(outlook)).isEqualTo("422 /problems/unknown-reference");
            assertThat(outlook.at("field")).isEqualTo("clinicId");
        }
    }

    private Answer outlook(Role role, Place place) {
        return send(as(role, "/api/v1/reports/outlook").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"clinicId": "%s", "chronicity": "CHRONIC", "cause": "STRESS"}"""
                        .formatted(place.ids.get("clinic")))));
    }

    @Test
    void only_what_was_handed_over_can_be_gone_on_with() {
        String here = openClinic();
        String elsewhere = Objects.requireNonNull(other.ids.get("clinic"));
        String desk = token(post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["FRONT_DESK"], "clinics": ["%s"]}"""
                .formatted(here)));
        String client = registerClient(elsewhere);
        String before = id(post("/api/v1/episodes", intake(client, elsewhere, 30, "")));
        String goingOn = with(intake(client, here, 3, ""), "\"continues\": \"" + before + "\"");
        assertThat(opening(desk, goingOn).at("field")).isEqualTo("clientId");
        id(post(path(before, "/discharge"), "{\"reason\": \"TRANSFERRED\", \"toClinicId\": \"" + here
                + "\", \"at\": \"" + at(4, 9) + "\"}"));

        Answer another = opening(desk, with(intake(client, here, 3, ""), "\"continues\": \"" + other.ids.get("episode")
                + "\""));
        assertThat(problem(another)).isEqualTo("422 /problems/unknown-reference");
        assertThat(another.at("field")).isEqualTo("continues");
        String after = id(opening(desk, goingOn));
        assertThat(send(as(desk, path(after, ""))).at("continues")).isEqualTo(before);
        assertThat(send(as(desk, path(before, ""))).status()).isEqualTo(404);
        assertThat(send(as(desk, "/api/v1/clients/" + client)).status()).isEqualTo(200);
    }

    private Answer opening(String token, String intake) {
        return send(as(token, "/api/v1/episodes").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(intake)));
    }

    @Test
    void who_looks_for_a_name_finds_nobody_from_outside() {
        for (Place place : List.of(own, colleagues, other)) {
            JsonNode client = Objects.requireNonNull(get("/api/v1/clients/" + place.ids.get("client")).json());
            String words = "{\"beginning\": \"" + client.at("/name/family").asString() + "\"}";
            String exactly = "{\"exactly\": {\"name\": " + client.at("/name") + ", \"dateOfBirth\": "
                    + client.at("/dateOfBirth") + "}}";
            for (String sought : List.of(words, exactly)) {
                assertThat(finds(Role.FRONT_DESK, sought, place)).isEqualTo(!place.equals(other));
                assertThat(finds(Role.THERAPIST, sought, place)).isEqualTo(place.equals(own));
            }
        }
    }

    private boolean finds(Role role, String sought, Place place) {
        Answer found = send(as(role, "/api/v1/clients/search").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sought)));
        assertThat(found.status()).as(found.http().body()).isEqualTo(200);
        return found.http().body().contains(Objects.requireNonNull(place.ids.get("client")));
    }

    @Test
    void lists_and_reports_hold_nothing_from_outside_whatever_the_filter() {
        var lists = Map.of("clinics", "id", "therapists", "clinics.0", "clients", "clinicId", "episodes", "clinicId",
                "worklist", "clinicId", "calendar?from=" + at(90, 0) + "&to=" + at(-90, 0), "clinicId");
        String clinic = Objects.requireNonNull(own.ids.get("clinic"));
        String elsewhere = Objects.requireNonNull(other.ids.get("clinic"));
        lists.forEach((list, field) -> {
            JsonNode mine = items(Role.FRONT_DESK, list);
            mine.forEach(item -> assertThat(item.at("/" + field.replace('.', '/')).asString()).as(list)
                    .isEqualTo(clinic));
            assertThat(mine).as(list).isNotEmpty();
            if (!list.equals("clinics")) {
                String filter = (list.contains("?") ? "&" : "?") + "clinic=" + elsewhere;
                assertThat(items(Role.FRONT_DESK, list + filter)).as(list).isEmpty();
                assertThat(items(Role.FRONT_DESK, list + filter + "&clinic=" + clinic)).as(list).isEqualTo(mine);
            }
        });
        items(Role.THERAPIST, "episodes").forEach(episode -> assertThat(episode.at("/id").asString())
                .isEqualTo(own.ids.get("episode")));
        assertThat(items(Role.THERAPIST, "episodes")).hasSize(1);
        assertThat(items(Role.THERAPIST, "clients")).hasSize(1);
        assertThat(items(Role.FRONT_DESK, "worklist").size()).isGreaterThan(1);
        assertThat(items(Role.THERAPIST, "worklist")).hasSize(1).allSatisfy(
                entry -> assertThat(entry.at("/episodeId").asString()).isEqualTo(own.ids.get("episode")));
        assertThat(items(Role.ADMIN, "accounts")).isNotEmpty().allSatisfy(
                account -> assertThat(account.at("/clinics").toString()).isEqualTo("[\"" + clinic + "\"]"));
    }

    private JsonNode items(Role role, String list) {
        Answer last = get("/api/v1/episodes?limit=1");
        Answer answer = send(as(role, "/api/v1/" + list).header("Lumbar-After",
                Objects.requireNonNull(last.at("position"))));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return Objects.requireNonNull(answer.json()).at("/items");
    }

    @Test
    void a_report_counts_as_if_what_lies_outside_had_never_been() {
        for (String name : List.of("sessions-per-person", "sessions-to-response", "outcomes", "attendance")) {
            countsAsIfWhatLiesOutsideHadNeverBeen("/api/v1/reports/" + name);
        }
    }

    private void countsAsIfWhatLiesOutsideHadNeverBeen(String report) {
        String clinic = "?clinic=" + own.ids.get("clinic");
        JsonNode mine = groups(send(as(Role.MANAGER, report)));
        assertThat(mine).isEqualTo(groups(send(as(Role.MANAGER, report + clinic))));
        JsonNode elsewhere = groups(send(as(Role.MANAGER, report + "?clinic=" + other.ids.get("clinic")
                + "&groupBy=clinic")));
        assertThat(elsewhere.findValuesAsString("clinic")).doesNotContain(other.ids.get("clinic"));
        assertThat(groups(send(as(Role.MANAGER, report + "?groupBy=clinic"))).findValuesAsString("clinic"))
                .containsOnly(own.ids.get("clinic"));
    }

    private static JsonNode groups(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return Objects.requireNonNull(answer.json()).at("/groups");
    }
}
