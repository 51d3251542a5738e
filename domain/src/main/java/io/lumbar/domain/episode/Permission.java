package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.domain.Area;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.StyleRestricted;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;

/**
 * What screenings and clearances allow at one moment. A clearance speaks of the screenings that were done by its date;
 * of several, the one with the latest date counts, and among those of one date the one recorded last.
 *
 * @param uncleared codes that a physician must clear, or refused to clear
 * @param restricted styles that must not be given, with the codes that rule them out
 * @param excluded areas to be left out
 */
record Permission(List<String> uncleared, Map<Style, List<String>> restricted, Set<Area> excluded) {

    /** What is allowed after everything recorded so far. */
    static Permission latest(Course course) {
        return at(course, Instant.MAX);
    }

    /** What is allowed at {@code moment}: only screenings and clearances up to then count. */
    static Permission at(Course course, Instant moment) {
        var uncleared = new LinkedHashSet<String>();
        var restricted = new EnumMap<Style, List<String>>(Style.class);
        var excluded = EnumSet.noneOf(Area.class);
        for (ScreeningRecorded screening : course.screenings()) {
            if (screening.at().isAfter(moment)) {
                continue;
            }
            ScreeningConsequence consequence = ScreeningCatalogue.of(screening.catalogueVersion())
                    .consequenceOf(screening.positive());
            List<ClearanceRecorded> words = spokenOf(screening, course.clearances(), moment);
            if (!endsInClearance(words)) {
                uncleared.addAll(consequence.codesToClear());
            }
            consequence.restrictedAfterClearance(named(words)).forEach(
                    (style, codes) -> restricted.computeIfAbsent(style, _ -> new ArrayList<>()).addAll(codes));
            excluded.addAll(consequence.excludedAreas());
        }
        return new Permission(List.copyOf(uncleared), restricted, excluded);
    }

    /** Whether no sign waits for a physician. */
    boolean isCleared() {
        return uncleared.isEmpty();
    }

    /** Refuses what is not allowed. */
    void require(EpisodeId episode, Style style, List<Area> areas) {
        requireClearance(episode);
        List<String> codes = restricted.get(style);
        if (codes != null) {
            throw new Rejected(new StyleRestricted(style, codes));
        }
        for (Area area : areas) {
            if (excluded.contains(area)) {
                throw new Rejected(new AreaExcluded(area));
            }
        }
    }

    /** Refuses while a sign waits for a physician. */
    void requireClearance(EpisodeId episode) {
        if (!isCleared()) {
            throw new Rejected(new ClearanceMissing(episode, uncleared));
        }
    }

    private static List<ClearanceRecorded> spokenOf(ScreeningRecorded screening, List<ClearanceRecorded> clearances,
            Instant moment) {
        return clearances.stream().filter(
                word -> !word.clearedAt().isBefore(screening.at()) && !word.clearedAt().isAfter(moment)).toList();
    }

    private static boolean endsInClearance(List<ClearanceRecorded> words) {
        ClearanceOutcome last = ClearanceOutcome.NOT_CLEARED;
        Instant lastAt = Instant.MIN;
        for (ClearanceRecorded word : words) {
            if (!word.clearedAt().isBefore(lastAt)) {
                last = word.outcome();
                lastAt = word.clearedAt();
            }
        }
        return last == ClearanceOutcome.CLEARED;
    }

    private static Set<Style> named(List<ClearanceRecorded> words) {
        var named = EnumSet.noneOf(Style.class);
        words.stream().filter(word -> word.outcome() == ClearanceOutcome.CLEARED)
                .forEach(word -> named.addAll(word.permittedStyles()));
        return named;
    }
}
