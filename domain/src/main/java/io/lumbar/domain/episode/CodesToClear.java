package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The codes that a physician must clear, each with the moment from which a word counts for it. A lasting condition, once
 * cleared, is not asked about again when a later screening finds it again: its moment is that of the first finding. A
 * sign of emergency or stop is new each time it is found, for last month's fever is not today's (our choice): its moment
 * is that of the last finding.
 *
 * @param since by code, in the order in which they were first recorded
 */
record CodesToClear(Map<String, Instant> since) {

    /** No code waits for a physician. */
    static final CodesToClear NONE = new CodesToClear(Map.of());

    CodesToClear {
        since = Collections.unmodifiableMap(new LinkedHashMap<>(since));
    }

    /** These and what a screening at {@code at} {@code found}. */
    CodesToClear and(Instant at, ScreeningConsequence found) {
        if (!found.needsClearance()) {
            return this;
        }
        var all = new LinkedHashMap<>(since);
        found.levels().forEach((code, level) -> {
            if (level.needsClearance()) {
                all.merge(code, at, (before, now) -> now.isAfter(before) == level.needsUrgentReferral() ? now : before);
            }
        });
        return new CodesToClear(all);
    }

    /** Whether any code was found so late that a word of {@code spokenAt} does not count for it. */
    boolean anySince(Instant spokenAt) {
        return since.values().stream().anyMatch(spokenAt::isBefore);
    }
}
