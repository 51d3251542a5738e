package io.lumbar.api.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.api.HttpIT.Answer;
import io.lumbar.api.race.Contest.Ask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.familyName;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.overriding;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.therapist;
import static io.lumbar.api.Bodies.with;
import static org.assertj.core.api.Assertions.assertThat;

class RacingOnTwoProcessesIT {

    private static final int CALLERS = 16;

    private static Contest contest;

    @BeforeAll
    static void start(@TempDir Path folder) {
        contest = new Contest(folder.resolve("home"));
    }

    @AfterAll
    static void stop() {
        contest.close();
    }

    @AfterEach
    void what_keeps_the_rules_is_what_the_events_say() {
        assertThat(contest.differences()).isEmpty();
    }

    @Test
    void a_therapist_is_booked_once_for_a_time() {
        String clinic = clinic();
        String anna = newTherapist(clinic);
        List<String> episodes = manyAtOnce(() -> treated(clinic, newTherapist(clinic), newClient(clinic)));

        oneWins(n -> new Ask(path(episodes.get(n), "/sessions"), planWith(anna, at(-7, 10))),
                "therapist-double-booked");
    }

    @Test
    void a_client_is_booked_once_for_a_time() {
        String clinic = clinic();
        String mila = newClient(clinic);
        List<String> episodes = manyAtOnce(() -> treatedBeside(clinic, mila));

        oneWins(n -> new Ask(path(episodes.get(n), "/sessions"), plan(at(-7, 10))), "client-double-booked");
    }

    @Test
    void a_client_has_one_open_episode() {
        String clinic = clinic();
        String mila = newClient(clinic);

        oneWins(_ -> new Ask("/api/v1/episodes", intake(mila, clinic, 10, "")), "client-has-open-episode");
    }

    @Test
    void of_several_that_ended_one_is_reopened() {
        String clinic = clinic();
        String mila = newClient(clinic);
        List<String> episodes = many(() -> {
            String episode = waiting(clinic, mila);
            contest.did(path(episode, "/discharge"), "{\"reason\": \"CLIENT_CHOICE\"}");
            return episode;
        });

        oneWins(n -> new Ask(path(episodes.get(n), "/reopening"), "{\"reason\": \"again\"}"),
                "client-has-open-episode");
    }

    @Test
    void what_a_manager_allowed_still_counts_when_others_end_at_the_same_moment() {
        String clinic = clinic();
        String mila = newClient(clinic);
        String beside = with(intake(mila, clinic, 10, ""), overriding());
        List<String> ending = many(() -> contest.did("/api/v1/episodes", beside));

        List<Answer> answers = contest.race(CALLERS, n -> n % 4 < 2
                ? new Ask(path(ending.get(n), "/discharge"), "{\"reason\": \"CLIENT_CHOICE\"}")
                : new Ask("/api/v1/episodes", beside));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.http().body()).isBetween(200,
                201));
        for (int n = 0; n < CALLERS; n++) {
            if (n % 4 >= 2) {
                contest.did(path(ending.get(n), "/discharge"), "{\"reason\": \"CLIENT_CHOICE\"}");
            }
        }
        oneAfterAnotherEnds(answers, mila, clinic);
    }

    /** Whichever of them ends, the others keep a new one from being opened, until the last has ended. */
    private static void oneAfterAnotherEnds(List<Answer> answers, String client, String clinic) {
        for (Answer opened : answers.stream().filter(answer -> answer.status() == 201).toList()) {
            assertThat(contest.race(1, _ -> new Ask("/api/v1/episodes", intake(client, clinic, 10, "")))
                    .getFirst().at("type")).isEqualTo("/problems/client-has-open-episode");
            contest.did(path(Objects.requireNonNull(opened.at("id")), "/discharge"),
                    "{\"reason\": \"CLIENT_CHOICE\"}");
        }
        waiting(clinic, client);
    }

    @Test
    void a_licence_number_belongs_to_one_therapist() {
        String clinic = clinic();
        String licence = licenceNumber();

        oneWins(_ -> new Ask("/api/v1/therapists", therapist(clinic, licence, 40)), "licence-number-taken");
    }

    @Test
    void the_last_place_in_a_caseload_is_given_once() {
        String clinic = clinic();
        String busy = contest.did("/api/v1/therapists", therapist(clinic, licenceNumber(), 1));
        List<String> episodes = manyAtOnce(() -> waiting(clinic, newClient(clinic)));

        oneWins(n -> new Ask(path(episodes.get(n), "/assignments"), assignment(busy, at(9, 9))), "caseload-full");
    }

    @Test
    void a_person_is_registered_once() {
        String body = client(clinic());

        oneWins(_ -> new Ask("/api/v1/clients", body), "client-already-registered");
    }

    @Test
    void a_person_who_is_told_apart_is_registered_every_time_and_nobody_else() {
        String clinic = clinic();
        String family = familyName();
        newClient(clinic, family);
        String toldApart = with(client(clinic, family), overriding());

        List<Answer> answers = contest.race(CALLERS,
                n -> new Ask("/api/v1/clients", n % 2 == 0 ? toldApart : client(clinic, family)));

        for (int n = 0; n < CALLERS; n++) {
            accepted(answers.get(n), n % 2 == 0, "client-already-registered");
        }
    }

    @Test
    void places_beyond_a_caseload_are_given_to_those_with_an_override_alone() {
        String clinic = clinic();
        String full = contest.did("/api/v1/therapists", therapist(clinic, licenceNumber(), 1));
        contest.did(path(waiting(clinic, newClient(clinic)), "/assignments"), assignment(full, at(9, 9)));
        List<String> episodes = manyAtOnce(() -> waiting(clinic, newClient(clinic)));

        List<Answer> answers = contest.race(CALLERS, n -> new Ask(path(episodes.get(n), "/assignments"),
                n % 2 == 0 ? with(assignment(full, at(9, 9)), overriding()) : assignment(full, at(9, 9))));

        for (int n = 0; n < CALLERS; n++) {
            accepted(answers.get(n), n % 2 == 0, "caseload-full");
        }
    }

    @Test
    void a_limit_that_is_lowered_lets_in_nobody_who_comes_after_it() {
        String clinic = clinic();
        String anna = newTherapist(clinic);
        List<String> episodes = manyAtOnce(() -> waiting(clinic, newClient(clinic)));

        List<Answer> answers = contest.race(CALLERS, n -> n == 0
                ? Ask.put("/api/v1/therapists/" + anna + "/caseload-limit", "{\"caseloadLimit\": 2}")
                : new Ask(path(episodes.get(n), "/assignments"), assignment(anna, at(9, 9))));

        accepted(answers.getFirst(), true);
        List<Answer> assigned = answers.subList(1, CALLERS);
        assigned.forEach(answer -> accepted(answer, answer.status() < 300, "caseload-full"));
        assertThat(assigned.stream().filter(answer -> answer.status() < 300)).hasSizeGreaterThanOrEqualTo(2);
        accepted(contest.race(1, _ -> new Ask(path(episodes.getFirst(), "/assignments"),
                assignment(anna, at(9, 9)))).getFirst(), false, "caseload-full");
    }

    @Test
    void a_therapist_leaves_or_is_assigned_but_not_both() {
        String clinic = clinic();
        String anna = newTherapist(clinic);
        List<String> episodes = manyAtOnce(() -> waiting(clinic, newClient(clinic)));

        oneOrTheOthers(n -> n == 0
                ? new Ask("/api/v1/therapists/" + anna + "/deactivation", "{}")
                : new Ask(path(episodes.get(n), "/assignments"), assignment(anna, at(9, 9))),
                "therapist-still-needed", "therapist-inactive", "therapist-not-practising");
    }

    @Test
    void a_therapist_leaves_or_is_planned_with_but_not_both() {
        String clinic = clinic();
        String anna = newTherapist(clinic);
        List<String> episodes = manyAtOnce(() -> treated(clinic, newTherapist(clinic), newClient(clinic)));

        oneOrTheOthers(n -> n == 0
                ? new Ask("/api/v1/therapists/" + anna + "/deactivation", "{}")
                : new Ask(path(episodes.get(n), "/sessions"), planWith(anna, at(-7 - n, 10))),
                "therapist-still-needed", "therapist-inactive", "therapist-not-practising");
    }

    @Test
    void a_clinic_closes_or_an_episode_opens_there_but_not_both() {
        String clinic = clinic();
        List<String> clients = manyAtOnce(() -> newClient(clinic));

        oneOrTheOthers(n -> n == 0
                ? new Ask("/api/v1/clinics/" + clinic + "/closing", "{}")
                : new Ask("/api/v1/episodes", intake(clients.get(n), clinic, 10, "")),
                "clinic-still-needed", "clinic-not-open");
    }

    @Test
    void no_session_stays_planned_when_the_consent_is_withdrawn_meanwhile() {
        String clinic = clinic();
        String mila = newClient(clinic);
        List<String> episodes = manyAtOnce(() -> treatedBeside(clinic, mila));

        List<Answer> answers = contest.race(CALLERS, n -> n == 0
                ? new Ask("/api/v1/clients/" + mila + "/consents/TREATMENT/withdrawal", "{}")
                : new Ask(path(episodes.get(n), "/sessions"), plan(at(-7 - n, 10))));

        accepted(answers.getFirst(), true);
        answers.subList(1, CALLERS).forEach(answer -> accepted(answer, answer.status() < 300, "consent-missing"));
        assertThat(episodes).allSatisfy(episode -> assertThat(contest.get(1, path(episode, "")).http().body())
                .doesNotContain("\"PLANNED\""));
    }

    @Test
    void a_name_to_log_in_with_belongs_to_one_account() {
        List<String> accounts = many(() -> contest.did("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["MANAGER"], "everyClinic": true}"""));

        oneWins(n -> Ask.put("/api/v1/accounts/" + accounts.get(n) + "/log-in-name", "{\"logInName\": \"ina.bos\"}"),
                "log-in-name-taken");
    }

    @Test
    void one_of_those_who_administer_every_clinic_is_left() {
        List<String> administrators = many(() -> contest.did("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["ADMIN"], "everyClinic": true}"""));

        List<Answer> answers = contest.race(CALLERS, n -> n % 4 < 2
                ? new Ask("/api/v1/accounts/" + administrators.get(n) + "/disabling", "")
                : Ask.put("/api/v1/accounts/" + administrators.get(n) + "/rights",
                        "{\"roles\": [\"MANAGER\"], \"everyClinic\": true}"));

        assertThat(answers.stream().filter(answer -> answer.status() < 300)).as(() -> told(answers)).hasSize(15);
        assertThat(answers.stream().filter(answer -> answer.status() >= 300)).singleElement()
                .satisfies(answer -> accepted(answer, false, "last-administrator"));
    }

    @Test
    void commands_on_one_episode_are_taken_one_after_another() {
        String clinic = clinic();
        String episode = waiting(clinic, newClient(clinic));
        long before = version(0, episode);

        List<Answer> answers = contest.race(20, n -> new Ask(path(episode, "/measurements"), """
                {"instrument": "NPRS", "score": %d, "takenAt": "%s"}""".formatted(n % 11, at(5, 9))));

        var versions = new ArrayList<Long>();
        for (Answer answer : answers) {
            if (answer.status() == 201) {
                versions.add(Long.valueOf(answer.at("version")));
            } else {
                assertThat(answer.status()).as(answer.http().body()).isEqualTo(409);
                assertThat(answer.at("type")).isEqualTo("/problems/concurrent-change");
            }
        }
        assertThat(versions).isNotEmpty().doesNotHaveDuplicates();
        assertThat(version(0, episode)).isEqualTo(version(1, episode)).isEqualTo(before + versions.size());
    }

    @Test
    void one_of_those_who_saw_the_same_version_may_change_it() {
        String clinic = clinic();
        String episode = waiting(clinic, newClient(clinic));
        String seen = "\"" + version(0, episode) + "\"";

        List<Answer> answers = contest.race(CALLERS, n -> new Ask(path(episode, "/measurements"), """
                {"instrument": "NPRS", "score": %d, "takenAt": "%s"}""".formatted(n % 11, at(5, 9)),
                Map.of("If-Match", seen)));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(412);
            assertThat(answer.at("type")).isEqualTo("/problems/stale-version");
        });
    }

    @Test
    void a_key_is_answered_once_however_often_it_is_sent() {
        String clinic = clinic();
        String client = newClient(clinic);
        String body = intake(client, clinic, 10, "");

        List<Answer> answers = contest.race(CALLERS,
                _ -> new Ask("/api/v1/episodes", body, Map.of("Idempotency-Key", "k-1")));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.http().body()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.http().body()).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("Lumbar-Position")).distinct()).hasSize(1);
        assertThat(version(1, Objects.requireNonNull(answers.getFirst().at("id")))).isEqualTo(2);
    }

    private static void oneWins(IntFunction<Ask> asks, String refusal) {
        List<Answer> answers = contest.race(CALLERS, asks);

        assertThat(answers.stream().filter(answer -> answer.status() < 300)).as(() -> told(answers)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() >= 300)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(409);
            assertThat(answer.at("type")).isEqualTo("/problems/" + refusal);
        });
    }

    /** Either the first of them is accepted and nobody else, or it is refused and others are accepted. */
    private static void oneOrTheOthers(IntFunction<Ask> asks, String firstRefused, String... othersRefused) {
        List<Answer> answers = contest.race(CALLERS, asks);
        boolean first = answers.getFirst().status() < 300;

        accepted(answers.getFirst(), first, firstRefused);
        List<Answer> others = answers.subList(1, CALLERS);
        others.forEach(answer -> accepted(answer, !first && answer.status() < 300, othersRefused));
        assertThat(others.stream().anyMatch(answer -> answer.status() < 300)).as(() -> told(answers))
                .isNotEqualTo(first);
    }

    private static void accepted(Answer answer, boolean yes, String... refusals) {
        if (yes) {
            assertThat(answer.status()).as(answer.http().body()).isBetween(200, 201);
        } else {
            assertThat(answer.status()).as(answer.http().body()).isIn(409, 422);
            assertThat(Stream.of(refusals).map(refusal -> "/problems/" + refusal)).contains(answer.at("type"));
        }
    }

    private static String told(List<Answer> answers) {
        return String.join("\n", answers.stream().map(answer -> answer.status() + " " + answer.http().body()).toList());
    }

    private static List<String> many(Supplier<String> one) {
        return IntStream.range(0, CALLERS).mapToObj(_ -> one.get()).toList();
    }

    private static List<String> manyAtOnce(Supplier<String> one) {
        return IntStream.range(0, CALLERS).parallel().mapToObj(_ -> one.get()).toList();
    }

    private static String planWith(String therapist, String start) {
        return """
                {"start": "%s", "minutes": 45, "style": "SWEDISH", "therapistId": "%s"}""".formatted(start, therapist);
    }

    private static long version(int product, String episode) {
        return Long.parseLong(Objects.requireNonNull(contest.get(product, path(episode, "")).at("version")));
    }

    private static String clinic() {
        return contest.did("/api/v1/clinics", """
                {"name": "Rugzorg Utrecht", "timeZone": "Europe/Amsterdam"}""");
    }

    private static String newTherapist(String clinic) {
        return contest.did("/api/v1/therapists", therapist(clinic, licenceNumber(), 40));
    }

    private static String newClient(String clinic) {
        return newClient(clinic, familyName());
    }

    private static String newClient(String clinic, String family) {
        return contest.did("/api/v1/clients", client(clinic, family));
    }

    private static String waiting(String clinic, String client) {
        return contest.did("/api/v1/episodes", intake(client, clinic, 10, ""));
    }

    /** In treatment, whatever else the client is in treatment for. */
    private static String treatedBeside(String clinic, String client) {
        String episode = contest.did("/api/v1/episodes", with(intake(client, clinic, 10, ""), overriding()));
        contest.did(path(episode, "/assignments"), assignment(newTherapist(clinic), at(9, 9)));
        return episode;
    }

    private static String treated(String clinic, String therapist, String client) {
        String episode = waiting(clinic, client);
        contest.did(path(episode, "/assignments"), assignment(therapist, at(9, 9)));
        return episode;
    }
}
