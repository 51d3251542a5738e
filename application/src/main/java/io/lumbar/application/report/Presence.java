package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.lumbar.domain.facts.EpisodeFacts;
import org.jspecify.annotations.Nullable;

/**
 * In which calendar months somebody counts.
 *
 * @param months at all; none for one who counts nowhere
 * @param parts for each part of the answer that may be about too few people although the whole is not
 */
record Presence(Set<YearMonth> months, Map<Object, Set<YearMonth>> parts) {

    /** Of an episode that counts when it was opened. */
    static Presence atOpening(EpisodeFacts episode, Consumer<Consumer<Object>> parts) {
        Set<YearMonth> opened = Set.of(YearMonth.from(episode.openedOn()));
        Map<Object, Set<YearMonth>> all = new HashMap<>();
        parts.accept(part -> all.put(part, opened));
        return new Presence(opened, all);
    }

    /** Gathers the days on which something counts. */
    static final class Days {
        private final Set<YearMonth> months = new HashSet<>();
        private final Map<Object, Set<YearMonth>> parts = new HashMap<>();
        private @Nullable LocalDate last;
        private @Nullable YearMonth lastMonth;

        /** Something on this day. */
        void add(LocalDate day) {
            months.add(month(day));
        }

        /** Something on this day that stands in a part of the answer. */
        void add(LocalDate day, Object part) {
            YearMonth month = month(day);
            months.add(month);
            parts.computeIfAbsent(part, _ -> new HashSet<>()).add(month);
        }

        private YearMonth month(LocalDate day) {
            LocalDate before = last;
            YearMonth month = lastMonth;
            if (before == null || month == null || before.getYear() != day.getYear()
                    || before.getMonthValue() != day.getMonthValue()) {
                month = YearMonth.from(day);
                last = day;
                lastMonth = month;
            }
            return month;
        }

        Presence presence() {
            return new Presence(months, parts);
        }
    }
}
