package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.lumbar.domain.facts.EpisodeFacts;

/**
 * The episodes that were opened in one month (local date at the clinic), as they are known at a moment. It never changes:
 * when something of it is known otherwise, another takes its place. So what was counted in it once need not be counted
 * again, and a report over many months costs no more than adding their counts up.
 */
public final class MonthOfOpenings {
    private static final int REMEMBERED = 64;

    private final YearMonth month;
    private final List<EpisodeFacts> only;
    private final List<EpisodeFacts> recurring;
    private final Map<Object, Object> counted = new ConcurrentHashMap<>();

    /**
     * A month.
     *
     * @param only episodes of people who have no other one, in whatever month or clinic
     * @param recurring episodes of people who have several
     */
    public MonthOfOpenings(YearMonth month, List<EpisodeFacts> only, List<EpisodeFacts> recurring) {
        this.month = month;
        this.only = List.copyOf(only);
        this.recurring = List.copyOf(recurring);
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

    /**
     * What {@code counting} makes of {@link #only()}, kept for the next who asks the same.
     *
     * @param question equal for equal questions, and of one type for each type of answer
     * @param counting depends on nothing but the episodes and the question; its answer never changes
     */
    @SuppressWarnings("unchecked") // a question has one type of answer
    public <C> C counted(Object question, Function<List<EpisodeFacts>, C> counting) {
        C known = (C) counted.get(question);
        if (known == null) {
            known = counting.apply(only);
            if (counted.size() < REMEMBERED) {
                counted.put(question, known);
            }
        }
        return known;
    }
}
