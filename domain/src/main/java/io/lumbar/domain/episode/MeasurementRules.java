package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.episode.Measurement.RecordMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;

import static io.lumbar.domain.Require.invalid;

/** How takings of instruments are recorded, alone or together with an intake, a session or a follow-up. */
final class MeasurementRules {

    private MeasurementRules() {}

    static List<EpisodeEvent> record(RecordMeasurement command, Opened state) {
        Taking taking = command.taking();
        Course course = state.course();
        Require.notFuture("takenAt", taking.takenAt(), command.now());
        Measurement standing = course.measurements().get(taking.id());
        if (standing != null && (standing.occasion() instanceof BetweenSessions
                || standing.occasion() instanceof Baseline) && Repeats.same(standing, taking, course)) {
            return List.of();
        }
        boolean going = switch (state) {
            case AwaitingClearance _,AwaitingTherapist _,Treated _ -> true;
            case Discharged discharged -> !taking.takenAt().isAfter(discharged.at());
            case Declined _,Voided _ -> false;
        };
        if (!going) {
            throw Refusals.stateForbids(state, "record a measurement");
        }
        if (!taking.takenAt().isAfter(course.openedAt()) && isBaselineMissing(taking, course)) {
            return List.of(taken("", taking, new Baseline(), course));
        }
        if (taking.takenAt().isBefore(course.openedAt())) {
            throw invalid("takenAt", "must not lie before the episode was opened");
        }
        return List.of(taken("", taking, new BetweenSessions(), course));
    }

    /** No episode is opened without pain at the opening; where that was voided, or became another scale, it is missing. */
    private static boolean isBaselineMissing(Taking taking, Course course) {
        return taking.reading().instrument() == Instrument.NPRS && course.measurements().values().stream()
                .noneMatch(other -> other.occasion() instanceof Baseline
                        && other.reading().instrument() == Instrument.NPRS);
    }

    /** None lies in the future, and no instrument was taken twice. */
    static void requireValid(String field, List<Taking> takings, Instant now) {
        var seen = EnumSet.noneOf(Instrument.class);
        for (int i = 0; i < takings.size(); i++) {
            Require.notFuture(field + "[" + i + "].takenAt", takings.get(i).takenAt(), now);
            if (!seen.add(takings.get(i).reading().instrument())) {
                throw invalid(field + "[" + i + "].instrument", "must not repeat an earlier one");
            }
        }
    }

    /** Each was taken on the local date of {@code moment}. */
    static void requireOnDay(String field, List<Taking> takings, Instant moment, ClinicTime time) {
        for (int i = 0; i < takings.size(); i++) {
            if (!time.sameDay(takings.get(i).takenAt(), moment)) {
                throw invalid(field + "[" + i + "].takenAt", "must lie on " + time.dateOf(moment));
            }
        }
    }

    /** What is recorded of {@code takings}. */
    static List<MeasurementRecorded> taken(String field, List<Taking> takings, Occasion occasion, Course before) {
        var events = new ArrayList<MeasurementRecorded>();
        Course course = before;
        for (int i = 0; i < takings.size(); i++) {
            MeasurementRecorded event = taken(field + "[" + i + "].", takings.get(i), occasion, course);
            events.add(event);
            course = course.with(new Measurement(event.measurement(), occasion, event.reading(), event.takenAt()));
        }
        return events;
    }

    /** The reading with the numbers that its activities have in this episode. */
    static Reading numbered(Reading reading, Course course) {
        return switch (reading) {
            case Reading.Answered(String version, PsfsActivities activities) ->
                new Reading.Answered(version, activities.numberedAfter(knownActivities(course)));
            case Reading.Answered answered -> answered;
            case Reading.Given given -> given;
        };
    }

    private static MeasurementRecorded taken(String prefix, Taking taking, Occasion occasion, Course course) {
        if (course.measurements().containsKey(taking.id()) || course.voidedMeasurements().containsKey(taking.id())) {
            throw new Rejected(new AlreadyExists("measurement", taking.id()));
        }
        requireNames(prefix, taking.reading());
        requireSameVersion(prefix, taking.reading(), course.measurements().values());
        return new MeasurementRecorded(course.episode(), taking.id(), occasion, numbered(taking.reading(), course),
                taking.takenAt());
    }

    /** What the person can do is named in a line. */
    static void requireNames(String prefix, Reading reading) {
        if (reading instanceof Reading.Answered(String _, PsfsActivities rated)) {
            for (int i = 0; i < rated.activities().size(); i++) {
                if (rated.activities().get(i).name() instanceof Personal.Known<String>(var _, String name)) {
                    Require.text(prefix + "answers.activities[" + i + "].name", name, 200);
                }
            }
        }
    }

    /** An instrument is taken in one version, so that its scores can be compared with the {@code others}. */
    static void requireSameVersion(String prefix, Reading reading, Collection<Measurement> others) {
        for (Measurement earlier : others) {
            Reading before = earlier.reading();
            if (before.instrument() == reading.instrument() && !before.version().equals(reading.version())) {
                throw invalid(prefix + "instrument",
                        "must be taken in version " + before.version() + ", as before in this episode");
            }
        }
    }

    private static List<PsfsActivity> knownActivities(Course course) {
        var known = new ArrayList<PsfsActivity>();
        for (Measurement measurement : course.measurements().values()) {
            if (measurement.reading() instanceof Reading.Answered(String _, PsfsActivities rated)) {
                known.addAll(rated.activities());
            }
        }
        return known;
    }
}
