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

/** What was recorded turns out to be otherwise: it is put right, and the history keeps both. */
class CorrectingWhatWasRecordedIT extends ClinicIT {

    @Test
    void a_planned_session_is_moved_and_leaves_its_old_time_free() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String other = openTreatedEpisode(clinic, anna, 20);
        String session = id(post(path(episode, "/sessions"), plan(at(-5, 9))));

        Answer moved = post(path(episode, "/sessions/" + session + "/rescheduling"), """
                {"start": "%s", "minutes": 60}""".formatted(at(-6, 14)));

        id(moved);
        Answer stands = get(path(episode, "/sessions/" + session));
        assertThat(stands.at("state")).isEqualTo("PLANNED");
        assertThat(stands.at("plan.start")).isEqualTo(at(-6, 14));
        assertThat(stands.at("plan.minutes")).isEqualTo("60");
        id(post(path(other, "/sessions"), plan(at(-5, 9))));
        assertThat(post(path(other, "/sessions"), plan(at(-6, 14))).at("type"))
                .isEqualTo("/problems/therapist-double-booked");
        assertThat(starts(getAfter(moved,
                "/api/v1/calendar?therapist=" + anna + "&from=" + at(-6, 0) + "&to=" + at(-7, 0))))
                .containsExactly(at(-6, 14));
        assertThat(words(episode)).endsWith("Session moved to " + at(-6, 14) + ": 60 minutes swedish");
    }

    @Test
    void a_no_show_that_was_none_is_taken_back_if_the_time_is_still_free() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String session = id(post(path(episode, "/sessions"), plan(at(10, 9))));
        id(post(path(episode, "/sessions/" + session + "/no-show"), ""));
        String other = openTreatedEpisode(clinic, anna, 20);
        String meanwhile = id(post(path(other, "/sessions"), plan(at(10, 9))));
        String reversal = path(episode, "/sessions/" + session + "/no-show-reversal");
        String because = "{\"reason\": \"waited in the hall\"}";

        assertThat(post(reversal, because).at("type")).isEqualTo("/problems/therapist-double-booked");
        id(post(path(other, "/sessions/" + meanwhile + "/cancellation"), "{\"by\": \"CLINIC\"}"));
        id(post(reversal, because));
        long stored = eventsStored();
        assertThat(post(reversal, because).status()).isEqualTo(200);
        assertThat(eventsStored()).isEqualTo(stored);

        assertThat(get(path(episode, "/sessions/" + session)).at("state")).isEqualTo("PLANNED");
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("No-show taken back: session planned again for " + at(10, 9));
        assertThat(Objects.requireNonNull(timeline.json()).at("/items").findValuesAsString("remark"))
                .endsWith("waited in the hall");
        id(post(path(episode, "/sessions/" + session + "/held"), session(at(10, 9), null)));
    }

    @Test
    void a_measurement_is_put_right_then_voided_and_the_response_and_the_timeline_follow() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 20);
        id(post(path(episode, "/sessions/held"), session(at(15, 9), null)));
        String taken = id(post(path(episode, "/measurements"), """
                {"instrument": "NPRS", "score": 4, "takenAt": "%s"}""".formatted(at(14, 9))));
        assertThat(get(path(episode, "")).at("response.result")).isEqualTo("RESPONDED");

        Answer corrected = post(path(episode, "/measurements/" + taken + "/correction"), """
                {"instrument": "NPRS", "score": 6, "takenAt": "%s", "reason": "misread"}""".formatted(at(14, 10)));

        assertThat(corrected.status()).as(corrected.http().body()).isEqualTo(200);
        assertThat(get(path(episode, "")).at("response.result")).isEqualTo("NOT_RESPONDED");
        Answer stands = get(path(episode, "/measurements/" + taken));
        assertThat(stands.at("score")).isEqualTo("6");
        assertThat(stands.at("takenAt")).isEqualTo(at(14, 10));
        assertThat(stands.at("voided")).isNull();

        id(post(path(episode, "/measurements/" + taken + "/voiding"), "{\"reason\": \"of another client\"}"));

        Answer voided = get(path(episode, "/measurements/" + taken));
        assertThat(voided.at("score")).isEqualTo("6");
        assertThat(voided.at("voided.reason")).isEqualTo("of another client");
        assertThat(Objects.requireNonNull(get(path(episode, "")).json()).at("/measurements")).hasSize(1);
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("NPRS taken: 4",
                "NPRS of " + at(14, 9) + " corrected: score 6 (was 4), takenAt " + at(14, 10) + " (was " + at(14, 9)
                        + ")",
                "NPRS of " + at(14, 10) + " voided: 6 was entered in error");
        assertThat(timeline.at("items.6.changes.0")).isEqualTo("""
                {"field":"score","was":"4","now":"6"}""");
        assertThat(timeline.at("items.5.corrections.0.version")).isEqualTo("6");
        assertThat(timeline.at("items.5.corrections.1.version")).isEqualTo("7");
        assertThat(timeline.at("items.5.corrections.0.recordedBy")).isEqualTo("client:admin-cli");
        assertThat(timeline.at("items.6.corrections.0.version")).isEqualTo("7");
        assertThat(timeline.at("items.4.corrections")).isEqualTo("[]");
    }

    @Test
    void a_session_is_put_right_and_everything_derived_from_it_follows() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String first = id(post(path(episode, "/sessions/held"), """
                {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "WHOLE_BODY", "areas": ["LUMBAR"],
                 "pressure": 3, "painBefore": 6, "painAfter": 4, "note": "left side tender",
                 "measurements": [{"instrument": "NPRS", "score": 6}]}""".formatted(at(15, 9))));
        String second = id(post(path(episode, "/sessions/held"), session(at(10, 9), 4)));
        assertThat(get(path(episode, "")).at("response.afterSessions")).isEqualTo("1");

        Answer corrected = post(path(episode, "/sessions/" + first + "/correction"), """
                {"startedAt": "%s", "style": "DEEP_TISSUE", "areas": ["LUMBAR", "HIP"], "note": "right side tender",
                 "removed": ["PAIN_AFTER"], "reason": "copied from the wrong line"}""".formatted(at(8, 9)));

        id(corrected);
        Answer stands = get(path(episode, "/sessions/" + first));
        assertThat(stands.at("held.startedAt")).isEqualTo(at(8, 9));
        assertThat(stands.at("held.minutes")).isEqualTo("45");
        assertThat(stands.at("held.style")).isEqualTo("DEEP_TISSUE");
        assertThat(stands.at("held.painBefore")).isEqualTo("6");
        assertThat(stands.at("held.painAfter")).isNull();
        assertThat(stands.at("held.note")).isEqualTo("right side tender");
        Answer whole = get(path(episode, ""));
        assertThat(texts(whole, "/sessions", "id")).containsExactly(second, first);
        assertThat(whole.at("measurements.1.takenAt")).isEqualTo(at(8, 9));
        // On arrival at what is the first session now, nothing had been treated yet.
        assertThat(whole.at("response.result")).isEqualTo("NOT_RESPONDED");
        assertThat(getAfter(corrected, "/api/v1/episodes?client=" + whole.at("clientId")).at("items.0.lastHeldAt"))
                .isEqualTo(at(8, 9));
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).contains("Session of " + at(15, 9) + " corrected: startedAt " + at(8, 9) + " (was "
                + at(15, 9)
                + "), style deep tissue (was swedish), areas lumbar, hip (was lumbar), painAfter none (was 4),"
                + " note", "NPRS of " + at(15, 9) + " corrected: takenAt " + at(8, 9) + " (was " + at(15, 9) + ")");
        assertThat(timeline.at("items.8.changes.4")).isEqualTo("""
                {"field":"note","was":"left side tender","now":"right side tender"}""");
        assertThat(timeline.at("items.8.remark")).isEqualTo("copied from the wrong line");
        assertThat(timeline.at("items.4.corrections.0.version")).isEqualTo("8");
        assertThat(timeline.at("items.6.corrections")).isEqualTo("[]");
    }

    @Test
    void a_session_entered_in_error_leaves_calendar_counts_and_report_and_stays_in_the_history() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String episode = openTreatedEpisode(clinic, anna, 20);
        String other = openTreatedEpisode(clinic, anna, 20);
        String session = id(post(path(episode, "/sessions/held"), session(at(15, 9), 4)));
        String voiding = path(episode, "/sessions/" + session + "/voiding");

        Answer voided = post(voiding, "{\"reason\": \"of another client\"}");

        id(voided);
        long stored = eventsStored();
        assertThat(post(voiding, "{\"reason\": \"of another client\"}").status()).isEqualTo(200);
        assertThat(eventsStored()).isEqualTo(stored);
        Answer shown = get(path(episode, "/sessions/" + session));
        assertThat(shown.at("state")).isEqualTo("VOIDED");
        assertThat(shown.at("held.startedAt")).isEqualTo(at(15, 9));
        assertThat(shown.at("voided.reason")).isEqualTo("of another client");
        Answer whole = get(path(episode, ""));
        assertThat(texts(whole, "/sessions", "id")).isEmpty();
        assertThat(texts(whole, "/measurements", "occasion")).containsExactly("BASELINE");
        assertThat(getAfter(voided, "/api/v1/episodes?client=" + whole.at("clientId")).at("items.0.heldSessions"))
                .isEqualTo("0");
        assertThat(starts(get("/api/v1/calendar?therapist=" + anna + "&from=" + at(16, 0) + "&to=" + at(14, 0))))
                .isEmpty();
        assertThat(words(episode)).endsWith("Session held: 45 minutes swedish, whole body", "NPRS taken: 4",
                "Session of " + at(15, 9) + " voided: it was entered in error",
                "NPRS of " + at(15, 9) + " voided: 4 was entered in error");
        id(post(path(other, "/sessions/held"), session(at(15, 9), 4)));
    }

    @Test
    void an_adverse_event_is_graded_and_its_grade_follows_a_correction() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 20);
        String session = id(post(path(episode, "/sessions/held"), session(at(15, 9), null)));

        Answer reported = post(path(episode, "/adverse-events"), """
                {"duration": "DAYS", "severity": "MODERATE", "occurredAt": "%s", "sessionId": "%s",
                 "description": "sore left side"}""".formatted(at(15, 18), session));

        String adverseEvent = id(reported);
        Answer found = get(Objects.requireNonNull(reported.header("Location")));
        assertThat(found.at("id")).isEqualTo(adverseEvent);
        assertThat(found.at("grade")).isEqualTo("MODERATE");
        assertThat(found.at("sessionId")).isEqualTo(session);
        assertThat(found.at("description")).isEqualTo("sore left side");
        assertThat(found.header("ETag")).isEqualTo(reported.header("ETag"));

        id(post(path(episode, "/adverse-events/" + adverseEvent + "/correction"), """
                {"duration": "WEEKS", "removed": ["SESSION"], "reason": "it went on"}"""));

        Answer stands = get(path(episode, ""));
        assertThat(stands.at("adverseEvents.0.grade")).isEqualTo("MAJOR");
        assertThat(stands.at("adverseEvents.0.sessionId")).isNull();
        assertThat(stands.at("adverseEvents.0.description")).isEqualTo("sore left side");
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("Adverse event reported: moderate for days, graded moderate",
                "Adverse event of " + at(15, 18) + " corrected: duration weeks (was days), grade major (was moderate),"
                        + " sessionId none (was " + session + ")");
        assertThat(timeline.at("items.5.remark")).isEqualTo("sore left side");
        assertThat(timeline.at("items.5.at")).isEqualTo(at(15, 18));
        assertThat(timeline.at("items.5.corrections.0.version")).isEqualTo("6");
    }

    @Test
    void a_follow_up_is_put_right_with_the_day_of_its_measurements() {
        String clinic = openClinic();
        String episode = openTreatedEpisode(clinic, registerTherapist(clinic), 100);
        id(post(path(episode, "/discharge"), "{\"reason\": \"GOALS_MET\", \"at\": \"" + at(50, 15) + "\"}"));
        String followUp = "/follow-ups/" + get(path(episode, "")).at("followUps.0.id");
        id(post(path(episode, followUp + "/outcome"), """
                {"takenAt": "%s", "measurements": [{"instrument": "NPRS", "score": 2}], "pgic": 2,
                 "furtherCare": "NONE"}""".formatted(at(7, 12))));

        Answer corrected = post(path(episode, followUp + "/correction"), """
                {"takenAt": "%s", "furtherCare": "PHYSICIAN", "reason": "of the day before"}""".formatted(at(8, 9)));

        assertThat(corrected.status()).as(corrected.http().body()).isEqualTo(200);
        Answer stands = get(path(episode, followUp));
        assertThat(stands.at("takenAt")).isEqualTo(at(8, 9));
        assertThat(stands.at("furtherCare")).isEqualTo("PHYSICIAN");
        assertThat(texts(stands, "/measurements", "takenAt")).containsExactly(at(8, 9), at(8, 9));
        id(post(path(episode, followUp + "/correction"),
                "{\"removed\": [\"FURTHER_CARE\"], \"reason\": \"not asked\"}"));
        assertThat(get(path(episode, followUp)).at("furtherCare")).isNull();
        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).contains("Follow-up W6 of " + at(7, 12) + " corrected: takenAt " + at(8, 9)
                + " (was " + at(7, 12) + "), furtherCare physician (was none)",
                "NPRS of " + at(7, 12) + " corrected: takenAt " + at(8, 9) + " (was " + at(7, 12) + ")")
                .endsWith("Follow-up W6 of " + at(8, 9) + " corrected: furtherCare none (was physician)");
        assertThat(timeline.at("items.9.words")).isEqualTo("Follow-up recorded, further care: none");
        assertThat(timeline.at("items.9.corrections.0.version")).isEqualTo("12");
        assertThat(timeline.at("items.9.corrections.1.version")).isEqualTo("15");
    }

    @Test
    void an_intake_is_put_right_and_chronicity_signs_and_lists_follow() {
        String clinic = openClinic();
        String anna = registerTherapist(clinic);
        String client = registerClient(clinic);
        String episode = id(post("/api/v1/episodes", intake(client, clinic, 20, "\"CI-DIAB\"").replace("\"causes\"",
                "\"limitedActivities\": [\"LIFTING\", \"the cello\"], \"causes\"")));
        id(post(path(episode, "/assignments"), assignment(anna, at(20, 9))));
        assertThat(get(path(episode, "")).at("intake.chronicity")).isEqualTo("ACUTE");

        Answer corrected = post(path(episode, "/intake-correction"), """
                {"openedAt": "%s", "complaint": {"onsetOn": "%s", "causes": ["STRESS"],
                   "limitedActivities": ["the piano"]}, "screening": {"positive": ["RF-INF-1"]},
                 "preference": {"style": "SHIATSU"}, "reason": "of another client"}"""
                .formatted(at(22, 8), day(300)));

        assertThat(corrected.status()).as(corrected.http().body()).isEqualTo(200);
        Answer stands = get(path(episode, ""));
        assertThat(stands.at("state")).isEqualTo("ON_HOLD");
        assertThat(stands.at("openedAt")).isEqualTo(at(22, 8));
        assertThat(stands.at("intake.chronicity")).isEqualTo("CHRONIC");
        assertThat(stands.at("intake.sites")).isEqualTo("[\"LUMBAR\"]");
        assertThat(stands.at("intake.causes")).isEqualTo("[\"STRESS\"]");
        assertThat(stands.at("intake.limitedActivities")).isEqualTo("[\"the piano\"]");
        assertThat(stands.at("intake.preference.style")).isEqualTo("SHIATSU");
        assertThat(stands.at("screenings.0.at")).isEqualTo(at(22, 8));
        assertThat(stands.at("screenings.0.positive.0.code")).isEqualTo("RF-INF-1");
        assertThat(stands.at("measurements.0.takenAt")).isEqualTo(at(22, 8));
        Answer list = getAfter(corrected, "/api/v1/episodes?client=" + client);
        assertThat(list.at("items.0.chronicity")).isEqualTo("CHRONIC");
        assertThat(list.at("items.0.primaryCause")).isEqualTo("STRESS");
        assertThat(list.at("items.0.openedOn")).isEqualTo(day(22));
        assertThat(list.at("items.0.state")).isEqualTo("ON_HOLD");
        Answer waiting = get("/api/v1/worklist?clinic=" + clinic);
        assertThat(waiting.at("items.0.codes.0")).isEqualTo("RF-INF-1");
        assertThat(waiting.at("items.0.since")).isEqualTo(at(22, 8));

        Answer timeline = get(path(episode, "/timeline"));
        assertThat(words(timeline)).endsWith("Intake corrected: openedAt " + at(22, 8) + " (was " + at(20, 8)
                + "), onsetOn " + day(300) + " (was " + day(50) + "), causes stress (was improper lifting),"
                + " limitedActivities none (was lifting), otherActivities, positive RF-INF-1 (was CI-DIAB),"
                + " preference.style shiatsu (was none)",
                "NPRS of " + at(20, 8) + " corrected: takenAt " + at(22, 8) + " (was " + at(20, 8) + ")");
        assertThat(timeline.at("items.4.changes.4")).isEqualTo("""
                {"field":"otherActivities","was":"the cello","now":"the piano"}""");
        assertThat(timeline.at("items.4.remark")).isEqualTo("of another client");
        for (int entry : new int[]{0, 1}) {
            assertThat(timeline.at("items." + entry + ".corrections.0.version")).as("entry %d", entry).isEqualTo("4");
        }
        assertThat(timeline.at("items.2.corrections.0.version")).isEqualTo("5");
        assertThat(timeline.at("items.3.corrections")).isEqualTo("[]");

        // The sign was not there either: the treatment goes on.
        id(post(path(episode, "/intake-correction"), "{\"screening\": {\"positive\": []}, \"reason\": \"nor that\"}"));
        assertThat(get(path(episode, "")).at("state")).isEqualTo("IN_TREATMENT");
        assertThat(get("/api/v1/worklist?clinic=" + clinic).at("items")).isEqualTo("[]");
        id(post(path(episode, "/sessions"), plan(at(-5, 9))));
    }

    private List<String> words(String episode) {
        return words(get(path(episode, "/timeline")));
    }

    private static List<String> words(Answer timeline) {
        return texts(timeline, "words");
    }

    private static List<String> starts(Answer calendar) {
        return texts(calendar, "start");
    }

    private static List<String> texts(Answer list, String name) {
        return texts(list, "/items", name);
    }

    private static List<String> texts(Answer list, String array, String name) {
        var texts = new ArrayList<String>();
        Objects.requireNonNull(list.json()).at(array).forEach(item -> texts.add(item.at("/" + name).asString()));
        return texts;
    }
}
