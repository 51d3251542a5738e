package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.Area;
import io.lumbar.domain.EpisodeError;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.TherapistAbsent;
import io.lumbar.domain.EpisodeError.TherapistNotAtClinic;
import io.lumbar.domain.EpisodeError.TherapistNotPractising;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.EpisodeError.TherapistOffHours;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.therapist.TherapistStanding;

import static io.lumbar.domain.Require.invalid;

/** Whether this therapist may treat this client in this way at that moment; judged as of the session's start. */
final class Fitness {

    private Fitness() {}

    /** What a session asks for, whether it is planned or was held. */
    static void requireForSession(Course course, ClientStanding client, TherapistStanding therapist, Instant start,
            Style style, List<Area> areas) {
        broken(course, client, therapist, start, style, areas).values().stream().findFirst().ifPresent(first -> {
            throw new Rejected(first);
        });
    }

    /** Which rules such a session breaks, each with the refusal it leads to; empty when it may be held. */
    static Map<SessionRule, EpisodeError> broken(Course course, ClientStanding client, TherapistStanding therapist,
            Instant start, Style style, List<Area> areas) {
        if (!client.client().equals(course.client())) {
            throw invalid("clientId", "must be the client of the episode");
        }
        var broken = new EnumMap<SessionRule, EpisodeError>(SessionRule.class);
        if (!client.consentedToTreatmentAt(start)) {
            broken.put(SessionRule.CONSENT_MISSING, new ConsentMissing(course.client(), start));
        }
        LocalDate day = course.time().dateOf(start);
        if (!therapist.clinics().contains(course.clinic())) {
            broken.put(SessionRule.THERAPIST_NOT_AT_CLINIC,
                    new TherapistNotAtClinic(therapist.therapist(), course.clinic()));
        }
        if (!therapist.practisingOn(day) || therapist.leftBy(start)) {
            broken.put(SessionRule.THERAPIST_NOT_PRACTISING, new TherapistNotPractising(therapist.therapist(), day));
        }
        if (!therapist.qualifiedFor(style, day)) {
            broken.put(SessionRule.THERAPIST_NOT_QUALIFIED,
                    new TherapistNotQualified(therapist.therapist(), style, day));
        }
        broken.putAll(Permission.at(course, start).broken(course.episode(), style, areas));
        return broken;
    }

    /** The therapist is at the clinic, and not away, in the time of a session that is to take place. */
    static void requireAvailable(TherapistStanding therapist, Course course, Instant start, int minutes) {
        Instant end = start.plus(Duration.ofMinutes(minutes));
        if (!therapist.worksAt(course.clinic(), course.time(), start, end)) {
            throw new Rejected(new TherapistOffHours(therapist.therapist(), start));
        }
        if (therapist.absentWithin(start, end)) {
            throw new Rejected(new TherapistAbsent(therapist.therapist(), start));
        }
    }

    /** Whether the therapist works at the episode's clinic and practises on the local date of {@code moment}. */
    static boolean practises(TherapistStanding therapist, Course course, Instant moment) {
        return therapist.clinics().contains(course.clinic())
                && therapist.practisingOn(course.time().dateOf(moment)) && !therapist.leftBy(moment);
    }

    /** The therapist works at the episode's clinic and practises on the local date of {@code moment}. */
    static void requirePractising(TherapistStanding therapist, Course course, Instant moment) {
        if (!therapist.clinics().contains(course.clinic())) {
            throw new Rejected(new TherapistNotAtClinic(therapist.therapist(), course.clinic()));
        }
        LocalDate day = course.time().dateOf(moment);
        if (!therapist.practisingOn(day) || therapist.leftBy(moment)) {
            throw new Rejected(new TherapistNotPractising(therapist.therapist(), day));
        }
    }

    /** The therapist holds a certificate that counts on the local date of {@code moment}. */
    static void requireQualified(TherapistStanding therapist, Style style, Course course, Instant moment) {
        LocalDate day = course.time().dateOf(moment);
        if (!therapist.qualifiedFor(style, day)) {
            throw new Rejected(new TherapistNotQualified(therapist.therapist(), style, day));
        }
    }
}
