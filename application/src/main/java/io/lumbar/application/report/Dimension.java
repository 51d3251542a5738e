package io.lumbar.application.report;

import io.lumbar.domain.Id;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import org.jspecify.annotations.Nullable;

/**
 * By what episodes are selected and grouped. Style, kind and therapist are those of the episode's first held session,
 * since the one used most is known only afterwards; the cause is the primary one for grouping, while a filter matches
 * any.
 */
public enum Dimension {
    CLINIC("clinic"),
    THERAPIST("therapist"),
    STYLE("style"),
    KIND("kind"),
    CAUSE("cause"),
    CHRONICITY("chronicity"),
    AGE_BAND("ageBand"),
    SEX("sex"),
    BASELINE_BAND("baselineBand");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    /** The name in queries and answers. */
    public String label() {
        return label;
    }

    /** The value by which an episode is grouped; null where it has none, such as the style before the first held session. */
    @Nullable
    Object of(EpisodeFacts episode) {
        return switch (this) {
            case CLINIC -> episode.clinic();
            case THERAPIST -> episode.first() == null ? null : episode.first().therapist();
            case STYLE -> episode.first() == null ? null : episode.first().style();
            case KIND -> episode.first() == null ? null : episode.first().kind();
            case CAUSE -> episode.causes().getFirst();
            case CHRONICITY -> episode.chronicity();
            case AGE_BAND -> episode.ageBand();
            case SEX -> episode.sex();
            case BASELINE_BAND -> episode.baselineBand();
        };
    }

    /** What a value of any dimension is called in queries and answers; null when there is none. */
    static @Nullable String text(Object value) {
        return switch (value) {
            case Absent _ -> null;
            case Id id -> id.value().toString();
            case AgeBand band -> band.label();
            case BaselineBand band -> band.label();
            default -> value.toString();
        };
    }
}
