package io.lumbar.api.story;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import io.lumbar.application.worklist.Policies;
import io.lumbar.application.worklist.SharedClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import static io.lumbar.api.Bodies.familyName;
import static io.lumbar.api.Bodies.path;

/** A story that goes from day to day. What nobody dates happens at the moment to which the clock on the wall was put. */
@Import(StoryIT.Wall.class)
abstract class StoryIT extends ClinicIT {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static final WallClock CLOCK = new WallClock();

    @TestConfiguration
    static class Wall {
        @Bean
        @Primary
        Clock wallClock() {
            return CLOCK;
        }

        /** What is due is judged by it too. */
        @Bean
        @Primary
        SharedClock sharedWallClock() {
            return CLOCK::instant;
        }
    }

    @Autowired
    private Policies policies;

    /** A day passes on which the clinic does by itself what is due: first what is due at its beginning, then what follows. */
    void theDayPasses() {
        whatIsDue(policies);
    }

    /** What is on a clinic's work list, such as {@code LAPSE_CANDIDATE}. */
    List<String> workList(String clinic) {
        return texts(get("/api/v1/worklist?clinic=" + clinic), "/items", "kind");
    }

    /** It is now this time in Amsterdam, such as {@code 2024-02-29T09:00}. */
    static void today(String time) {
        today(time, AMSTERDAM);
    }

    static void today(String time, ZoneId zone) {
        CLOCK.put(LocalDateTime.parse(time).atZone(zone).toInstant());
    }

    /** The instant of a time in Amsterdam, as the api shows it. */
    static String when(String time) {
        return when(time, AMSTERDAM);
    }

    static String when(String time, ZoneId zone) {
        return LocalDateTime.parse(time).atZone(zone).toInstant().toString();
    }

    /** Somebody who agrees to be treated today. */
    String agreeingClient(String clinic, String dateOfBirth) {
        return id(post("/api/v1/clients", """
                {"clinicId": "%s", "name": {"given": "Mila", "family": "%s"}, "dateOfBirth": "%s", "sex": "FEMALE",
                 "consents": [{"purpose": "TREATMENT", "textVersion": "2024-01"}]}"""
                .formatted(clinic, familyName(), dateOfBirth)));
    }

    /** An intake of today: the pain of the last week is 7 of 10. {@code positive} are the signs that were found. */
    static String intake(String client, String clinic, String onsetOn, String positive) {
        return """
                {"clientId": "%s", "clinicId": "%s",
                 "complaint": {"onsetOn": "%s", "sites": ["LUMBAR"], "causes": ["IMPROPER_LIFTING"]},
                 "screening": {"catalogueVersion": 1, "positive": [%s]},
                 "baseline": [{"instrument": "NPRS", "score": 7}]}""".formatted(client, clinic, onsetOn, positive);
    }

    void assign(String episode, String therapist) {
        id(post(path(episode, "/assignments"), "{\"therapistId\": \"" + therapist + "\"}"));
    }

    /** 45 minutes of Swedish massage with whoever is responsible, at a time in Amsterdam. */
    String plan(String episode, String time) {
        return plan(episode, time, AMSTERDAM);
    }

    String plan(String episode, String time, ZoneId zone) {
        return id(post(path(episode, "/sessions"), """
                {"start": "%s", "minutes": 45, "style": "SWEDISH"}""".formatted(when(time, zone))));
    }

    /** What was planned is held at a time in Amsterdam; on arrival the pain of the last week is {@code nprs}. */
    Answer hold(String episode, String session, String time, int nprs) {
        return hold(episode, session, time, AMSTERDAM, nprs);
    }

    Answer hold(String episode, String session, String time, ZoneId zone, int nprs) {
        return post(path(episode, "/sessions/" + session + "/held"), """
                {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "STRUCTURAL",
                 "measurements": [{"instrument": "NPRS", "score": %d}]}""".formatted(when(time, zone), nprs));
    }

    Answer discharge(String episode, String reason) {
        return post(path(episode, "/discharge"), "{\"reason\": \"" + reason + "\"}");
    }

    /** How the person fares today: the pain of the last week, and the impression of the change since the intake. */
    Answer followUp(String episode, int which, int nprs, int pgic) {
        String followUp = Objects.requireNonNull(get(path(episode, "")).at("followUps." + which + ".id"));
        return post(path(episode, "/follow-ups/" + followUp + "/outcome"), """
                {"takenAt": "%s", "measurements": [{"instrument": "NPRS", "score": %d}], "pgic": %d,
                 "furtherCare": "NONE"}""".formatted(CLOCK.instant(), nprs, pgic));
    }

    String state(String episode) {
        return String.valueOf(get(path(episode, "")).at("state"));
    }

    /** What is said of each session that stands, such as {@code HELD} for {@code state}. */
    List<String> sessions(String episode, String name) {
        return texts(get(path(episode, "")), "/sessions", name);
    }

    List<String> followUps(String episode, String name) {
        return texts(get(path(episode, "")), "/followUps", name);
    }

    /** What happened, in plain words. */
    List<String> timeline(String episode) {
        return texts(get(path(episode, "/timeline")), "/items", "words");
    }

    /** When the sessions of a therapist begin, from one local midnight to another; it includes {@code write}. */
    List<String> calendar(Answer write, String therapist, String from, String to, ZoneId zone) {
        return texts(getAfter(write, "/api/v1/calendar?therapist=" + therapist + "&from="
                + when(from + "T00:00", zone) + "&to=" + when(to + "T00:00", zone)), "/items", "start");
    }

    static List<String> texts(Answer answer, String array, String name) {
        var texts = new ArrayList<String>();
        Objects.requireNonNull(answer.json()).at(array)
                .forEach(item -> texts.add(item.at("/" + name.replace('.', '/')).asString()));
        return texts;
    }
}
