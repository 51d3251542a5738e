package io.lumbar.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.lumbar.api.imports.Line;
import io.lumbar.infrastructure.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.day;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What was told as of a moment is told again byte for byte, whatever becomes known later about earlier days; and what is
 * told without a moment follows. Each act says which answers it must change, so that a moment that were not looked at
 * would be seen.
 */
@ContextConfiguration(initializers = KnownThenIT.OwnStore.class)
class KnownThenIT extends ClinicIT {
    private static final String PER_PERSON = "sessions-per-person";
    private static final String TO_RESPONSE = "sessions-to-response";
    private static final String OUTCOMES = "outcomes";
    private static final String ATTENDANCE = "attendance";
    private static final String ADVERSE_EVENTS = "adverse-events";
    private static final String FOLLOW_UPS = "follow-ups";
    private static final String THERAPISTS = "therapists";
    private static final String OUTLOOK = "outlook";
    private static final String OUTLOOK_IN_CARE = "outlook of somebody in care";
    private static final List<String> REPORTS = List.of(PER_PERSON, TO_RESPONSE, OUTCOMES, ATTENDANCE, ADVERSE_EVENTS,
            FOLLOW_UPS, THERAPISTS);
    private static final String[] ALL = {PER_PERSON, TO_RESPONSE, OUTCOMES, ATTENDANCE, ADVERSE_EVENTS, FOLLOW_UPS,
            THERAPISTS, OUTLOOK, OUTLOOK_IN_CARE};
    private static final int LIFTING = 36;
    private static final int STRESS = 6;
    private static final int EARLIEST_HOUR = 6;
    private static final int HOURS = 12;

    private static final TestDatabase OWN = TestDatabase.migrated();

    private final HttpClient client = HttpClient.newHttpClient();
    /** What was told as of each moment, by the name of what was asked. */
    private final Map<String, Map<String, String>> told = new LinkedHashMap<>();
    private final List<String> episodes = new ArrayList<>();
    private String clinic = "";
    private String latest = "";

    /** A store that nobody else writes to, since it is made anew in the end. */
    static final class OwnStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment().getPropertySources()
                    .addFirst(new MapPropertySource("own store", Map.of("lumbar.database.url", OWN.url())));
        }
    }

    @Test
    void is_told_again_whatever_becomes_known_later() throws Exception {
        clinic = openClinic();
        List<String> licences = new ArrayList<>();
        String anna = "";
        for (int n = 0; n < LIFTING / HOURS + 1; n++) {
            licences.add(licenceNumber());
            String therapist = id(post("/api/v1/therapists", therapist(clinic, licences.getLast(), 40)));
            anna = n == 0 ? therapist : anna;
        }
        treatAll(licences);
        remember();

        String misread = episodes.get(0);
        correctThePainOf(misread);
        changed(TO_RESPONSE, OUTCOMES, FOLLOW_UPS, THERAPISTS, OUTLOOK, OUTLOOK_IN_CARE);

        String mistaken = episodes.get(1);
        id(post(path(mistaken, "/sessions/" + get(path(mistaken, "")).at("sessions.0.id") + "/voiding"),
                "{\"reason\": \"of another client\"}"));
        changed(ALL);

        episodes.subList(2, 7).forEach(this::answerLate);
        changed(OUTCOMES, FOLLOW_UPS);

        importLines(HOURS, n -> lastYear(Line.whole("last year " + n, clinic, licences.getFirst(), EARLIEST_HOUR + n)));
        changed(ALL);

        id(post(path(episodes.get(8), "/voiding"), "{\"reason\": \"entered twice\"}"));
        changed(ALL);

        id(post(path(inCare(), "/intake-correction"), """
                {"complaint": {"causes": ["STRESS"]}, "reason": "asked again"}"""));
        changed(ALL);

        id(put("/api/v1/therapists/" + anna + "/working-hours", """
                {"clinicId": "%s", "weekly": [{"day": "MONDAY", "from": "09:00", "to": "17:00"}]}"""
                .formatted(clinic)));
        changed(THERAPISTS);

        assertToldAgain(this::told);
        try (var restarted = start()) {
            assertToldAgain(question -> told(restarted, question));
            rebuildProjections();
            await().until(() -> get("/api/v1/reports/attendance?asOf=" + latest).status() == 200);
            assertToldAgain(this::told);
            assertToldAgain(question -> told(restarted, question));
        }
        try (var restarted = start()) {
            assertToldAgain(question -> told(restarted, question));
        }
    }

    /** Somebody with pain of 7 from lifting wrongly, as most are; later it turns out to be from stress. */
    private String inCare() {
        return episodes.get(7);
    }

    private void treatAll(List<String> licences) {
        importLines(LIFTING + STRESS, n -> {
            String line = Line.whole("person " + n, clinic, licences.get(n / HOURS), EARLIEST_HOUR + n % HOURS);
            return n < LIFTING ? line : line.replace("IMPROPER_LIFTING", "STRESS");
        });
        String list = "/api/v1/episodes?limit=200&clinic=" + clinic;
        await().until(() -> Objects.requireNonNull(get(list).json()).at("/items").size() == LIFTING + STRESS);
        Objects.requireNonNull(get(list).json()).at("/items").forEach(item -> {
            String episode = item.at("/id").asString();
            if (get(path(episode, "")).http().body().contains("IMPROPER_LIFTING")) {
                episodes.add(episode);
            }
        });
        assertThat(episodes).hasSize(LIFTING);
    }

    private interface Lines {
        String line(int n);
    }

    private void importLines(int howMany, Lines lines) {
        var body = new ArrayList<String>();
        for (int n = 0; n < howMany; n++) {
            body.add(lines.line(n));
        }
        String imported = Objects.requireNonNull(send(request("/api/v1/imports")
                .header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString(String.join("\n", body))))
                .at("id"));
        await().until(() -> get("/api/v1/imports/" + imported).at("finishedAt") != null);
        Answer done = get("/api/v1/imports/" + imported);
        assertThat(done.at("imported")).as(done.http().body()).isEqualTo(String.valueOf(howMany));
    }

    /** All its days a year earlier. */
    private static String lastYear(String line) {
        String earlier = line;
        for (int daysAgo : new int[]{200, 150, 149, 140, 130, 120, 78}) {
            earlier = earlier.replace(day(daysAgo) + "T", day(daysAgo + 365) + "T");
        }
        return earlier.replace("\"" + day(180) + "\"", "\"" + day(545) + "\"");
    }

    /** At the second session it was not 4, but 6. */
    private void correctThePainOf(String episode) {
        JsonNode taken = Objects.requireNonNull(get(path(episode, "")).json()).at("/measurements");
        for (JsonNode each : taken) {
            if (each.at("/instrument").asString().equals("NPRS") && each.at("/score").asInt() == 4) {
                id(post(path(episode, "/measurements/" + each.at("/id").asString() + "/correction"), """
                        {"instrument": "NPRS", "score": 6, "takenAt": "%s", "reason": "misread"}"""
                        .formatted(each.at("/takenAt").asString())));
                return;
            }
        }
        throw new AssertionError(taken);
    }

    /** What was asked three months after the discharge is written down only now. */
    private void answerLate(String episode) {
        String followUp = Objects.requireNonNull(get(path(episode, "")).at("followUps.1.id"));
        id(post(path(episode, "/follow-ups/" + followUp + "/outcome"), """
                {"takenAt": "%s", "measurements": [{"instrument": "NPRS", "score": 3}], "pgic": 2,
                 "furtherCare": "NONE"}""".formatted(at(28, 9))));
    }

    /** Something was recorded since the moment before: these answers are others now, and no more than these. */
    private void changed(String... names) {
        Map<String, String> before = new TreeMap<>(Objects.requireNonNull(told.get(latest)));
        Map<String, String> now = remember();
        Set<String> changed = new TreeSet<>();
        now.forEach((name, answer) -> {
            if (!figures(answer).equals(figures(before.get(name)))) {
                changed.add(name);
            }
        });
        assertThat(changed).containsExactlyInAnyOrder(names);
    }

    /** What is told as of now; without a moment, the same is told. */
    private Map<String, String> remember() {
        latest = Objects.requireNonNull(get("/api/v1/reports/attendance").at("asOf"));
        var answers = new TreeMap<String, String>();
        questions("?asOf=" + latest).forEach((name, question) -> {
            answers.put(name, told(question));
            assertThat(figures(answers.get(name))).as(name)
                    .isEqualTo(figures(told(questions("?").get(name))));
        });
        assertThat(answers).hasSize(ALL.length);
        told.put(latest, answers);
        return answers;
    }

    private interface Asking {
        String told(Question question);
    }

    private void assertToldAgain(Asking asking) {
        assertThat(told).hasSize(8);
        told.forEach((moment, answers) -> questions("?asOf=" + moment).forEach((name, question) -> assertThat(
                asking.told(question)).as("%s as of %s", name, moment).isEqualTo(answers.get(name))));
    }

    private record Question(String path, @Nullable String body) {}

    /** By name. */
    private Map<String, Question> questions(String begun) {
        Map<String, Question> questions = new TreeMap<>();
        String everything = begun + "&clinic=" + clinic + "&from=" + day(900) + "&groupBy=cause";
        REPORTS.forEach(name -> questions.put(name, new Question("/api/v1/reports/" + name + everything, null)));
        questions.put(OUTLOOK_IN_CARE, new Question(path(inCare(), "/outlook") + begun, null));
        questions.put(OUTLOOK, new Question("/api/v1/reports/outlook" + begun, """
                {"clinicId": "%s", "chronicity": "ACUTE", "baselineNprs": 8, "cause": "IMPROPER_LIFTING"}"""
                .formatted(clinic)));
        return questions;
    }

    private String told(@Nullable Question question) {
        return told(request(Objects.requireNonNull(question).path), question);
    }

    private String told(ConfigurableApplicationContext product, Question question) {
        String port = product.getEnvironment().getProperty("local.server.port");
        return told(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + question.path))
                .header("Authorization", "Bearer " + token()), question);
    }

    private String told(HttpRequest.Builder request, Question question) {
        HttpRequest.Builder asked = question.body == null
                ? request
                : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(question.body));
        try {
            var answer = client.send(asked.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode figures(@Nullable String answer) {
        ObjectNode figures = (ObjectNode) JsonMapper.shared().readTree(answer);
        figures.remove(List.of("asOf", "position"));
        return figures;
    }

    /** The product started once more, which remembers nothing. */
    private static ConfigurableApplicationContext start() {
        return SpringApplication.run(Lumbar.class, settings("--lumbar.home=" + HOME, "--server.port=0",
                "--lumbar.access.admin-secret=" + SECRET, "--lumbar.jobs.due=PT24H"));
    }

    private static void rebuildProjections() {
        assertThat(Command.carryOut(settings("rebuild-projections", "--lumbar.home=" + HOME))).isZero();
    }

    private static String[] settings(String... more) {
        var settings = new ArrayList<>(List.of(more));
        settings.addAll(List.of("--lumbar.database.url=" + OWN.url(), "--lumbar.database.user=" + TestDatabase.RUNTIME,
                "--lumbar.database.password=" + TestDatabase.PASSWORD, "--lumbar.database.owner=" + TestDatabase.OWNER,
                "--lumbar.database.owner-password=" + TestDatabase.PASSWORD));
        return settings.toArray(String[]::new);
    }
}
