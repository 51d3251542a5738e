package io.lumbar.application.episode;

import java.time.Clock;
import java.time.Instant;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.RecordMeasurement;
import io.lumbar.domain.episode.Measurement.VoidMeasurement;

/** Measurements between sessions, and what is put right of all of them. */
public final class Measurements {

    private final Decisions decisions;
    private final Lookup lookup;
    private final Ids ids;
    private final Clock clock;

    /** Measurements that are recorded through {@code decisions}. */
    public Measurements(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records a taking of an instrument.
     *
     * @throws Rejected when the episode is unknown or not open, or a value breaks its rule
     */
    public Receipt record(Request request, EpisodeId episode, AnswerSheet sheet, Instant takenAt) {
        var client = Subject.of(lookup.episode(request.scope(), episode).state().course().client());
        var measurement = new MeasurementId(ids.next());
        var taking = new Measurement.Taking(measurement, sheet.of(client), takenAt);
        return decisions.decide(new RecordMeasurement(episode, taking, clock.instant()), request, measurement.value());
    }

    /**
     * Puts a measurement right, on whatever occasion it was taken.
     *
     * @throws Rejected when episode or measurement are unknown, it was voided, or a value breaks its rule
     */
    public Receipt correct(Request request, EpisodeId episode, MeasurementId measurement, AnswerSheet sheet,
            Instant takenAt, String reason) {
        var client = Subject.of(lookup.episode(request.scope(), episode).state().course().client());
        var taking = new Measurement.Taking(measurement, sheet.of(client), takenAt);
        return decisions.decide(new CorrectMeasurement(episode, taking, reason, clock.instant()), request,
                measurement.value());
    }

    /**
     * Voids a measurement that was entered in error.
     *
     * @throws Rejected when episode or measurement are unknown, or it was voided for another reason
     */
    public Receipt enteredInError(Request request, EpisodeId episode, MeasurementId measurement, String reason) {
        return decisions.decide(new VoidMeasurement(episode, measurement, reason, clock.instant()), request,
                measurement.value());
    }
}
