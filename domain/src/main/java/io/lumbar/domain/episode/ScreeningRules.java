package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.Require;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** What may be said at a screening. */
final class ScreeningRules {

    /** In completed years; no sign of any catalogue follows from it. */
    private static final int AGE_WITHOUT_SIGN = 35;

    private ScreeningRules() {}

    /** The version was released, its catalogue knows every code, and signs that exclude areas name some. */
    static void requireValid(int version, List<PositiveSign> found) {
        var catalogue = ScreeningCatalogue.released().stream().filter(released -> released.version() == version)
                .findFirst().orElseThrow(() -> invalid("screening.catalogueVersion", "must be a released version"));
        for (int i = 0; i < found.size(); i++) {
            PositiveSign sign = found.get(i);
            String field = "screening.positive[" + i + "]";
            ScreeningItem item = item(catalogue, sign.code());
            if (item == null) {
                throw invalid(field + ".code", "must be in catalogue version " + version);
            }
            if (item.level() == ScreeningLevel.LOCAL) {
                Require.notEmpty(field + ".areas", sign.areas());
            }
            Require.<Area>eachOnce(field + ".areas", sign.areas(), area -> area);
        }
    }

    /** Whether staff found the same; what follows from the age is left out, for the birth date may be corrected. */
    static boolean repeats(int version, List<PositiveSign> found, ScreeningRecorded standing) {
        var catalogue = ScreeningCatalogue.of(version);
        return standing.catalogueVersion() == version
                && withoutAge(catalogue, catalogue.present(found, AGE_WITHOUT_SIGN))
                        .equals(withoutAge(catalogue, standing.positive()));
    }

    private static List<PositiveSign> withoutAge(ScreeningCatalogue catalogue, List<PositiveSign> signs) {
        return signs.stream().filter(sign -> {
            ScreeningItem item = item(catalogue, sign.code());
            return item != null && item.age() == null;
        }).toList();
    }

    private static @Nullable ScreeningItem item(ScreeningCatalogue catalogue, String code) {
        return catalogue.items().stream().filter(item -> item.code().equals(code)).findFirst().orElse(null);
    }
}
