package io.lumbar.api.episode;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.day;
import static io.lumbar.api.Bodies.familyName;
import static io.lumbar.api.Bodies.handOver;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.therapist;
import static io.lumbar.api.Bodies.with;
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

    @TestFactory
    Stream<DynamicTest> refuses_sessions_and_how_they_end() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String treated = openTreatedEpisode(clinic, anna, 30);
        String held = id(post(path(treated, "/sessions/held"), session(at(20, 9), null)));
        String later = id(post(path(treated, "/sessions"), plan(at(-5, 9))));
        String withoutConsent = withoutConsent(clinic, anna);

        String plan = plan(at(-6, 9));
        bad(path(treated, "/sessions"), plan, "minutes", "4", 422, "invalid-value");
        bad(path(treated, "/sessions"), plan, "minutes", "241", 422, "invalid-value");
        bad(path(treated, "/sessions"), plan, "minutes", "45.5", 400, "wrong-type");
        bad(path(treated, "/sessions"), plan, "start", "\"" + at(-800, 9) + "\"", 422, "invalid-value");
        bad(path(treated, "/sessions"), plan, "start", "\"2026-11-30T09:00\"", 400, "wrong-type");
        bad(path(treated, "/sessions"), plan, "therapistId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad(path(treated, "/sessions"), plan.replace("SWEDISH", "HOT_STONE"), 422, "therapist-not-qualified", null);
        bad(path(treated, "/sessions"), plan(at(-5, 9)), 409, "therapist-double-booked", null);
        bad(path(withoutConsent, "/sessions"), plan, 422, "consent-missing", null);
        bad(path(openEpisode(clinic, 10), "/sessions"), plan, 409, "episode-state-forbids", null);

        String holding = session(at(10, 9), 5);
        String unplanned = path(treated, "/sessions/held");
        bad(unplanned, holding, "startedAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(unplanned, holding, "startedAt", "\"" + at(40, 9) + "\"", 422, "invalid-value");
        bad(unplanned, holding, "painBefore", "11", 422, "invalid-value");
        bad(unplanned, holding, "painAfter", "-1", 422, "invalid-value");
        bad(unplanned, holding, "pressure", "0", 422, "invalid-value");
        bad(unplanned, holding, "areas", "[\"HIP\", \"HIP\"]", 422, "invalid-value");
        bad(unplanned, holding, "reactions", "[\"\"]", 422, "invalid-value");
        bad(unplanned, holding, "note", "\"a\\u0007b\"", 400, "forbidden-character");
        bad(unplanned, holding, "measurements", "[{\"instrument\": \"NPRS\", \"score\": 11}]", 422, "invalid-value");
        bad(unplanned, holding.replace("SWEDISH", "SHIATSU"), 422, "therapist-not-qualified", null);
        bad(path(withoutConsent, "/sessions/held"), holding, 422, "consent-missing", null);
        bad(path(treated, "/sessions/" + NOTHING + "/held"), holding, 404, "not-found", null);
        bad(path(treated, "/sessions/" + held + "/held"), holding, 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + later + "/held"), session(at(-5, 9), null), 422, "in-future", "startedAt");

        String sports = holding.replace("SWEDISH", "SPORTS");
        bad(unplanned, sports, "despite", "{\"rule\": \"LATE\", \"reason\": \"so\"}", 400, "unknown-value");
        bad(unplanned, sports, "despite", "{\"rule\": \"THERAPIST_NOT_QUALIFIED\"}", 400, "missing-field");
        bad(unplanned, sports, "despite", "{\"rule\": \"THERAPIST_NOT_QUALIFIED\", \"furtherRules\": \"all\","
                + " \"reason\": \"so\"}", 400, "wrong-type");
        bad(unplanned, sports, "despite", "{\"rule\": \"THERAPIST_NOT_QUALIFIED\", \"reason\": \" \"}", 422,
                "invalid-value");
        bad(unplanned, sports, "despite", "{\"rule\": \"CONSENT_MISSING\", \"reason\": \"so\"}", 422,
                "therapist-not-qualified", null);
        bad(unplanned, holding, "despite", "{\"rule\": \"CONSENT_MISSING\", \"reason\": \"so\"}", 422,
                "invalid-value");
        bad(unplanned, sports, "despite", "{\"rule\": \"THERAPIST_NOT_QUALIFIED\", \"furtherRules\":"
                + " [\"THERAPIST_NOT_QUALIFIED\"], \"reason\": \"so\"}", 422, "invalid-value");

        String cancelling = "{\"by\": \"CLIENT\"}";
        bad(path(treated, "/sessions/" + later + "/cancellation"), cancelling, "by", "\"DISCHARGE\"", 400,
                "unknown-value");
        bad(path(treated, "/sessions/" + later + "/cancellation"), cancelling, "reason", "\"\"", 422, "invalid-value");
        bad(path(treated, "/sessions/" + held + "/cancellation"), cancelling, 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + NOTHING + "/cancellation"), cancelling, 404, "not-found", null);
        bad(path(treated, "/sessions/" + later + "/no-show"), "", 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + NOTHING + "/no-show"), "", 404, "not-found", null);
        bad(path(treated, "/sessions/7/no-show"), "", 400, "malformed-id", "sid");

        String moving = "{\"start\": \"" + at(-6, 9) + "\"}";
        String moved = path(treated, "/sessions/" + later + "/rescheduling");
        bad(moved, moving, "minutes", "241", 422, "invalid-value");
        bad(moved, moving, "minutes", "\"60\"", 400, "wrong-type");
        bad(moved, moving, "start", "\"" + at(-800, 9) + "\"", 422, "invalid-value");
        bad(moved, moving, "start", "\"" + at(31, 9) + "\"", 422, "invalid-value");
        bad(moved, moving, "start", "\"2026-11-30\"", 400, "wrong-type");
        bad(moved, moving, "start", "\"" + at(20, 9) + "\"", 409, "therapist-double-booked", null);
        bad(path(treated, "/sessions/" + held + "/rescheduling"), moving, 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + NOTHING + "/rescheduling"), moving, 404, "not-found", null);
        String reverted = path(treated, "/sessions/" + later + "/no-show-reversal");
        bad(reverted, "{\"reason\": \" \"}", 422, "invalid-value", "reason");
        bad(reverted, "{\"reason\": \"a\\u0001b\"}", 400, "forbidden-character", "reason");
        bad(reverted, "{\"reason\": \"no\"}", 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + held + "/no-show-reversal"), "{\"reason\": \"no\"}", 409,
                "session-state-forbids", null);
        bad(path(treated, "/sessions/" + NOTHING + "/no-show-reversal"), "{\"reason\": \"no\"}", 404, "not-found",
                null);
        bad(path(treated, "/sessions/7/no-show-reversal"), "{\"reason\": \"no\"}", 400, "malformed-id", "sid");

        String put = "{\"reason\": \"wrong line\"}";
        String right = path(treated, "/sessions/" + held + "/correction");
        bad(right, put, "minutes", "4", 422, "invalid-value");
        bad(right, put, "startedAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(right, put, "startedAt", "\"" + at(31, 9) + "\"", 422, "invalid-value");
        bad(right, put, "startedAt", "\"2026-11-30\"", 400, "wrong-type");
        bad(right, put, "therapistId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad(right, put, "style", "\"HOT_STONE\"", 422, "therapist-not-qualified", null);
        bad(right, put, "style", "\"THAI\"", 400, "unknown-value");
        bad(right, put, "areas", "[\"HIP\", \"HIP\"]", 422, "invalid-value");
        bad(right, put, "despite", "{\"rule\": \"AREA_EXCLUDED\", \"reason\": \"so\"}", 422, "invalid-value");
        bad(right, put, "removed", "[\"STYLE\"]", 400, "unknown-value");
        bad(right, put, "removed", "[\"NOTE\", \"NOTE\"]", 422, "invalid-value");
        bad(right, "{\"pressure\": 3, \"removed\": [\"PRESSURE\"], \"reason\": \"no\"}", 422, "invalid-value",
                "removed[0]");
        bad(right, "{\"minutes\": 60}", 400, "missing-field", "reason");
        bad(path(treated, "/sessions/" + later + "/correction"), put, 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + NOTHING + "/correction"), put, 404, "not-found", null);
        String voided = id(post(path(treated, "/sessions/held"), session(at(19, 9), null)));
        id(post(path(treated, "/sessions/" + voided + "/voiding"), put));
        bad(path(treated, "/sessions/" + voided + "/voiding"), "{\"reason\": \"no\"}", 409, "session-state-forbids",
                null);
        bad(path(treated, "/sessions/" + voided + "/correction"), put, 409, "session-state-forbids", null);
        bad(path(treated, "/sessions/" + voided + "/held"), session(at(19, 9), null), 409, "session-state-forbids",
                null);
        bad(path(treated, "/sessions/" + held + "/voiding"), put, "reason", "\"\"", 422, "invalid-value");
        bad(path(treated, "/sessions/" + held + "/voiding"), put, "reason", "[]", 400, "wrong-type");
        bad(path(treated, "/sessions/" + NOTHING + "/voiding"), put, 404, "not-found", null);
        bad(path(treated, "/sessions/7/voiding"), put, 400, "malformed-id", "sid");

        String suffered = "{\"duration\": \"DAYS\", \"severity\": \"MILD\", \"occurredAt\": \"" + at(19, 18) + "\"}";
        String report = path(treated, "/adverse-events");
        bad(report, suffered, "duration", "\"MONTHS\"", 400, "unknown-value");
        bad(report, suffered, "severity", "3", 400, "wrong-type");
        bad(report, suffered, "occurredAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(report, suffered, "occurredAt", "\"" + at(31, 7) + "\"", 422, "invalid-value");
        bad(report, suffered, "description", "\" \"", 422, "invalid-value");
        bad(report, suffered, "description", "\"a\\u0000b\"", 400, "forbidden-character");
        bad(report, suffered, "sessionId", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad(report, suffered, "sessionId", "\"" + later + "\"", 422, "unknown-reference");
        bad(report, suffered, "sessionId", "\"" + voided + "\"", 422, "unknown-reference");
        bad(report, suffered.replace(at(19, 18), at(21, 9)).replace("}", ", \"sessionId\": \"" + held + "\"}"), 422,
                "invalid-value", "occurredAt");
        bad(path(NOTHING, "/adverse-events"), suffered, 404, "not-found", null);
        String adverse = id(post(report, suffered));
        String mended = path(treated, "/adverse-events/" + adverse + "/correction");
        bad(mended, put, "duration", "\"MONTHS\"", 400, "unknown-value");
        bad(mended, put, "occurredAt", "\"" + at(31, 7) + "\"", 422, "invalid-value");
        bad(mended, put, "sessionId", "\"" + later + "\"", 422, "unknown-reference");
        bad(mended, put, "removed", "[\"GRADE\"]", 400, "unknown-value");
        bad(mended, put, "removed", "[\"SESSION\", \"SESSION\"]", 422, "invalid-value");
        bad(mended, put, "reason", "\"\"", 422, "invalid-value");
        bad(mended, "{\"duration\": \"DAYS\"}", 400, "missing-field", "reason");
        bad(path(treated, "/adverse-events/" + NOTHING + "/correction"), put, 404, "not-found", null);
        bad(path(treated, "/adverse-events/7/correction"), put, 400, "malformed-id", "aid");

        String taking = """
                {"instrument": "RMDQ", "score": 5, "takenAt": "%s"}""".formatted(at(9, 9));
        bad(path(treated, "/measurements"), taking, "takenAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(path(treated, "/measurements"), taking, "score", "24.5", 422, "invalid-value");
        bad(path(treated, "/measurements"), taking, "score", "\"5\"", 400, "wrong-type");
        bad(path(NOTHING, "/measurements"), taking, 404, "not-found", null);
        String taken = id(post(path(treated, "/measurements"), taking));
        String untaken = id(post(path(treated, "/measurements"), taking));
        id(post(path(treated, "/measurements/" + untaken + "/voiding"), "{\"reason\": \"double\"}"));
        String better = taking.replace("}", ", \"reason\": \"misread\"}");
        String corrected = path(treated, "/measurements/" + taken + "/correction");
        bad(corrected, better, "takenAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(corrected, better, "takenAt", "\"" + at(31, 7) + "\"", 422, "invalid-value");
        bad(corrected, better, "score", "25", 422, "invalid-value");
        bad(corrected, better, "score", "\"5\"", 400, "wrong-type");
        bad(corrected, better, "instrument", "\"VAS\"", 400, "unknown-value");
        bad(corrected, better, "reason", "\" \"", 422, "invalid-value");
        bad(path(treated, "/measurements/" + untaken + "/correction"), better, 409, "measurement-voided", null);
        bad(path(treated, "/measurements/" + NOTHING + "/correction"), better, 404, "not-found", null);
        bad(path(treated, "/measurements/7/correction"), better, 400, "malformed-id", "mid");
        bad(path(treated, "/measurements/" + taken + "/voiding"), "{\"reason\": \"\"}", 422, "invalid-value", "reason");
        bad(path(treated, "/measurements/" + taken + "/voiding"), "{\"reason\": 5}", 400, "wrong-type", "reason");
        bad(path(treated, "/measurements/" + taken + "/voiding"), "{}", 400, "missing-field", "reason");
        bad(path(treated, "/measurements/" + untaken + "/voiding"), "{\"reason\": \"no\"}", 409, "measurement-voided",
                null);
        bad(path(treated, "/measurements/" + NOTHING + "/voiding"), "{\"reason\": \"no\"}", 404, "not-found", null);
        bad(path(NOTHING, "/measurements/" + taken + "/voiding"), "{\"reason\": \"no\"}", 404, "not-found", null);
        bad(path(treated, "/decline"), "{\"reason\": \"no\"}", 409, "episode-state-forbids", null);
        bad(path(treated, "/assignments"), assignment(registerTherapist(clinic), at(9, 9)), 409,
                "therapist-already-assigned", null);
        return table();
    }

    @TestFactory
    Stream<DynamicTest> refuses_discharges_and_what_comes_after_them() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String treated = openTreatedEpisode(clinic, anna, 60);
        id(post(path(treated, "/sessions/held"), session(at(20, 9), null)));
        String discharge = "{\"reason\": \"PLATEAU\"}";
        bad(path(treated, "/discharge"), discharge, "at", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(path(treated, "/discharge"), discharge, "at", "\"" + at(21, 9) + "\"", 422,
                "discharge-before-last-session");
        bad(path(treated, "/discharge"), discharge, "toClinicId", "\"" + openClinic() + "\"", 422, "invalid-value");
        bad(path(treated, "/discharge"), "{\"reason\": \"TRANSFERRED\"}", 422, "invalid-value", "toClinicId");
        bad(path(treated, "/discharge"), "{\"reason\": \"TRANSFERRED\", \"toClinicId\": \"" + NOTHING + "\"}", 422,
                "unknown-reference", "toClinicId");

        String ended = openTreatedEpisode(clinic, anna, 90);
        id(post(path(ended, "/discharge"), "{\"reason\": \"PLATEAU\", \"at\": \"%s\"}".formatted(at(50, 9))));
        bad(path(ended, "/sessions"), plan(at(-6, 9)), 409, "episode-state-forbids", null);
        bad(path(ended, "/sessions/held"), session(at(49, 9), null), 409, "episode-state-forbids", null);
        bad(path(ended, "/measurements"), """
                {"instrument": "NPRS", "score": 5, "takenAt": "%s"}""".formatted(at(49, 9)), 409,
                "episode-state-forbids", null);
        bad(path(ended, "/discharge"), "{\"reason\": \"MOVED\"}", 409, "episode-state-forbids", null);

        var view = get(path(ended, ""));
        String week6 = "/follow-ups/" + Objects.requireNonNull(view.at("followUps.0.id")) + "/outcome";
        String outcome = "{\"takenAt\": \"" + at(5, 9) + "\"}";
        bad(path(ended, week6), outcome, "pgic", "8", 422, "invalid-value");
        bad(path(ended, week6), outcome, "takenAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(path(ended, week6), outcome, "takenAt", "\"" + at(40, 9) + "\"", 422, "follow-up-too-early");
        bad(path(ended, week6), outcome, "furtherCare", "\"YOGA\"", 400, "unknown-value");
        bad(path(ended, "/follow-ups/" + Objects.requireNonNull(view.at("followUps.3.id")) + "/outcome"), outcome, 422,
                "follow-up-too-early", "takenAt");
        bad(path(ended, "/follow-ups/" + NOTHING + "/outcome"), outcome, 404, "not-found", null);
        String fix = path(ended, week6.replace("/outcome", "/correction"));
        String fixed = "{\"furtherCare\": \"MASSAGE\", \"reason\": \"misheard\"}";
        bad(fix, fixed, 409, "follow-up-not-recorded", null);
        String fixedId = openTreatedEpisode(clinic, anna, 100);
        id(post(path(fixedId, "/discharge"), "{\"reason\": \"MOVED\", \"at\": \"" + at(60, 9) + "\"}"));
        String taken = path(fixedId, "/follow-ups/" + get(path(fixedId, "")).at("followUps.0.id"));
        id(post(taken + "/outcome", outcome));
        bad(taken + "/correction", fixed, "takenAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(taken + "/correction", fixed, "takenAt", "\"" + at(55, 9) + "\"", 422, "follow-up-too-early");
        bad(taken + "/correction", fixed, "takenAt", "\"yesterday\"", 400, "wrong-type");
        bad(taken + "/correction", fixed, "furtherCare", "\"YOGA\"", 400, "unknown-value");
        bad(taken + "/correction", fixed, "removed", "[\"PGIC\"]", 400, "unknown-value");
        bad(taken + "/correction", fixed, "removed", "[\"FURTHER_CARE\"]", 422, "invalid-value");
        bad(taken + "/correction", fixed, "reason", "\" \"", 422, "invalid-value");
        bad(path(fixedId, "/follow-ups/" + NOTHING + "/correction"), fixed, 404, "not-found", null);
        return table();
    }

    @TestFactory
    Stream<DynamicTest> refuses_to_begin_again() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String ended = openTreatedEpisode(clinic, anna, 90);
        String mila = Objects.requireNonNull(get(path(ended, "")).at("clientId"));
        id(post(path(ended, "/discharge"), "{\"reason\": \"PLATEAU\", \"at\": \"%s\"}".formatted(at(50, 9))));
        String reopening = path(ended, "/reopening");
        String again = "{\"reason\": \"it came back\"}";
        bad(reopening, again, "reason", "\" \"", 422, "invalid-value");
        bad(reopening, again, "reason", "\"a\\u0000\"", 400, "forbidden-character");
        bad(reopening, again, "reason", "\"" + "x".repeat(4001) + "\"", 422, "invalid-value");
        bad(reopening, again, "reason", "7", 400, "wrong-type");
        bad(reopening, again, "override", "{\"reason\": \"\"}", 422, "invalid-value");
        bad(reopening, again, "override", "{}", 400, "missing-field");
        bad(path(NOTHING, "/reopening"), again, 404, "not-found", null);
        bad(path("7", "/reopening"), again, 400, "malformed-id", "id");
        bad(path(openEpisode(clinic, 10), "/reopening"), again, 409, "episode-state-forbids", null);
        bad(path(openTreatedEpisode(clinic, anna, 10), "/reopening"), again, 409, "episode-state-forbids", null);
        String longAgo = openTreatedEpisode(clinic, anna, 420);
        id(post(path(longAgo, "/discharge"), "{\"reason\": \"MOVED\", \"at\": \"%s\"}".formatted(at(400, 9))));
        bad(path(longAgo, "/reopening"), again, 422, "reopening-too-late", null);

        // The client has an episode of another pain by now.
        String other = id(post("/api/v1/episodes", intake(mila, clinic, 20, "")));
        bad(reopening, again, 409, "client-has-open-episode", null);
        String intake = intake(mila, clinic, 10, "");
        bad("/api/v1/episodes", intake, 409, "client-has-open-episode", null);
        bad("/api/v1/episodes", intake, "override", "{\"reason\": \" \"}", 422, "invalid-value");
        bad("/api/v1/episodes", intake, "override", "7", 400, "wrong-type");
        bad("/api/v1/episodes", intake, "continues", "\"" + NOTHING + "\"", 422, "unknown-reference");
        bad("/api/v1/episodes", intake, "continues", "\"" + ended + "\"", 422, "invalid-value");
        bad("/api/v1/episodes", intake, "continues", "\"" + other + "\"", 422, "invalid-value");
        bad("/api/v1/episodes", intake, "continues", "\"7\"", 400, "wrong-type");

        // An episode goes on where, of whom and from when on it was transferred.
        String elsewhere = openClinic();
        String left = openTreatedEpisode(elsewhere, registerTherapist(elsewhere), 40);
        id(post(path(left, "/discharge"), """
                {"reason": "TRANSFERRED", "toClinicId": "%s", "at": "%s"}""".formatted(clinic, at(15, 9))));
        String continuing = "\"continues\": \"" + left + "\"";
        bad("/api/v1/episodes", with(intake, continuing), 422, "invalid-value", "continues");
        String client = Objects.requireNonNull(get(path(left, "")).at("clientId"));
        String goingOn = with(intake(client, clinic, 10, ""), continuing);
        bad("/api/v1/episodes", goingOn, "openedAt", "\"" + at(16, 9) + "\"", 422, "invalid-value");
        bad("/api/v1/episodes", goingOn, "clinicId", "\"" + elsewhere + "\"", 422, "invalid-value", "continues");
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
        assertThat(get("/api/v1/reports/sessions-per-person?groupBy=style&groupBy=style").at("field"))
                .isEqualTo("groupBy");
        assertThat(get("/api/v1/reports/sessions-per-person?ageBand=30-40").at("field")).isEqualTo("ageBand");
        assertThat(get("/api/v1/reports/sessions-per-person?from=2026-02-02&to=2026-02-01").at("field"))
                .isEqualTo("to");
        assertThat(get("/api/v1/reports/sessions-per-person?asOf=" + at(-2, 9)).status()).isEqualTo(422);
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

    @TestFactory
    Stream<DynamicTest> refuses_to_hand_over() {
        String clinic = openClinic();
        String treated = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        String ben = registerTherapist(clinic);
        String assignments = path(treated, "/assignments");
        String handOver = handOver(ben, at(9, 9), "");
        bad(assignments, handOver, "reason", "\" \"", 422, "invalid-value");
        bad(assignments, handOver, "reason", "\"a\\u0000\"", 400, "forbidden-character");
        bad(assignments, handOver, "at", "\"" + at(30, 9) + "\"", 422, "invalid-value");
        bad(assignments, handOver, "at", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(assignments, handOver, "plannedSessions", "\"DROP\"", 400, "unknown-value");
        bad(assignments, handOver, "override", "{\"reason\": \"\"}", 422, "invalid-value");
        bad(assignments, handOver, "override", "{}", 400, "missing-field");
        bad(path(openEpisode(clinic, 10), "/assignments"), handOver, 422, "invalid-value", "reason");
        bad(assignments, handOver(registerTherapist(openClinic()), at(9, 9), ""), 422, "therapist-not-at-clinic",
                "therapistId");
        String held = openTreatedEpisode(clinic, registerTherapist(clinic), 30);
        id(post(path(held, "/screenings"), "{\"positive\": [\"CI-EPIL\"], \"at\": \"" + at(20, 9) + "\"}"));
        bad(path(held, "/assignments"), handOver, 409, "clearance-missing", null);
        return table();
    }

    private String withoutConsent(String clinic, String therapist) {
        String client = id(post("/api/v1/clients", """
                {"clinicId": "%s", "name": {"given": "Bo", "family": "%s"}, "dateOfBirth": "1990-01-01",
                 "consents": [{"purpose": "RESEARCH", "textVersion": "1"}]}""".formatted(clinic, familyName())));
        String episode = id(post("/api/v1/episodes", intake(client, clinic, 30, "")));
        id(post(path(episode, "/assignments"), assignment(therapist, at(29, 9))));
        return episode;
    }
}
