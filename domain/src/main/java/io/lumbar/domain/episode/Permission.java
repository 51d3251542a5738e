package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.domain.Area;
import io.lumbar.domain.EpisodeError;
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
 * of several, the one with the latest date counts, and among those of one date the one recorded last. What rules a style
 * out lasts, whatever a later screening finds; the areas to be left out are those of the latest screening, for skin heals.
 *
 * @param uncleared codes that a physician must clear, or refused to clear
 * @param restricted styles that must not be given, with the codes that rule them out
 * @param excluded areas to be left out
 */
record Permission(List<String> uncleared, Map<Style, List<String>> restricted, Set<Area> excluded) {

    Permission {
        uncleared = List.copyOf(uncleared);
    }

    /** What is allowed after everything recorded so far. */
    static Permission latest(Course course) {
        return at(course, Instant.MAX);
    }

    /** What is allowed at {@code moment}: only screenings and clearances up to then count. */
    static Permission at(Course course, Instant moment) {
        var toClear = CodesToClear.NONE;
        var rulings = new ArrayList<Ruling>();
        Set<Area> excluded = Set.of();
        Instant latest = Instant.MIN;
        for (ScreeningRecorded screening : course.screenings()) {
            if (screening.at().isAfter(moment)) {
                continue;
            }
            ScreeningConsequence found = ScreeningCatalogue.of(screening.catalogueVersion())
                    .consequenceOf(screening.positive());
            toClear = toClear.and(screening.at(), found);
            found.restrictedStyles().forEach((style, codes) -> codes.forEach(
                    code -> rulings.add(new Ruling(style, code, screening.at()))));
            if (!screening.at().isBefore(latest)) {
                latest = screening.at();
                excluded = found.excludedAreas();
            }
        }
        List<ClearanceRecorded> words = course.clearances().stream()
                .filter(word -> !word.clearedAt().isAfter(moment)).toList();
        var uncleared = new ArrayList<String>();
        toClear.since().forEach((code, since) -> {
            if (!endsInClearance(words, since)) {
                uncleared.add(code);
            }
        });
        return new Permission(uncleared, restricted(rulings, words), excluded);
    }

    /** A sign rules a style out since it was found. */
    private record Ruling(Style style, String code, Instant since) {}

    /** A clearance that names the style speaks of the sign for good, also when it is found again. */
    private static Map<Style, List<String>> restricted(List<Ruling> rulings, List<ClearanceRecorded> words) {
        var restricted = new EnumMap<Style, List<String>>(Style.class);
        for (Ruling ruling : rulings) {
            Instant found = rulings.stream().filter(other -> other.code.equals(ruling.code)).map(Ruling::since)
                    .min(Comparator.naturalOrder()).orElse(ruling.since);
            boolean named = words.stream()
                    .anyMatch(word -> word.outcome() == ClearanceOutcome.CLEARED && !word.clearedAt().isBefore(found)
                            && word.permittedStyles().contains(ruling.style));
            List<String> codes = restricted.computeIfAbsent(ruling.style, _ -> new ArrayList<>());
            if (!named && !codes.contains(ruling.code)) {
                codes.add(ruling.code);
            }
        }
        restricted.values().removeIf(List::isEmpty);
        return restricted;
    }

    /** Whether no sign waits for a physician. */
    boolean isCleared() {
        return uncleared.isEmpty();
    }

    /** What is not allowed of a session, each with its refusal. */
    Map<SessionRule, EpisodeError> broken(EpisodeId episode, Style style, List<Area> areas) {
        var broken = new EnumMap<SessionRule, EpisodeError>(SessionRule.class);
        if (!isCleared()) {
            broken.put(SessionRule.CLEARANCE_MISSING, new ClearanceMissing(episode, uncleared));
        }
        List<String> codes = restricted.get(style);
        if (codes != null) {
            broken.put(SessionRule.STYLE_RESTRICTED, new StyleRestricted(style, codes));
        }
        areas.stream().filter(excluded::contains).findFirst()
                .ifPresent(area -> broken.put(SessionRule.AREA_EXCLUDED, new AreaExcluded(area)));
        return broken;
    }

    /** Refuses while a sign waits for a physician. */
    void requireClearance(EpisodeId episode) {
        if (!isCleared()) {
            throw new Rejected(new ClearanceMissing(episode, uncleared));
        }
    }

    /** Whether the last of the words that count from {@code since} on is a clearance. */
    private static boolean endsInClearance(List<ClearanceRecorded> words, Instant since) {
        ClearanceOutcome last = ClearanceOutcome.NOT_CLEARED;
        Instant lastAt = since;
        for (ClearanceRecorded word : words) {
            if (!word.clearedAt().isBefore(lastAt)) {
                last = word.outcome();
                lastAt = word.clearedAt();
            }
        }
        return last == ClearanceOutcome.CLEARED;
    }

    /** Whether any sign ever called for a physician. */
    static boolean everAskedFor(Course course) {
        return course.screenings().stream().anyMatch(screening -> ScreeningCatalogue.of(screening.catalogueVersion())
                .consequenceOf(screening.positive()).needsClearance());
    }

    /** Whether the word with the latest date refused a clearance. */
    static boolean wasRefused(Course course) {
        return course.clearances().stream()
                .reduce((one, next) -> next.clearedAt().isBefore(one.clearedAt()) ? one : next)
                .filter(word -> word.outcome() == ClearanceOutcome.NOT_CLEARED).isPresent();
    }
}
