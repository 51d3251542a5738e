package io.lumbar.api.episode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.api.request.Shown;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.Measurement.Occasion.AtFollowUp;
import io.lumbar.domain.episode.Measurement.Occasion.AtSession;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.outcome.Change;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.OdiBand;
import io.lumbar.domain.outcome.OdiSections;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.RmdqTicked;
import io.lumbar.domain.outcome.StartBackTotals;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A measurement as it stands, with what its score means. */
record MeasurementView(MeasurementId id, @Schema(description = "Of the episode") long version, Instrument instrument,
        String instrumentVersion, When occasion,
        @Nullable SessionId sessionId, @Nullable FollowUpId followUpId, Instant takenAt, BigDecimal score,
        @Schema(description = "ODI: disability; START_BACK: risk; else null") @Nullable String band,
        @Nullable Moved change, @Nullable Answered answers,
        @Schema(description = "Null while it stands") @Nullable Voiding voided) {

    /** On which occasion it was taken. */
    enum When {
        BASELINE, BETWEEN_SESSIONS, SESSION, FOLLOW_UP
    }

    /** From baseline, in points; positive improvement is better for the person. */
    record Moved(BigDecimal points, BigDecimal improvement,
            @Schema(description = "Whether it reaches the instrument's important change") boolean important) {}

    record Answered(@ArraySchema(schema = @Schema(types = {"integer",
            "null"})) @Nullable List<@Nullable Integer> sections, @Nullable Set<Integer> ticked,
            @Nullable List<Activity> activities, @Nullable Integer total, @Nullable Integer distress){}

    record Activity(int number, @Nullable String name, int score) {}

    /** The measurement that is asked for, whether it stands or was voided. */
    static MeasurementView of(MeasurementId id, Course course, long version) {
        Measurement.Voided voided = course.voidedMeasurements().get(id);
        return voided == null
                ? of(course.measurement(id), course, version)
                : of(voided.was(), course, version, new Voiding(Shown.of("reason", voided.reason()), voided.at()));
    }

    static MeasurementView of(Measurement measurement, Course course, long version) {
        return of(measurement, course, version, null);
    }

    private static MeasurementView of(Measurement measurement, Course course, long version,
            @Nullable Voiding voided) {
        Reading reading = measurement.reading();
        var occasion = measurement.occasion();
        return new MeasurementView(measurement.id(), version, reading.instrument(), reading.version(),
                switch (occasion) {
                    case Baseline() -> When.BASELINE;
                    case BetweenSessions() -> When.BETWEEN_SESSIONS;
                    case AtSession _ -> When.SESSION;
                    case AtFollowUp _ -> When.FOLLOW_UP;
                }, occasion instanceof AtSession at ? at.session() : null,
                occasion instanceof AtFollowUp at ? at.followUp() : null, measurement.takenAt(),
                reading.score().rounded(), band(reading), change(measurement, course), answers(reading),
                voided);
    }

    private static @Nullable String band(Reading reading) {
        if (reading instanceof Reading.Answered(var _, StartBackTotals totals)) {
            return totals.risk().name();
        }
        if (reading.instrument() == Instrument.START_BACK) {
            StartBackTotals.Risk risk = StartBackTotals.riskOf(reading.score().whole());
            return risk == null ? null : risk.name();
        }
        return reading.instrument() == Instrument.ODI ? OdiBand.of(reading.score()).name() : null;
    }

    private static @Nullable Moved change(Measurement measurement, Course course) {
        Reading later = measurement.reading();
        if (measurement.occasion() instanceof Baseline || later.instrument().importantChange() == null) {
            return null;
        }
        for (Measurement before : course.measurements().values()) {
            Reading first = before.reading();
            if (before.occasion() instanceof Baseline && first.instrument() == later.instrument()
                    && first.version().equals(later.version())) {
                Change change = Change.between(first, later);
                return change == null
                        ? null
                        : new Moved(change.points().rounded(), change.improvement().rounded(), change.important());
            }
        }
        return null;
    }

    private static @Nullable Answered answers(Reading reading) {
        return switch (reading) {
            case Reading.Given _ -> null;
            case Reading.Answered(var _, OdiSections odi) -> new Answered(odi.sections(), null, null, null, null);
            case Reading.Answered(var _, RmdqTicked rmdq) -> new Answered(null, rmdq.ticked(), null, null, null);
            case Reading.Answered(var _, PsfsActivities psfs) -> new Answered(null, null,
                    psfs.activities().stream().map(
                            rated -> new Activity(rated.number(), Shown.of("activities", rated.name()), rated.score()))
                            .toList(),
                    null, null);
            case Reading.Answered(var _, StartBackTotals totals) ->
                new Answered(null, null, null, totals.total(), totals.distress());
        };
    }
}
