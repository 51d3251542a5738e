package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.junit.jupiter.api.Test;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.day;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** A half-year of one clinic, as its handbook would tell it. */
class FromIntakeToReportIT extends ClinicIT {

    @Test
    void a_client_is_treated_and_the_clinic_learns_how_many_sessions_its_people_had() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String mila = registerClient(clinic);

        // Intake: the screening finds diabetes, which rules hot stone out, and fever, which a physician must look at.
        String episode = id(post("/api/v1/episodes", """
                {"clientId": "%s", "clinicId": "%s", "openedAt": "%s", "doctorConsulted": true,
                 "complaint": {"onsetOn": "%s", "sites": ["LUMBAR", "HIP"], "causes": ["IMPROPER_LIFTING", "STRESS"],
                   "muscles": ["QUADRATUS_LUMBORUM"], "limitedActivities": ["LIFTING", "playing the cello"]},
                 "screening": {"catalogueVersion": 1, "positive": ["RF-INF-1", "CI-DIAB",
                   {"code": "CI-VARIX", "areas": ["LEG"]}]},
                 "preference": {"style": "SWEDISH", "pressure": 2},
                 "baseline": [{"instrument": "NPRS", "score": 7},
                   {"instrument": "ODI", "answers": {"sections": [2, 2, 2, 2, 2, 2, 2, 1, 1, null]}},
                   {"instrument": "PSFS", "answers": {"activities": [{"name": "cello", "score": 3}]}}]}"""
                .formatted(mila, clinic, at(100, 8), day(150))));
        Answer waiting = get(path(episode, ""));
        assertThat(waiting.at("state")).isEqualTo("AWAITING_CLEARANCE");
        assertThat(waiting.at("screenings.0.needsClearance")).isEqualTo("true");
        assertThat(waiting.at("screenings.0.restrictedStyles.0.style")).isEqualTo("HOT_STONE");
        assertThat(waiting.at("screenings.0.excludedAreas.0")).isEqualTo("LEG");
        assertThat(waiting.at("intake.chronicity")).isEqualTo("SUBACUTE");
        assertThat(waiting.at("intake.limitedActivities")).contains("LIFTING", "playing the cello");
        assertThat(waiting.at("measurements.1.score")).isEqualTo("35.6");
        assertThat(waiting.at("measurements.1.band")).isEqualTo("MODERATE");

        // Nobody may be assigned before the physician's word.
        Answer early = post(path(episode, "/assignments"), assignment(anna, at(100, 9)));
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.at("type")).isEqualTo("/problems/clearance-missing");
        id(post(path(episode, "/clearances"), """
                {"clinician": "Dr J. Smit", "clearedAt": "%s"}""".formatted(at(99, 10))));
        id(post(path(episode, "/assignments"), assignment(anna, at(99, 11))));

        // Sessions: one planned and held, one missed, one called off, one that nobody had planned.
        String first = id(post(path(episode, "/sessions"), plan(at(95, 9))));
        String second = id(post(path(episode, "/sessions"), plan(at(90, 9))));
        String third = id(post(path(episode, "/sessions"), plan(at(85, 9))));
        id(post(path(episode, "/sessions/" + first + "/held"), """
                {"startedAt": "%s", "minutes": 50, "style": "SWEDISH", "kind": "STRUCTURAL", "areas": ["LUMBAR", "HIP"],
                 "pressure": 3, "painBefore": 6, "painAfter": 4, "note": "left side tender",
                 "reactions": ["warm feeling"], "measurements": [{"instrument": "NPRS", "score": 6}]}"""
                .formatted(at(95, 9))));
        id(post(path(episode, "/sessions/" + second + "/no-show"), ""));
        id(post(path(episode, "/sessions/" + third + "/cancellation"), """
                {"by": "CLIENT", "reason": "flu"}"""));
        String fourth = id(post(path(episode, "/sessions/held"), session(at(80, 9), 4)));
        id(post(path(episode, "/measurements"), """
                {"instrument": "PSFS", "answers": {"activities": [{"name": "Cello", "score": 8}]}, "takenAt": "%s"}"""
                .formatted(at(79, 9))));

        // Discharge cancels what was still planned and plans four follow-ups; the first is due six weeks later.
        String never = id(post(path(episode, "/sessions"), plan(at(-7, 9))));
        id(post(path(episode, "/discharge"), """
                {"reason": "GOALS_MET", "at": "%s"}""".formatted(at(50, 15))));
        Answer ended = get(path(episode, ""));
        assertThat(ended.at("followUps.0.dueOn")).isEqualTo(day(50 - 42));
        String followUp = Objects.requireNonNull(ended.at("followUps.0.id"));
        Answer followedUp = post(path(episode, "/follow-ups/" + followUp + "/outcome"), """
                {"takenAt": "%s", "measurements": [{"instrument": "NPRS", "score": 2}], "pgic": 2,
                 "furtherCare": "NONE"}""".formatted(at(7, 12)));
        id(followedUp);

        Answer contact = get(path(episode, "/follow-ups/" + followUp));
        assertThat(contact.at("kind")).isEqualTo("W6");
        assertThat(contact.at("takenAt")).isEqualTo(at(7, 12));
        assertThat(contact.at("furtherCare")).isEqualTo("NONE");
        assertThat(contact.at("measurements.1.instrument")).isEqualTo("PGIC");
        assertThat(contact.header("ETag")).isEqualTo(followedUp.header("ETag"));

        // What stands of it, always current.
        Answer stands = get(path(episode, ""));
        assertThat(stands.header("ETag")).isEqualTo("\"" + stands.at("version") + "\"")
                .isEqualTo(followedUp.header("ETag"));
        assertThat(stands.at("state")).isEqualTo("DISCHARGED");
        assertThat(sessions(stands)).containsExactly(first + " HELD", second + " MISSED", third + " CANCELLED",
                fourth + " HELD", never + " CANCELLED");
        assertThat(stands.at("sessions.0.held.note")).isEqualTo("left side tender");
        assertThat(stands.at("sessions.4.cancelled.by")).isEqualTo("DISCHARGE");
        assertThat(stands.at("response.result")).isEqualTo("RESPONDED");
        assertThat(stands.at("response.afterSessions")).isEqualTo("1");
        assertThat(measurements(stands)).containsExactly("NPRS BASELINE 7 null", "ODI BASELINE 35.6 null",
                "PSFS BASELINE 3 null", "NPRS SESSION 6 1", "NPRS SESSION 4 3", "PSFS BETWEEN_SESSIONS 8 5",
                "NPRS FOLLOW_UP 2 5", "PGIC FOLLOW_UP 2 null");
        assertThat(stands.at("followUps.0.furtherCare")).isEqualTo("NONE");
        assertThat(stands.at("erased")).isEqualTo("false");

        // What happened, in plain words: when, when it was learned, and by whom.
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).startsWith("Episode opened: pain in lumbar, hip since " + day(150)
                + ", put down to improper lifting, stress", "Screened against catalogue 1: RF-INF-1, CI-VARIX, CI-DIAB")
                .contains("Treatment cleared by a physician", "Client did not come to the session",
                        "Session cancelled by the client", "Session cancelled because of the discharge",
                        "Episode ended: goals met", "Follow-up W6 planned for " + day(8),
                        "Follow-up recorded, further care: none");
        assertThat(timeline.at("items.0.at")).isEqualTo(at(100, 8));
        assertThat(timeline.at("items.0.recordedBy")).isEqualTo("client:admin-cli");

        // Lists and the calendar, asked to include what was just written.
        assertThat(getAfter(followedUp, "/api/v1/episodes?client=" + mila).at("items.0.heldSessions")).isEqualTo("2");
        Answer calendar = getAfter(followedUp,
                "/api/v1/calendar?therapist=" + anna + "&from=" + at(96, 0) + "&to=" + at(84, 0));
        assertThat(Objects.requireNonNull(calendar.json()).at("/items")).hasSize(3);
        assertThat(getAfter(followedUp, "/api/v1/therapists?clinic=" + clinic).at("items.0.caseload"))
                .isEqualTo("0");

        // Five more people, so that the report tells of a group and not of Mila, and five at the clinic next door, so
        // that the difference to a report on everybody does not tell of a few either.
        String nextDoor = openClinic();
        for (int people = 0; people < 5; people++) {
            openEpisode(nextDoor, 60);
        }
        Answer last = followedUp;
        for (int sessions = 1; sessions <= 5; sessions++) {
            String other = openTreatedEpisode(clinic, anna, 60);
            for (int n = 0; n < sessions; n++) {
                String held = session(at(58 - n, 9 + sessions), null);
                last = post(path(other, "/sessions/held"), n < 4 ? held : againstARule(held));
                id(last);
            }
        }
        Answer report = getAfter(last, "/api/v1/reports/sessions-per-person?clinic=" + clinic);
        assertThat(report.status()).as(report.http().body()).isEqualTo(200);
        assertThat(report.at("groups.0.people")).isEqualTo("6");
        assertThat(report.at("groups.0.sessions")).isEqualTo("17");
        assertThat(report.at("groups.0.perPerson.all.median")).isEqualTo("2.5");
        assertThat(report.at("groups.0.perPerson.all.max")).isEqualTo("5");
        assertThat(report.at("groups.0.perPerson.finished.n")).isEqualTo("1");
        assertThat(report.at("groups.0.visitsPerDischargedCase")).isEqualTo("2.0");
        assertThat(report.at("groups.0.sessionsAgainstRules")).isEqualTo("1");
        assertThat(report.at("definition.name")).isEqualTo("sessions-per-person");
        assertThat(report.at("filters.clinic.0")).isEqualTo(clinic);
    }

    @Test
    void an_urgent_sign_is_on_the_work_list_until_a_physician_spoke() {
        String clinic = openClinic();
        Answer opened = post("/api/v1/episodes", intake(registerClient(clinic), clinic, 2, "\"RF-CES-1\""));
        String episode = id(opened);

        Answer waits = getAfter(opened, "/api/v1/worklist?clinic=" + clinic);
        assertThat(waits.at("items.0.kind")).isEqualTo("URGENT_REFERRAL");
        assertThat(waits.at("items.0.episodeId")).isEqualTo(episode);
        assertThat(waits.at("items.0.codes.0")).isEqualTo("RF-CES-1");

        Answer cleared = post(path(episode, "/clearances"), """
                {"clinician": "Dr J. Smit", "clearedAt": "%s"}""".formatted(at(1, 9)));
        assertThat(getAfter(cleared, "/api/v1/worklist?clinic=" + clinic).at("items.0")).isNull();
    }

    @Test
    void a_client_may_be_turned_away_before_treatment() {
        String episode = openEpisode(openClinic(), 3);
        id(post(path(episode, "/decline"), """
                {"reason": "wants acupuncture"}"""));

        assertThat(get(path(episode, "")).at("state")).isEqualTo("DECLINED");
        assertThat(get(path(episode, "")).at("decline.reason")).isEqualTo("wants acupuncture");
    }

    private static String againstARule(String held) {
        return held.replace("SWEDISH", "SPORTS").replaceFirst("\\{", """
                {"despite": {"rule": "THERAPIST_NOT_QUALIFIED", "reason": "it did happen"},""");
    }

    private static List<String> sessions(Answer episode) {
        var sessions = new ArrayList<String>();
        Objects.requireNonNull(episode.json()).at("/sessions").forEach(
                session -> sessions.add(session.at("/id").asString() + " " + session.at("/state").asString()));
        return sessions;
    }

    private static List<String> measurements(Answer episode) {
        var measurements = new ArrayList<String>();
        Objects.requireNonNull(episode.json()).at("/measurements").forEach(taken -> measurements
                .add(taken.at("/instrument").asString() + " " + taken.at("/occasion").asString() + " "
                        + taken.at("/score").asString() + " "
                        + (taken.at("/change").isNull() ? null : taken.at("/change/improvement").asString())));
        return measurements;
    }

    private static List<String> words(Answer timeline) {
        var words = new ArrayList<String>();
        Objects.requireNonNull(timeline.json()).at("/items")
                .forEach(entry -> words.add(entry.at("/words").asString()));
        return words;
    }
}
