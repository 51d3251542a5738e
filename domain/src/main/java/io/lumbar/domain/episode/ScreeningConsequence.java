package io.lumbar.domain.episode;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.domain.Area;
import io.lumbar.domain.Style;
import org.jspecify.annotations.Nullable;

/**
 * What a screening leads to.
 *
 * @param levels every positive code with the level it has beside the others, in the catalogue's order
 * @param restrictedStyles styles that must not be given, each with the codes that rule it out; a clearance lifts only
 *     those it names
 * @param excludedAreas areas to be left out of treatment
 */
public record ScreeningConsequence(Map<String, ScreeningLevel> levels, Map<Style, List<String>> restrictedStyles,
        Set<Area> excludedAreas) {

    public ScreeningConsequence {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        var styles = new EnumMap<Style, List<String>>(Style.class);
        restrictedStyles.forEach((style, codes) -> styles.put(style, List.copyOf(codes)));
        restrictedStyles = Collections.unmodifiableMap(styles);
        var areas = EnumSet.noneOf(Area.class);
        areas.addAll(excludedAreas);
        excludedAreas = Collections.unmodifiableSet(areas);
    }

    /** The gravest level; null when nothing is positive. */
    public @Nullable ScreeningLevel highestLevel() {
        return levels.isEmpty() ? null : Collections.min(levels.values());
    }

    /** The codes that a medical clearance must cover before treatment, in the catalogue's order. */
    public List<String> codesToClear() {
        return levels.entrySet().stream().filter(entry -> entry.getValue().needsClearance()).map(Map.Entry::getKey)
                .toList();
    }

    /** Whether treatment waits for a medical clearance. */
    public boolean needsClearance() {
        return levels.values().stream().anyMatch(ScreeningLevel::needsClearance);
    }

    /** Whether the client is referred urgently. */
    public boolean needsUrgentReferral() {
        return levels.values().stream().anyMatch(ScreeningLevel::needsUrgentReferral);
    }

    /** The restricted styles that remain, with their codes, after a clearance that permits {@code named} styles. */
    public Map<Style, List<String>> restrictedAfterClearance(Collection<Style> named) {
        var remaining = new EnumMap<Style, List<String>>(Style.class);
        remaining.putAll(restrictedStyles);
        remaining.keySet().removeAll(named);
        return Collections.unmodifiableMap(remaining);
    }
}
