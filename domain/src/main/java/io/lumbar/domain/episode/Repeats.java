package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.Personal;
import io.lumbar.domain.episode.Measurement.Taking;
import org.jspecify.annotations.Nullable;

/** Whether a command says again what stands. */
final class Repeats {

    private Repeats() {}

    /** Whether {@code standing} holds what is {@code said}; when it was erased, nobody can tell any more that not. */
    static <T> boolean same(@Nullable Personal<T> standing, @Nullable T said) {
        return switch (standing) {
            case null -> said == null;
            case Personal.Known<T> known -> known.value().equals(said);
            case Personal.Erased<T> _ -> true;
        };
    }

    /** Whether {@code standing} are the takings that are {@code said}, in that order; ids may differ. */
    static boolean same(List<Measurement> standing, List<Taking> said, Course course) {
        if (standing.size() != said.size()) {
            return false;
        }
        for (int i = 0; i < said.size(); i++) {
            if (!same(standing.get(i), said.get(i), course)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code standing} is the taking that is {@code said}; ids may differ. */
    static boolean same(Measurement standing, Taking said, Course course) {
        return standing.takenAt().equals(said.takenAt())
                && standing.reading().equals(MeasurementRules.numbered(said.reading(), course));
    }
}
