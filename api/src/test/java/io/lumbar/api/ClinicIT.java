package io.lumbar.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** The running application, asked in the words of a clinic. Every test opens a clinic of its own. */
public abstract class ClinicIT extends HttpIT {

    private static final AtomicInteger LICENCES = new AtomicInteger();

    /** A moment in the past (or, with negative days, to come), at a whole hour UTC. */
    protected static String at(int daysAgo, int hour) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC)
                .toString();
    }

    protected static String day(int daysAgo) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).toString();
    }

    /** The answer to {@code answer}'s request was a success; its id. */
    protected static String id(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isBetween(200, 201);
        return Objects.requireNonNull(answer.at("id"));
    }

    /** A POST with one more header. */
    protected Answer post(String path, String json, String header, String value) {
        return send(request(path).header("Content-Type", "application/json").header(header, value)
                .POST(BodyPublishers.ofString(json)));
    }

    /** A GET that includes what {@code write} wrote. */
    protected Answer getAfter(Answer write, String path) {
        return send(request(path).header("Lumbar-After", Objects.requireNonNull(write.header("Lumbar-Position"))));
    }

    protected String openClinic() {
        return id(post("/api/v1/clinics", """
                {"name": "Rugzorg Utrecht", "timeZone": "Europe/Amsterdam"}"""));
    }

    /** A licence number that nobody else has. */
    protected static String licenceNumber() {
        return "NL-" + LICENCES.incrementAndGet();
    }

    /** A therapist qualified in Swedish and deep tissue massage. */
    protected String registerTherapist(String clinic) {
        return id(post("/api/v1/therapists", therapist(clinic, licenceNumber(), 40)));
    }

    protected static String therapist(String clinic, String licenceNumber, int caseloadLimit) {
        return """
                {"name": {"given": "Anna", "family": "de Wit"}, "licenceNumber": "%s", "practisingSince": "2010-01-01",
                 "clinics": ["%s"], "caseloadLimit": %d, "qualifications": [
                   {"style": "SWEDISH", "certifiedOn": "2011-01-01", "expiresOn": null},
                   {"style": "DEEP_TISSUE", "certifiedOn": "2012-01-01", "expiresOn": "%s"}]}"""
                .formatted(licenceNumber, clinic, caseloadLimit, day(-400));
    }

    /** A client who consented to treatment 200 days ago. */
    protected String registerClient(String clinic) {
        return id(post("/api/v1/clients", """
                {"clinicId": "%s", "name": {"given": "Mila", "family": "Bakker"}, "dateOfBirth": "1985-05-05",
                 "sex": "FEMALE", "consents": [{"purpose": "TREATMENT", "textVersion": "2026-01", "givenAt": "%s"}]}"""
                .formatted(clinic, at(200, 8))));
    }

    protected static String intake(String client, String clinic, int daysAgo, String positive) {
        return """
                {"clientId": "%s", "clinicId": "%s", "openedAt": "%s",
                 "complaint": {"onsetOn": "%s", "sites": ["LUMBAR"], "causes": ["IMPROPER_LIFTING"]},
                 "screening": {"catalogueVersion": 1, "positive": [%s]},
                 "baseline": [{"instrument": "NPRS", "score": 7}]}"""
                .formatted(client, clinic, at(daysAgo, 8), day(daysAgo + 30), positive);
    }

    /** An episode that waits for a therapist. */
    protected String openEpisode(String clinic, int daysAgo) {
        return id(post("/api/v1/episodes", intake(registerClient(clinic), clinic, daysAgo, "")));
    }

    /** An episode in treatment since the hour after its opening. */
    protected String openTreatedEpisode(String clinic, String therapist, int daysAgo) {
        String episode = openEpisode(clinic, daysAgo);
        id(post(path(episode, "/assignments"), assignment(therapist, at(daysAgo, 9))));
        return episode;
    }

    protected static String assignment(String therapist, String at) {
        return """
                {"therapistId": "%s", "at": "%s"}""".formatted(therapist, at);
    }

    /** 45 minutes of Swedish massage by the assigned therapist. */
    protected static String session(String startedAt, @Nullable Integer nprs) {
        return """
                {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "WHOLE_BODY"%s}""".formatted(startedAt,
                nprs == null
                        ? ""
                        : ", \"measurements\": [{\"instrument\": \"NPRS\", \"score\": %d}]".formatted(nprs));
    }

    protected static String plan(String start) {
        return """
                {"start": "%s", "minutes": 45, "style": "SWEDISH"}""".formatted(start);
    }

    protected static String path(String episode, String rest) {
        return "/api/v1/episodes/" + episode + rest;
    }

    /** How many events are stored. */
    protected static long eventsStored() {
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select count(*) from eventstore.event")) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
