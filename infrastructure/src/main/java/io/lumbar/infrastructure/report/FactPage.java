package io.lumbar.infrastructure.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lumbar.application.report.MonthOfOpenings;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.facts.EpisodeFacts;
import org.jspecify.annotations.Nullable;

/**
 * The facts of every episode at one moment, with the times by which they can be told as of another; never changes.
 *
 * @param inError episodes that were entered in error
 */
record FactPage(List<Month> months, List<Entry> inError) {

    static final FactPage EMPTY = new FactPage(List.of(), List.of());

    FactPage {
        months = List.copyOf(months);
        inError = List.copyOf(inError);
    }

    /** Whether nothing of it is younger than {@code at}, in microseconds since 1970. */
    boolean standsAt(long at) {
        return months.stream().allMatch(month -> month.latest <= at)
                && inError.stream().allMatch(entry -> entry.since <= at);
    }

    static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    /** @param theirs all episodes of somebody who has several */
    static MonthOfOpenings openings(YearMonth month, List<EpisodeFacts> only, List<EpisodeFacts> recurring,
            Function<ClientId, List<EpisodeFacts>> theirs) {
        Map<ClientId, List<EpisodeFacts>> earlier = new HashMap<>();
        for (EpisodeFacts facts : recurring) {
            List<EpisodeFacts> before = before(month, theirs.apply(facts.client()));
            if (!before.isEmpty()) {
                earlier.put(facts.client(), before);
            }
        }
        return new MonthOfOpenings(month, only, recurring, earlier);
    }

    /** Those opened in months before this one, in the order of opening. */
    static List<EpisodeFacts> before(YearMonth month, List<EpisodeFacts> theirs) {
        LocalDate start = month.atDay(1);
        return theirs.stream().filter(facts -> facts.openedOn().isBefore(start)).sorted(MonthOfOpenings.BY_OPENING)
                .toList();
    }

    private static int compared(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    /**
     * What is known of an episode, and in microseconds since 1970 when something of it was first known and since when this.
     *
     * @param facts null when it was entered in error
     * @param trail see {@link FactsTrail}
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody writes into it
    record Entry(EpisodeId episode, @Nullable EpisodeFacts facts, long first, long since, byte[] trail) {

        /** In the order in which PostgreSQL compares ids, so that rows are looked up as they lie. */
        static final Comparator<Entry> ORDER = Comparator.comparing(entry -> entry.episode.value(), FactPage::compared);

        EpisodeFacts known() {
            return Objects.requireNonNull(facts);
        }
    }

    /** Episodes in the order of their ids, with the times and trails of {@link Entry}. */
    @SuppressWarnings("ArrayRecordComponent") // nobody writes into them
    record Entries(List<EpisodeFacts> facts, long[] first, long[] since, byte[][] trails) {

        static Entries of(List<Entry> entries) {
            return new Entries(entries.stream().map(Entry::known).toList(),
                    entries.stream().mapToLong(Entry::first).toArray(),
                    entries.stream().mapToLong(Entry::since).toArray(),
                    entries.stream().map(Entry::trail).toArray(byte[][]::new));
        }

        int size() {
            return first.length;
        }

        Entry get(int n) {
            return new Entry(facts.get(n).episode(), facts.get(n), first[n], since[n], trails[n]);
        }
    }

    /** A month with the times that its episodes need to be told as of a moment. */
    record Month(MonthOfOpenings shown, Entries only, Entries recurring, long earliest, long latest) {

        /** @param theirs all episodes of somebody who has several */
        static Month of(YearMonth month, List<Entry> only, List<Entry> recurring,
                Function<ClientId, List<EpisodeFacts>> theirs) {
            Entries alone = Entries.of(only);
            Entries several = Entries.of(recurring);
            return new Month(openings(month, alone.facts, several.facts, theirs), alone, several,
                    Stream.concat(only.stream(), recurring.stream()).mapToLong(Entry::first).min().orElse(0),
                    Stream.concat(only.stream(), recurring.stream()).mapToLong(Entry::since).max().orElse(0));
        }
    }
}
