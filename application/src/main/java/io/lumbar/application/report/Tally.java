package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

import io.lumbar.domain.facts.EpisodeFacts;

/**
 * What a report counts of each person. Counts add up, so that those of people with a single episode are kept for every
 * month of openings. Depends on nothing but what it is given.
 *
 * @param <C> the counts, which may be added to
 */
interface Tally<C> {

    /** Counts of nobody. */
    C none();

    /** Adds {@code more} to {@code counts} and leaves {@code more} as it is. */
    void plus(C counts, C more);

    /**
     * Adds one person.
     *
     * @param episodes those that count, in the order in which they were opened; at least one
     * @param first the person's first episode ever in the scope, when this {@linkplain #countsFirstEver() counts} it; it
     *     need not be among them
     * @param window the days that count, for what goes by its own date
     */
    void add(C counts, List<EpisodeFacts> episodes, EpisodeFacts first, Window window);

    /** What is counted; equal for what counts alike. */
    default Object question() {
        return getClass();
    }

    /** Whether an episode lies in the window by the day on which it was opened. */
    default boolean byOpening() {
        return true;
    }

    /** Names the days by which it is decided whether an episode lies in the window; none for one that counts nowhere. */
    default void days(EpisodeFacts episode, Consumer<LocalDate> days) {
        days.accept(episode.openedOn());
    }

    /** Whether it matters which episode was a person's first ever. */
    default boolean countsFirstEver() {
        return false;
    }

    /** What else may be about too few people although the group is not: those parts of the answer that the episode is in. */
    default void parts(EpisodeFacts episode, Window window, Consumer<Object> parts) {}
}
