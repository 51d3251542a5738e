package io.lumbar.api.load;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of the product on one database are asked for the same thing at the same moment. */
class RacingInstancesIT {

    private static final int RACERS = 16;

    @TempDir
    private static Path folder;
    private static TestDatabase database;
    private static final List<Product> INSTANCES = new ArrayList<>();
    private static final List<StaffClient> STAFF = new ArrayList<>();
    private static UUID clinic;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        var shared = Map.of("LUMBAR_DATABASE_URL", database.url(), "LUMBAR_DATABASE_USER", TestDatabase.RUNTIME,
                "LUMBAR_DATABASE_PASSWORD", TestDatabase.PASSWORD, "LUMBAR_DATABASE_OWNER", TestDatabase.OWNER,
                "LUMBAR_DATABASE_OWNER_PASSWORD", TestDatabase.PASSWORD, "LUMBAR_SIGNING_KEY_FILE",
                folder.resolve("signing-key.json").toString());
        for (String home : List.of("one", "two")) {
            INSTANCES.add(Product.start(folder.resolve(home), shared));
        }
        INSTANCES.forEach(instance -> STAFF.add(new StaffClient(instance.url())));
        clinic = STAFF.getFirst().post("/clinics", """
                {"name":"Races","timeZone":"Europe/Amsterdam"}""");
    }

    @AfterAll
    static void stop() {
        STAFF.forEach(StaffClient::close);
        INSTANCES.forEach(Product::close);
        database.close();
    }

    @Test
    void one_of_sixteen_gets_a_therapist_s_hour() throws Exception {
        UUID therapist = therapist("hour", 100);
        List<UUID> episodes = IntStream.range(0, RACERS).mapToObj(_ -> episode(client(), therapist)).toList();
        oneWins(race(i -> post("/episodes/" + episodes.get(i) + "/sessions", plan(therapist))),
                "therapist-double-booked");
    }

    @Test
    void one_of_sixteen_gets_a_client_s_hour() throws Exception {
        UUID client = client();
        List<UUID> therapists = IntStream.range(0, RACERS).mapToObj(i -> therapist("client-hour-" + i, 100)).toList();
        List<UUID> episodes = therapists.stream().map(therapist -> episode(client, therapist)).toList();
        oneWins(race(i -> post("/episodes/" + episodes.get(i) + "/sessions", plan(therapists.get(i)))),
                "client-double-booked");
    }

    @Test
    void one_of_sixteen_gets_a_licence_number() throws Exception {
        oneWins(race(_ -> post("/therapists", registration("the same number", 10))), "licence-number-taken");
    }

    @Test
    void one_of_sixteen_gets_the_last_place_in_a_caseload() throws Exception {
        UUID therapist = therapist("caseload", 1);
        List<UUID> episodes = IntStream.range(0, RACERS).mapToObj(_ -> unassigned(client())).toList();
        oneWins(race(i -> post("/episodes/" + episodes.get(i) + "/assignments",
                "{\"therapistId\":\"" + therapist + "\"}")), "caseload-full");
    }

    @Test
    void twenty_commands_on_one_episode_are_each_recorded_at_a_version_of_their_own_or_refused() throws Exception {
        UUID episode = episode(client(), therapist("one-episode", 100));
        long before = STAFF.getFirst().get("/episodes/" + episode).get("version").asLong();
        var answers = race(20, i -> post("/episodes/" + episode + "/measurements", """
                {"instrument":"NPRS","score":%d,"takenAt":"%s"}""".formatted(i % 11, Instant.now())));
        var recorded = answers.stream().filter(answer -> answer.statusCode() < 300)
                .map(answer -> JsonMapper.shared().readTree(answer.body()).get("version").asLong()).sorted().toList();
        assertThat(recorded).isNotEmpty()
                .isEqualTo(IntStream.rangeClosed(1, recorded.size()).mapToObj(i -> before + i).toList());
        assertThat(answers).filteredOn(answer -> answer.statusCode() >= 300)
                .allSatisfy(answer -> assertThat(answer.body()).contains("/problems/concurrent-change"));
    }

    private interface Racer {
        HttpResponse<String> at(StaffClient staff);
    }

    private static Racer post(String path, String body) {
        return staff -> staff.attempt(path, body);
    }

    private static List<HttpResponse<String>> race(IntFunction<Racer> racers) throws Exception {
        return race(RACERS, racers);
    }

    /** All at once, half of them at each instance. */
    private static List<HttpResponse<String>> race(int count, IntFunction<Racer> racers) throws Exception {
        var gun = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Racer racer = racers.apply(i);
                StaffClient staff = STAFF.get(i % STAFF.size());
                Callable<HttpResponse<String>> run = () -> {
                    gun.await();
                    return racer.at(staff);
                };
                running.add(threads.submit(run));
            }
            gun.countDown();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (var each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private static void oneWins(List<HttpResponse<String>> answers, String refusal) {
        assertThat(answers).filteredOn(answer -> answer.statusCode() < 300).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() >= 300).hasSize(answers.size() - 1)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(answer.body()).contains("\"/problems/" + refusal + "\"");
                });
    }

    private static String registration(String licenceNumber, int caseloadLimit) {
        return """
                {"name":{"given":"Anna","family":"Visser"},"licenceNumber":"%s","practisingSince":"2015-01-01",
                 "clinics":["%s"],"caseloadLimit":%d,"qualifications":[{"style":"SWEDISH","certifiedOn":"2015-01-01"}]}"""
                .formatted(licenceNumber, clinic, caseloadLimit);
    }

    private static UUID therapist(String licenceNumber, int caseloadLimit) {
        return STAFF.getFirst().post("/therapists", registration(licenceNumber, caseloadLimit));
    }

    private static UUID client() {
        return STAFF.getFirst().post("/clients", """
                {"clinicId":"%s","name":{"given":"Mila","family":"Jansen"},"dateOfBirth":"1986-05-10",
                 "consents":[{"purpose":"TREATMENT","textVersion":"1"}]}""".formatted(clinic));
    }

    private static UUID unassigned(UUID client) {
        return STAFF.getFirst().post("/episodes", """
                {"clientId":"%s","clinicId":"%s","complaint":{"onsetOn":"2026-01-01","sites":["LUMBAR"],
                 "causes":["STRESS"]},"screening":{"catalogueVersion":1,"positive":[]},
                 "baseline":[{"instrument":"NPRS","score":6}]}""".formatted(client, clinic));
    }

    private static UUID episode(UUID client, UUID therapist) {
        UUID episode = unassigned(client);
        STAFF.getFirst().post("/episodes/" + episode + "/assignments", "{\"therapistId\":\"" + therapist + "\"}");
        return episode;
    }

    private static String plan(UUID therapist) {
        return """
                {"start":"%s","minutes":50,"style":"SWEDISH","therapistId":"%s"}"""
                .formatted(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(7)), therapist);
    }
}
