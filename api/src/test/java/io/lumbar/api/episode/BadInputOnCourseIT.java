package io.lumbar.api.episode;

import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.familyName;
import static io.lumbar.api.Bodies.handOver;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.with;

/** Input about the course of an episode that can be read and still breaks a rule: refused by name, with nothing stored. */
class BadInputOnCourseIT extends RefusalTable {

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
        bad(path(treated, "/sessions/" + held + "/no-show"), "", 409, "session-state-forbids", null);
        bad(path(NOTHING, "/sessions/" + later + "/no-show"), "", 404, "not-found", null);
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
