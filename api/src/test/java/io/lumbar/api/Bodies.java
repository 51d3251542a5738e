package io.lumbar.api;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/** Requests as a clinic sends them. */
public final class Bodies {

    private static final AtomicInteger LICENCES = new AtomicInteger();
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private Bodies() {}

    /** A moment in the past (or, with negative days, to come), at a whole hour UTC. */
    public static String at(int daysAgo, int hour) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC)
                .toString();
    }

    public static String day(int daysAgo) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).toString();
    }

    /** A licence number that nobody else has. */
    public static String licenceNumber() {
        return "NL-" + LICENCES.incrementAndGet();
    }

    public static String therapist(String clinic, String licenceNumber, int caseloadLimit) {
        return """
                {"name": {"given": "Anna", "family": "de Wit"}, "licenceNumber": "%s", "practisingSince": "2010-01-01",
                 "clinics": ["%s"], "caseloadLimit": %d, "qualifications": [
                   {"style": "SWEDISH", "certifiedOn": "2011-01-01", "expiresOn": null},
                   {"style": "DEEP_TISSUE", "certifiedOn": "2012-01-01", "expiresOn": "%s"}]}"""
                .formatted(licenceNumber, clinic, caseloadLimit, day(-400));
    }

    /** A family name that nobody else has. */
    public static String familyName() {
        return "Bakker " + PEOPLE.incrementAndGet();
    }

    /** A client who consented to treatment 200 days ago. */
    public static String client(String clinic) {
        return client(clinic, familyName());
    }

    /** A client of this family name who consented to treatment 200 days ago. */
    public static String client(String clinic, String family) {
        return """
                {"clinicId": "%s", "name": {"given": "Mila", "family": "%s"}, "dateOfBirth": "1985-05-05",
                 "sex": "FEMALE", "consents": [{"purpose": "TREATMENT", "textVersion": "2026-01", "givenAt": "%s"}]}"""
                .formatted(clinic, family, at(200, 8));
    }

    public static String intake(String client, String clinic, int daysAgo, String positive) {
        return """
                {"clientId": "%s", "clinicId": "%s", "openedAt": "%s",
                 "complaint": {"onsetOn": "%s", "sites": ["LUMBAR"], "causes": ["IMPROPER_LIFTING"]},
                 "screening": {"catalogueVersion": 1, "positive": [%s]},
                 "baseline": [{"instrument": "NPRS", "score": 7}]}"""
                .formatted(client, clinic, at(daysAgo, 8), day(daysAgo + 30), positive);
    }

    /** {@code body} with further fields. */
    public static String with(String body, String fields) {
        return body.strip().replaceFirst("}$", ", " + fields + "}");
    }

    /** An override by a manager, as a field. */
    public static String overriding() {
        return "\"override\": {\"reason\": \"another pain\"}";
    }

    public static String assignment(String therapist, String at) {
        return """
                {"therapistId": "%s", "at": "%s"}""".formatted(therapist, at);
    }

    /** Hand over to {@code therapist}; {@code more} are further fields, each after a comma. */
    public static String handOver(String therapist, String at, String more) {
        return """
                {"therapistId": "%s", "at": "%s", "reason": "on leave"%s}""".formatted(therapist, at, more);
    }

    /** 45 minutes of Swedish massage by the assigned therapist. */
    public static String session(String startedAt, @Nullable Integer nprs) {
        return """
                {"startedAt": "%s", "minutes": 45, "style": "SWEDISH", "kind": "WHOLE_BODY"%s}""".formatted(startedAt,
                nprs == null
                        ? ""
                        : ", \"measurements\": [{\"instrument\": \"NPRS\", \"score\": %d}]".formatted(nprs));
    }

    public static String plan(String start) {
        return """
                {"start": "%s", "minutes": 45, "style": "SWEDISH"}""".formatted(start);
    }

    public static String path(String episode, String rest) {
        return "/api/v1/episodes/" + episode + rest;
    }
}
