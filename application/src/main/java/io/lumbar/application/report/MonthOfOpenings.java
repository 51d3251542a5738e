package io.lumbar.application.report;

import java.lang.ref.SoftReference;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.facts.EpisodeFacts;
import org.jspecify.annotations.Nullable;

/**
 * The episodes that were opened in one month (local date at the clinic), as they are known at a moment. It never changes:
 * when something of it, or of its people's earlier episodes, is known otherwise, another takes its place. So what was
 * counted in it once need not be counted again, and a report over many months costs no more than adding their counts up.
 */
public final class MonthOfOpenings {
    /** The order in which a person's episodes are looked at. */
    public static final Comparator<EpisodeFacts> BY_OPENING = Comparator.comparing(EpisodeFacts::openedOn)
            .thenComparing(episode -> episode.episode().value().toString());

    /** A month that does not change lives as long as the product runs, and there is no end to the questions. */
    static final int MOST_REMEMBERED = 2_048;
    private static final int EPISODES_TO_AN_ENTRY = 4;

    private final YearMonth month;
    private final List<EpisodeFacts> only;
    private final List<EpisodeFacts> recurring;
    private final Map<ClientId, List<EpisodeFacts>> earlier;
    private final int[][] peopleOfRecurring;
    private final Map<Object, SoftReference<Object>> remembered = Collections.synchronizedMap(new LastAsked());

    /**
     * A month.
     *
     * @param only episodes of people who have no other one, in whatever month or clinic
     * @param recurring episodes of people who have several
     * @param earlier what people in this month had opened in months before, in the order of opening; those without any are
     *     left out
     */
    public MonthOfOpenings(YearMonth month, List<EpisodeFacts> only, List<EpisodeFacts> recurring,
            Map<ClientId, List<EpisodeFacts>> earlier) {
        this.month = month;
        this.only = List.copyOf(only);
        this.recurring = List.copyOf(recurring);
        this.earlier = Map.copyOf(earlier);
        Map<ClientId, List<Integer>> theirs = new LinkedHashMap<>();
        for (int n = 0; n < this.recurring.size(); n++) {
            theirs.computeIfAbsent(this.recurring.get(n).client(), _ -> new ArrayList<>(1)).add(only.size() + n);
        }
        this.peopleOfRecurring = theirs.values().stream().map(numbers -> numbers.stream()
                .sorted(Comparator.comparing(this::episode, BY_OPENING)).mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Which month. */
    public YearMonth month() {
        return month;
    }

    /** Episodes of people who have no other one: each stands for a person. */
    public List<EpisodeFacts> only() {
        return only;
    }

    /** Episodes of people who have several, some of them perhaps in other months. */
    public List<EpisodeFacts> recurring() {
        return recurring;
    }

    /** What somebody in this month had opened in months before, in the order of opening. */
    public List<EpisodeFacts> earlier(ClientId client) {
        return earlier.getOrDefault(client, List.of());
    }

    /** For each person with recurring episodes the numbers of those in this month, in the order of opening. */
    int[][] peopleOfRecurring() {
        return peopleOfRecurring;
    }

    /** How many episodes there are. */
    int size() {
        return only.size() + recurring.size();
    }

    /** One of all: first those of {@link #only()}, then those of {@link #recurring()}. */
    EpisodeFacts episode(int n) {
        return n < only.size() ? only.get(n) : recurring.get(n - only.size());
    }

    /** What a respect tells of each episode. */
    Column column(Respect respect) {
        return respect instanceof Respect.Following following
                ? column(following.from()).then(following::after)
                : remembered(respect, () -> Column.of(this, respect));
    }

    /**
     * What is made of this month, kept for the next who asks the same as long as there is room. When too much is kept, what
     * was not asked for the longest is forgotten, and made again when it is.
     *
     * @param question equal for equal questions, and of one type for each type of answer
     * @param making depends on nothing but this month and the question; its answer never changes
     */
    <C> C remembered(Object question, Supplier<C> making) {
        return remembered(question, making, _ -> true);
    }

    /**
     * The same of a table, which is kept when it is much smaller than the month. One that is not costs as much to add up as
     * to make again, and many of them would need more room than the episodes.
     *
     * @param entries how many the table has
     */
    <C> C rememberedTable(Object question, Supplier<C> making, ToIntFunction<C> entries) {
        return remembered(question, making,
                table -> entries.applyAsInt(table) <= size() / EPISODES_TO_AN_ENTRY);
    }

    @SuppressWarnings("unchecked") // a question has one type of answer
    private <C> C remembered(Object question, Supplier<C> making, Predicate<C> isKept) {
        SoftReference<Object> reference = remembered.get(question);
        @Nullable
        C known = reference == null ? null : (C) reference.get();
        if (known == null) {
            known = making.get();
            if (isKept.test(known)) {
                remembered.put(question, new SoftReference<>(known));
            }
        }
        return known;
    }

    private static final class LastAsked extends LinkedHashMap<Object, SoftReference<Object>> {
        LastAsked() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, SoftReference<Object>> longestAgo) {
            return size() > MOST_REMEMBERED;
        }
    }
}
