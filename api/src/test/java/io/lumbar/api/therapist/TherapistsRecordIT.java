package io.lumbar.api.therapist;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.day;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;

/** A therapist's record from the first certificate to the last day. */
class TherapistsRecordIT extends RefusalTable {

    @Test
    void what_is_certified_and_revoked_decides_what_may_be_recorded() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 40);
        String hotStone = session(at(30, 9), null).replace("SWEDISH", "HOT_STONE");
        assertThat(post(path(episode, "/sessions/held"), hotStone).at("type"))
                .isEqualTo("/problems/therapist-not-qualified");

        id(post(of(anna, "/qualifications"), certificate("HOT_STONE", day(35))));
        id(post(path(episode, "/sessions/held"), hotStone));
        Answer revoked = post(of(anna, "/qualifications/HOT_STONE/revocation"), revocation(day(20)));
        id(revoked);
        assertThat(post(of(anna, "/qualifications/HOT_STONE/revocation"), revocation(day(20))).header("ETag"))
                .isEqualTo(revoked.header("ETag"));

        id(post(path(episode, "/sessions/held"), hotStone.replace(at(30, 9), at(21, 9))));
        Answer refused = post(path(episode, "/sessions/held"), hotStone.replace(at(30, 9), at(20, 9)));
        assertThat(refused.at("type")).isEqualTo("/problems/therapist-not-qualified");
        assertThat(refused.at("on")).isEqualTo(day(20));
        assertThat(get(of(anna, "")).at("qualifications.2.expiresOn")).isEqualTo(day(21));
        assertThat(getAfter(revoked, "/api/v1/therapists?clinic=" + clinic).at("items.0.qualifications.2.expiresOn"))
                .isEqualTo(day(21));
    }

    @Test
    void a_session_is_planned_for_when_the_therapist_is_there() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 10);
        // 12:00 UTC is 13:00 or 14:00 in the clinic
        String weekday = LocalDate.now(ZoneOffset.UTC).plusDays(8).getDayOfWeek().name();
        id(put(of(anna, "/working-hours"), """
                {"clinicId": "%s", "weekly": [{"day": "%s", "from": "12:00", "to": "18:00"}]}""".formatted(clinic,
                weekday)));
        assertThat(post(path(episode, "/sessions"), plan(at(-8, 6))).at("type"))
                .isEqualTo("/problems/therapist-off-hours");
        id(post(path(episode, "/sessions"), plan(at(-8, 12))));

        id(post(of(anna, "/absences"), """
                {"from": "%s", "to": "%s"}""".formatted(at(-15, 0), at(-16, 0))));
        assertThat(post(path(episode, "/sessions"), plan(at(-15, 12))).at("type"))
                .isEqualTo("/problems/therapist-absent");
        assertThat(get(of(anna, "")).at("absences.0.to")).isEqualTo(at(-16, 0));
        assertThat(get(of(anna, "")).at("workingHours.0.day")).isEqualTo(weekday);
    }

    @Test
    void a_limit_below_the_load_lets_go_on_what_is_carried_and_bars_what_comes() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String first = openTreatedEpisode(clinic, anna, 9);
        String second = openTreatedEpisode(clinic, anna, 8);
        id(put(of(anna, "/caseload-limit"), "{\"caseloadLimit\": 1}"));

        assertThat(get(path(first, "")).at("therapistId")).isEqualTo(anna);
        assignmentIsRefused(clinic, anna);
        id(post(path(first, "/discharge"), "{\"reason\": \"GOALS_MET\"}"));
        assignmentIsRefused(clinic, anna);
        id(post(path(second, "/discharge"), "{\"reason\": \"GOALS_MET\"}"));
        openTreatedEpisode(clinic, anna, 7);
        assignmentIsRefused(clinic, anna);

        String overridden = openEpisode(clinic, 6);
        id(post(path(overridden, "/assignments"), """
                {"therapistId": "%s", "at": "%s", "override": {"reason": "nobody else"}}""".formatted(anna, at(6, 9))));
        id(put(of(anna, "/caseload-limit"), "{\"caseloadLimit\": 3}"));
        openTreatedEpisode(clinic, anna, 5);
        assignmentIsRefused(clinic, anna);
    }

    private void assignmentIsRefused(String clinic, String therapist) {
        assertThat(post(path(openEpisode(clinic, 4), "/assignments"), assignment(therapist, at(4, 9))).at("type"))
                .isEqualTo("/problems/caseload-full");
    }

    @Test
    void nobody_leaves_who_is_needed() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String ben = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        stillNeeded(anna);

        String covered = id(post(path(episode, "/sessions"),
                plan(at(-5, 9)).replace("}", ", \"therapistId\": \"" + ben + "\"}")));
        stillNeeded(ben);
        id(post(path(episode, "/sessions/" + covered + "/cancellation"), "{\"by\": \"CLINIC\"}"));
        Answer left = post(of(ben, "/deactivation"), "{\"at\": \"" + at(2, 9) + "\"}");
        id(left);

        assertThat(get(of(ben, "")).at("deactivatedAt")).isEqualTo(at(2, 9));
        assertThat(post(of(ben, "/deactivation"), "{}").header("ETag")).isEqualTo(left.header("ETag"));
        assertThat(getAfter(left, "/api/v1/therapists?state=DEACTIVATED&clinic=" + clinic).at("items.0.id"))
                .isEqualTo(ben);
        assertThat(get("/api/v1/therapists?state=ACTIVE&clinic=" + clinic).at("items.0.id")).isEqualTo(anna);
        assertThat(get("/api/v1/therapists?state=ACTIVE&clinic=" + clinic).at("items.1.id")).isNull();
    }

    @Test
    void what_one_who_left_did_before_is_still_recorded_and_nothing_after() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String ben = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        id(post(of(ben, "/deactivation"), "{\"at\": \"" + at(5, 9) + "\"}"));
        id(post(path(episode, "/sessions/held"), by(ben, session(at(5, 8), null))));
        assertThat(post(path(episode, "/sessions/held"), by(ben, session(at(5, 9), null))).at("type"))
                .isEqualTo("/problems/therapist-not-practising");
        // also where the assignment would lie before the departure
        assertThat(post(path(openEpisode(clinic, 15), "/assignments"), assignment(ben, at(10, 9))).at("type"))
                .isEqualTo("/problems/therapist-inactive");
    }

    private void stillNeeded(String therapist) {
        assertThat(post(of(therapist, "/deactivation"), "{}").at("type"))
                .isEqualTo("/problems/therapist-still-needed");
        assertThat(get(of(therapist, "")).at("deactivatedAt")).isNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_breaks_a_rule() {
        String clinic = openClinic();
        String anna = id(post("/api/v1/therapists", therapist(clinic, licenceNumber(), 1)));
        String ben = registerTherapist(clinic);
        id(post(of(ben, "/deactivation"), "{\"at\": \"" + at(2, 9) + "\"}"));

        String certificate = certificate("SPORTS", day(100));
        bad(of(anna, "/qualifications"), certificate, "style", "\"sports\"", 400, "unknown-value");
        bad(of(anna, "/qualifications"), certificate, "certifiedOn", "\"2026-02-30\"", 400, "wrong-type");
        bad(of(anna, "/qualifications"), certificate, "expiresOn", "\"" + day(101) + "\"", 422, "invalid-value");
        bad(of(anna, "/qualifications"), certificate, "certifiedOn", "\"1939-12-31\"", 422, "invalid-value");
        bad(of(anna, "/qualifications"), certificate("SWEDISH", "2011-01-01").replace("null", "\"" + day(-9) + "\""),
                409, "qualification-already-granted", "expiresOn");
        bad(of(ben, "/qualifications"), certificate, 409, "therapist-inactive", null);
        bad(of(NOTHING, "/qualifications"), certificate, 404, "not-found", null);

        String revocation = revocation(day(1));
        bad(of(anna, "/qualifications/SWEDISH/revocation"), revocation, "revokedOn", "5", 400, "wrong-type");
        bad(of(anna, "/qualifications/SWEDISH/revocation"), "{}", 400, "missing-field", "revokedOn");
        bad(of(anna, "/qualifications/Swedish/revocation"), revocation, 400, "unknown-value", "style");
        bad(of(anna, "/qualifications/SHIATSU/revocation"), revocation, 409, "qualification-not-held", "revokedOn");
        bad(of(ben, "/qualifications/SWEDISH/revocation"), revocation, 409, "therapist-inactive", null);
        bad(of(NOTHING, "/qualifications/SWEDISH/revocation"), revocation, 404, "not-found", null);

        String hours = """
                {"clinicId": "%s", "weekly": [{"day": "MONDAY", "from": "09:00", "to": "10:00"}]}""".formatted(clinic);
        badPut(of(anna, "/working-hours"), hours, "clinicId", "\"" + NOTHING + "\"", 422, "invalid-value");
        badPut(of(anna, "/working-hours"), hours, "weekly", """
                [{"day": "MONDAY", "from": "09:00", "to": "09:00"}]""", 422, "invalid-value");
        badPut(of(anna, "/working-hours"), hours, "weekly", """
                [{"day": "MONDAY", "from": "9:00", "to": "10:00"}]""", 400, "wrong-type");
        badPut(of(anna, "/working-hours"), hours, "weekly", "[null]", 400, "missing-field");
        badPut(of(anna, "/working-hours"), hours, "weekly", "7", 400, "wrong-type");
        badPut(of(ben, "/working-hours"), hours, 409, "therapist-inactive", null);
        badPut(of(NOTHING, "/working-hours"), hours, 404, "not-found", null);

        String absence = "{\"from\": \"" + at(-1, 9) + "\", \"to\": \"" + at(-2, 9) + "\"}";
        bad(of(anna, "/absences"), absence, "to", "\"" + at(-1, 9) + "\"", 422, "invalid-value");
        bad(of(anna, "/absences"), absence, "to", "\"" + at(-369, 9) + "\"", 422, "invalid-value");
        bad(of(anna, "/absences"), absence, "from", "\"" + at(-800, 9) + "\"", 422, "invalid-value");
        bad(of(anna, "/absences"), absence, "from", "\"" + day(-1) + "\"", 400, "wrong-type");
        bad(of(anna, "/absences"), "{}", 400, "missing-field", null);
        bad(of(ben, "/absences"), absence, 409, "therapist-inactive", null);
        bad(of("7", "/absences"), absence, 400, "malformed-id", "id");

        String limit = "{\"caseloadLimit\": 3}";
        badPut(of(anna, "/caseload-limit"), limit, "caseloadLimit", "0", 422, "invalid-value");
        badPut(of(anna, "/caseload-limit"), limit, "caseloadLimit", "501", 422, "invalid-value");
        badPut(of(anna, "/caseload-limit"), limit, "caseloadLimit", "2.5", 400, "wrong-type");
        badPut(of(anna, "/caseload-limit"), limit, "caseloadLimit", "\"3\"", 400, "wrong-type");
        badPut(of(ben, "/caseload-limit"), limit, 409, "therapist-inactive", null);
        badPut(of(NOTHING, "/caseload-limit"), limit, 404, "not-found", null);

        bad(of(anna, "/deactivation"), "{}", "at", "\"" + at(-1, 9) + "\"", 422, "in-future");
        bad(of(anna, "/deactivation"), "{}", "at", "\"now\"", 400, "wrong-type");
        bad(of(anna, "/deactivation"), "{\"reason\": \"retired\"}", 400, "unknown-field", "reason");
        bad(of(ben, "/deactivation"), "{\"at\": \"" + at(3, 9) + "\"}", 409, "therapist-inactive", null);
        bad(of(NOTHING, "/deactivation"), "{}", 404, "not-found", null);
        return table();
    }

    private static String of(String therapist, String rest) {
        return "/api/v1/therapists/" + therapist + rest;
    }

    private static String certificate(String style, String certifiedOn) {
        return "{\"style\": \"%s\", \"certifiedOn\": \"%s\", \"expiresOn\": null}".formatted(style, certifiedOn);
    }

    private static String revocation(String revokedOn) {
        return "{\"revokedOn\": \"" + revokedOn + "\"}";
    }

    private static String by(String therapist, String session) {
        return session.replace("}", ", \"therapistId\": \"" + therapist + "\"}");
    }
}
