package io.lumbar.api.episode;

import java.util.List;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.day;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;

/** Input that can be read and still breaks a rule of its route: refused by name, with nothing stored. */
class BadInputByRuleIT extends RefusalTable {

    @TestFactory
    Stream<DynamicTest> refuses_clinics_therapists_and_clients() {
        String clinic = openClinic();
        String clinics = """
                {"name": "Rug", "timeZone": "Europe/Amsterdam"}""";
        bad("/api/v1/clinics", clinics, "name", "\" \"", 422, "invalid-value");
        bad("/api/v1/clinics", clinics, "name", "\"a\\u0000b\"", 400, "forbidden-character");
        bad("/api/v1/clinics", clinics, "timeZone", "\"+01:00\"", 400, "wrong-type");
        bad("/api/v1/clinics", clinics, "timeZone", "\"Europe/Utrecht\"", 400, "wrong-type");
        bad("/api/v1/clinics", clinics, "lapseAfterDays", "-1", 422, "invalid-value");
        bad("/api/v1/clinics", clinics, "lapseAfterDays", "3651", 422, "invalid-value");
        bad("/api/v1/clinics", clinics, "lapseAfterDays", "1.5", 400, "wrong-type");
        bad("/api/v1/clinics", clinics, "openingHours", """
                [{"day": "MONDAY", "from": "09:00", "to": "09:00"}]""", 422, "invalid-value");
        bad("/api/v1/clinics", clinics, "openingHours", """
                [{"day": "Monday", "from": "09:00", "to": "10:00"}]""", 400, "unknown-value");

        String licence = licenceNumber();
        id(post("/api/v1/therapists", therapist(clinic, licence, 1)));
        String therapist = therapist(clinic, licenceNumber(), 1);
        String therapists = "/api/v1/therapists";
        bad(therapists, therapist, "licenceNumber", "\"" + licence + "\"", 409, "licence-number-taken");
        bad(therapists, therapist, "clinics", "[]", 422, "invalid-value");
        bad(therapists, therapist, "clinics", "[\"" + NOTHING + "\"]", 422, "unknown-reference");
        bad(therapists, therapist, "clinics", "[\"7\"]", 400, "wrong-type");
        bad(therapists, therapist, "caseloadLimit", "0", 422, "invalid-value");
        bad(therapists, therapist, "practisingSince", "\"2010-02-30\"", 400, "wrong-type");
        bad(therapists, therapist, "qualifications", """
                [{"style": "SWEDISH", "certifiedOn": "2020-01-02", "expiresOn": "2020-01-01"}]""", 422,
                "invalid-value");
        bad(therapists, therapist, "qualifications", """
                [{"style": "THAI", "certifiedOn": "2020-01-02", "expiresOn": null}]""", 400, "unknown-value");
        bad(therapists, therapist, "workingHours", """
                [{"clinicId": "%s", "day": "MONDAY", "from": "09:00", "to": "10:00"}]""".formatted(NOTHING), 422,
                "unknown-reference");

        String client = """
                {"clinicId": "%s", "name": {"given": "Mila", "family": "Bakker"}, "dateOfBirth": "1985-05-05",
                 "consents": []}""".formatted(clinic);
        bad("/api/v1/clients", client, "clinicId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad("/api/v1/clients", client, "dateOfBirth", "\"" + day(-3) + "\"", 422, "invalid-value");
        bad("/api/v1/clients", client, "dateOfBirth", "\"1899-12-31\"", 422, "invalid-value");
        bad("/api/v1/clients", client, "name", "{\"given\": \"Mi\\tla\", \"family\": \"B\"}", 400,
                "forbidden-character");
        bad("/api/v1/clients", client, "name", "{\"given\": \"" + "x".repeat(101) + "\", \"family\": \"B\"}", 422,
                "invalid-value");
        bad("/api/v1/clients", client, "consents", """
                [{"purpose": "TREATMENT", "textVersion": "1", "givenAt": "%s"}]""".formatted(at(-2, 9)), 422,
                "in-future");
        bad("/api/v1/clients", client, "consents", """
                [{"purpose": "TREATMENT", "textVersion": "1"}, {"purpose": "TREATMENT", "textVersion": "1"}]""", 422,
                "invalid-value");
        return table();
    }

    @TestFactory
    Stream<DynamicTest> refuses_intakes_and_what_follows_them() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String intake = intake(registerClient(clinic), clinic, 10, "");
        String episodes = "/api/v1/episodes";
        bad(episodes, intake, "clientId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad(episodes, intake, "clinicId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad(episodes, intake, "openedAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(episodes, intake, "openedAt", "\"2026-01-01T09:00:00\"", 400, "wrong-type");
        bad(episodes, intake, "complaint.onsetOn", "\"" + day(5) + "\"", 422, "invalid-value");
        bad(episodes, intake, "complaint.causes", "[]", 422, "invalid-value");
        bad(episodes, intake, "complaint.limitedActivities", "[\"" + "x".repeat(201) + "\"]", 422, "invalid-value");
        bad(episodes, intake, "screening.catalogueVersion", "2", 422, "invalid-value");
        bad(episodes, intake, "screening.positive", "[\"RF-NO-1\"]", 422, "invalid-value");
        bad(episodes, intake, "screening.positive", "[\"CI-VARIX\"]", 422, "invalid-value");
        bad(episodes, intake, "screening.positive", "[{\"code\": \"CI-VARIX\", \"areas\": [\"ARM\"]}]", 400,
                "unknown-value");
        bad(episodes, intake, "preference", "{\"pressure\": 6}", 422, "invalid-value");
        bad(episodes, intake, "baseline", "[]", 422, "invalid-value");
        for (String sheet : List.of("\"instrument\": \"NPRS\", \"score\": 11",
                "\"instrument\": \"NPRS\", \"score\": 5.5",
                "\"instrument\": \"ODI\", \"score\": 100.1", "\"instrument\": \"NPRS\", \"score\": 5, \"answers\": {}",
                "\"instrument\": \"NPRS\", \"answers\": {\"total\": 5}",
                "\"instrument\": \"ODI\", \"answers\": {\"sections\": [1, 2, 3]}",
                "\"instrument\": \"ODI\", \"answers\": {\"sections\": [1, 2, 3, 4, 5, 6, 0, 0, 0, 0]}",
                "\"instrument\": \"RMDQ\", \"answers\": {\"ticked\": [25]}",
                "\"instrument\": \"RMDQ\", \"answers\": {\"ticked\": [1, 1]}",
                "\"instrument\": \"PSFS\", \"answers\": {\"activities\": []}",
                "\"instrument\": \"START_BACK\", \"answers\": {\"total\": 2, \"distress\": 3}")) {
            bad(episodes, intake, "baseline", "[{" + sheet + "}]", 422, "invalid-value");
        }
        bad(episodes, intake, "baseline", "[{\"instrument\": \"NPRS\"}]", 400, "missing-field");
        bad(episodes, intake, "baseline", "[{\"instrument\": \"ODI\", \"answers\": {\"ticked\": [1]}}]", 400,
                "unknown-field");
        bad(episodes, intake, "baseline", "[{\"instrument\": \"START_BACK\", \"answers\": {\"total\": 1}}]", 400,
                "missing-field");

        String stopped = id(post(episodes, intake(registerClient(clinic), clinic, 10, "\"RF-INF-1\"")));
        String clearance = """
                {"clinician": "Dr J. Smit", "clearedAt": "%s"}""".formatted(at(9, 9));
        bad(path(stopped, "/clearances"), clearance, "clearedAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(path(stopped, "/clearances"), clearance, "clearedAt", "\"" + at(11, 9) + "\"", 422, "invalid-value");
        bad(path(stopped, "/clearances"), clearance, "clinician", "\"\"", 422, "invalid-value");
        bad(path(stopped, "/clearances"), clearance, "outcome", "\"PERHAPS\"", 400, "unknown-value");
        bad(path(NOTHING, "/clearances"), clearance, 404, "not-found", null);
        bad(path(stopped, "/assignments"), assignment(anna, at(9, 9)), 409, "clearance-missing", null);
        bad(path(stopped, "/assignments"), assignment(NOTHING, at(9, 9)), 422, "unknown-reference", "therapistId");
        bad(path(stopped, "/assignments"), assignment(registerTherapist(openClinic()), at(9, 9)), 409,
                "clearance-missing", null);
        bad(path(stopped, "/decline"), "{\"reason\": \" \"}", 422, "invalid-value", "reason");
        bad(path(stopped, "/decline"), "{\"reason\": \"" + "x".repeat(4001) + "\"}", 422, "invalid-value", "reason");
        bad(path(NOTHING, "/decline"), "{\"reason\": \"no\"}", 404, "not-found", null);
        bad(path("7", "/decline"), "{\"reason\": \"no\"}", 400, "malformed-id", "id");
        return table();
    }

    @TestFactory
    Stream<DynamicTest> refuses_to_put_an_intake_right() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String treated = openTreatedEpisode(clinic, anna, 30);
        id(post(path(treated, "/sessions/held"), session(at(20, 9), null)));
        String correction = path(treated, "/intake-correction");
        String correcting = "{\"complaint\": {\"causes\": [\"STRESS\"]}, \"reason\": \"wrong line\"}";
        bad(correction, correcting, "openedAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(correction, correcting, "openedAt", "\"" + at(29, 9) + "\"", 422, "invalid-value");
        bad(correction, correcting, "openedAt", "\"yesterday\"", 400, "wrong-type");
        bad(correction, correcting, "complaint.onsetOn", "\"" + day(29) + "\"", 422, "invalid-value");
        bad(correction, correcting, "complaint.onsetOn", "\"1980-01-01\"", 422, "invalid-value");
        bad(correction, correcting, "complaint.sites", "[]", 422, "invalid-value");
        bad(correction, correcting, "complaint.causes", "[\"STRESS\", \"STRESS\"]", 422, "invalid-value");
        bad(correction, correcting, "complaint.causes", "[\"BAD_LUCK\"]", 400, "unknown-value");
        bad(correction, correcting, "complaint.limitedActivities", "[\"" + "x".repeat(201) + "\"]", 422,
                "invalid-value");
        bad(correction, correcting, "complaint.side", "\"left\"", 400, "unknown-field");
        bad(correction, correcting, "screening", "{\"catalogueVersion\": 2, \"positive\": []}", 422, "invalid-value");
        bad(correction, correcting, "screening", "{\"positive\": [\"RF-NO-1\"]}", 422, "invalid-value");
        bad(correction, correcting, "screening", "{}", 400, "missing-field");
        bad(correction, correcting, "preference", "{\"pressure\": 6}", 422, "invalid-value");
        bad(correction, correcting, "doctorConsulted", "\"perhaps\"", 400, "wrong-type");
        bad(correction, correcting, "reason", "\" \"", 422, "invalid-value");
        bad(path(NOTHING, "/intake-correction"), correcting, 404, "not-found", null);
        String voided = openEpisode(clinic, 10);
        id(post(path(voided, "/voiding"), "{\"reason\": \"of another client\"}"));
        bad(path(voided, "/intake-correction"), correcting, 409, "episode-state-forbids", null);
        return table();
    }

    @TestFactory
    Stream<DynamicTest> refuses_to_void_an_episode_and_whatever_is_asked_of_one_that_was() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String voided = openTreatedEpisode(clinic, anna, 30);
        String held = id(post(path(voided, "/sessions/held"), session(at(20, 9), null)));
        String reason = "{\"reason\": \"of another client\"}";
        bad(path(voided, "/voiding"), "{\"reason\": \" \"}", 422, "invalid-value", "reason");
        bad(path(voided, "/voiding"), "{\"reason\": \"" + "x".repeat(4001) + "\"}", 422, "invalid-value", "reason");
        bad(path(voided, "/voiding"), "{\"reason\": \"a\\u0000\"}", 400, "forbidden-character", "reason");
        bad(path(voided, "/voiding"), "{\"reason\": 7}", 400, "wrong-type", "reason");
        bad(path(NOTHING, "/voiding"), reason, 404, "not-found", null);
        bad(path("7", "/voiding"), reason, 400, "malformed-id", "id");
        String other = openTreatedEpisode(clinic, anna, 30);
        id(post(path(other, "/sessions"), plan(at(-5, 9))));
        id(post(path(other, "/voiding"), reason));
        bad(path(other, "/voiding"), "{\"reason\": \"entered twice\"}", 409, "episode-state-forbids", null);
        bad(path(other, "/sessions"), plan(at(-6, 9)), 409, "episode-state-forbids", null);
        bad(path(other, "/sessions/held"), session(at(10, 9), null), 409, "episode-state-forbids", null);
        bad(path(other, "/discharge"), "{\"reason\": \"MOVED\"}", 409, "episode-state-forbids", null);
        bad(path(other, "/assignments"), assignment(anna, at(9, 9)), 409, "episode-state-forbids", null);
        bad(path(other, "/sessions/" + held + "/voiding"), reason, 409, "episode-state-forbids", null);
        return table();
    }

    @Test
    void refuses_reads_of_nothing() {
        for (String path : List.of("clinics", "therapists", "clients", "episodes")) {
            assertThat(get("/api/v1/" + path + "/" + NOTHING).at("type")).isEqualTo("/problems/not-found");
            assertThat(get("/api/v1/" + path + "?limit=201").status()).as(path).isEqualTo(422);
            assertThat(get("/api/v1/" + path + "?cursor=x").status()).as(path).isEqualTo(422);
        }
        assertThat(get(path(NOTHING, "/timeline")).status()).isEqualTo(404);
        String episode = openEpisode(openClinic(), 3);
        String month = "/api/v1/calendar?from=" + at(30, 0) + "&to=" + at(0, 0);
        for (String list : List.of(path(episode, "/timeline?"), "/api/v1/worklist?", month + "&")) {
            assertThat(get(list + "limit=0").at("field")).as(list).isEqualTo("limit");
            assertThat(get(list + "limit=201").at("field")).as(list).isEqualTo("limit");
            assertThat(get(list + "limit=many").status()).as(list).isEqualTo(400);
            assertThat(get(list + "cursor=x").at("field")).as(list).isEqualTo("cursor");
        }
        assertThat(get("/api/v1/episodes?openedFrom=2026-02-02&openedTo=2026-02-01").at("field")).isEqualTo("openedTo");
        assertThat(get("/api/v1/episodes?openedFrom=2026-02-30").status()).isEqualTo(400);
        for (String part : List.of("sessions", "measurements", "adverse-events", "follow-ups")) {
            assertThat(get(path(episode, "/" + part + "/" + NOTHING)).at("type")).as(part)
                    .isEqualTo("/problems/not-found");
            assertThat(get(path(NOTHING, "/" + part + "/" + NOTHING)).status()).as(part).isEqualTo(404);
            assertThat(get(path(episode, "/" + part + "/7")).at("type")).as(part).isEqualTo("/problems/malformed-id");
        }
        for (String report : List.of("sessions-per-person", "sessions-to-response", "outcomes", "attendance",
                "adverse-events", "follow-ups", "therapists")) {
            refusesQuestions("/api/v1/reports/" + report);
        }
        assertThat(get("/api/v1/reports/league-table").at("type")).isEqualTo("/problems/no-such-route");
        for (String report : List.of("attendance", "sessions-per-person")) {
            String version = "/api/v1/reports/" + report + "?definition=";
            assertThat(get(version + "2").at("field")).isEqualTo("definition");
            assertThat(get(version + "2").status()).isEqualTo(422);
            assertThat(get(version + "one").status()).isEqualTo(400);
            assertThat(get(version + "1").status()).isEqualTo(200);
        }
    }

    @TestFactory
    Stream<DynamicTest> refuses_to_look_ahead_for_what_is_not_described() {
        String outlook = "/api/v1/reports/outlook";
        String somebody = """
                {"clinicId": "%s", "chronicity": "ACUTE", "baselineNprs": 7, "cause": "STRESS"}"""
                .formatted(openClinic());
        bad(outlook, somebody, "chronicity", "\"LONG\"", 400, "unknown-value");
        bad(outlook, somebody, "cause", "[\"STRESS\"]", 400, "wrong-type");
        bad(outlook, somebody, "baselineNprs", "6.5", 400, "wrong-type");
        bad(outlook, somebody, "clinicId", "null", 400, "missing-field");
        bad(outlook, somebody, "baseline", "7", 400, "unknown-field");
        bad(outlook, somebody, "baselineNprs", "11", 422, "invalid-value");
        bad(outlook, somebody, "baselineNprs", "-1", 422, "invalid-value");
        bad(outlook, somebody, "clinicId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad(outlook + "?asOf=" + at(-2, 9), somebody, 422, "in-future", "asOf");
        bad(outlook + "?asOf=yesterday", somebody, 400, "malformed-parameter", "asOf");
        bad(outlook + "?definition=1", somebody, 400, "unknown-parameter", "definition");
        return table();
    }

    private void refusesQuestions(String report) {
        assertThat(get(report + "?groupBy=style&groupBy=style").at("field")).isEqualTo("groupBy");
        assertThat(get(report + "?groupBy=style&groupBy=sex&groupBy=kind").at("field")).isEqualTo("groupBy");
        assertThat(get(report + "?groupBy=shoe").at("field")).isEqualTo("groupBy");
        assertThat(get(report + "?ageBand=30-40").at("field")).isEqualTo("ageBand");
        assertThat(get(report + "?style=NORDIC").status()).isEqualTo(400);
        assertThat(get(report + "?stile=SWEDISH").at("type")).isEqualTo("/problems/unknown-parameter");
        assertThat(get(report + "?from=2026-02-02&to=2026-02-01").at("field")).isEqualTo("to");
        assertThat(get(report + "?asOf=" + at(-2, 9)).status()).isEqualTo(422);
        for (String nobody : List.of("?clinic=" + NOTHING, "?clinic=" + NOTHING + "&groupBy=style&groupBy=clinic",
                "?from=1990-01-01&to=1990-12-31&groupBy=ageBand")) {
            assertThat(get(report + nobody).status()).as(report + nobody).isEqualTo(200);
            assertThat(get(report + nobody).http().body()).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @TestFactory
    Stream<DynamicTest> refuses_screenings_and_what_a_refused_clearance_forbids() {
        String clinic = openClinic();
        String treated = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        String screenings = path(treated, "/screenings");
        String screening = """
                {"positive": ["CI-EPIL"], "at": "%s"}""".formatted(at(9, 9));
        bad(screenings, screening, "at", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(screenings, screening, "at", "\"" + at(31, 9) + "\"", 422, "invalid-value");
        bad(screenings, screening, "at", "\"2026-01-01\"", 400, "wrong-type");
        bad(screenings, screening, "catalogueVersion", "2", 422, "invalid-value");
        bad(screenings, screening, "positive", "[\"RF-NO-1\"]", 422, "invalid-value");
        bad(screenings, screening, "positive", "[\"CI-WOUND\"]", 422, "invalid-value");
        bad(screenings, screening, "positive", "[{\"code\": \"CI-WOUND\", \"areas\": [\"HIP\", \"HIP\"]}]", 422,
                "invalid-value");
        bad(path(NOTHING, "/screenings"), screening, 404, "not-found", null);
        String ended = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        id(post(path(ended, "/discharge"), "{\"reason\": \"MOVED\"}"));
        bad(path(ended, "/screenings"), screening, 409, "episode-state-forbids", null);

        String refused = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        id(post(path(refused, "/screenings"), screening));
        id(post(path(refused, "/clearances"), """
                {"clinician": "Dr J. Smit", "clearedAt": "%s", "outcome": "NOT_CLEARED"}""".formatted(at(8, 9))));
        bad(path(refused, "/discharge"), "{\"reason\": \"PLATEAU\"}", 409, "clearance-refused", "reason");
        bad(path(refused, "/sessions"), plan(at(-1, 9)), 409, "clearance-missing", null);
        bad(path(refused, "/decline"), "{\"reason\": \"no\"}", 409, "episode-state-forbids", null);
        return table();
    }
}
