package io.lumbar.application.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.application.Ids;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.Measurement;

/** Turns answer sheets into takings that can be recorded. */
final class Takings {

    private Takings() {}

    /** The sheets that {@code client} filled in at {@code takenAt}, each with a new id. */
    static List<Measurement.Taking> of(List<AnswerSheet> sheets, Subject client, Instant takenAt, Ids ids) {
        return sheets.stream()
                .map(sheet -> new Measurement.Taking(new MeasurementId(ids.next()), sheet.of(client), takenAt))
                .toList();
    }
}
