package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.lumbar.domain.facts.EpisodeFacts;

/**
 * What a report counts. Counts add up over people and months, so that they are kept by month and a report over many
 * months only adds them. Depends on nothing but what it is given.
 *
 * @param <C> the counts, which may be added to
 */
sealed interface Tally<C> {

    /** Counts of nobody. */
    C none();

    /**
     * Adds {@code more} as often as {@code times} says, -1 taking it away, to {@code counts} and leaves {@code more} as it is.
     */
    void plus(C counts, C more, int times);

    /** What is counted; equal for what counts alike. */
    default Object question() {
        return getClass();
    }

    /** Whether the parts of a group, added up, make a figure of the group that can be seen besides. */
    default boolean partsAddUp() {
        return false;
    }

    /** When the episode counts, and for which parts of the answer. */
    Presence presence(EpisodeFacts episode);

    /** Counts people by the month in which their episodes were opened. */
    non-sealed interface OfPeople<C> extends Tally<C> {

        /**
         * Adds one person.
         *
         * @param episodes those that count, in the order in which they were opened; at least one
         * @param first the person's first episode ever in the scope; it need not be among them
         */
        void add(C counts, List<EpisodeFacts> episodes, EpisodeFacts first);

        /** Names the parts of the answer that the episode is in. */
        default void parts(EpisodeFacts episode, Consumer<Object> parts) {}

        @Override
        default Presence presence(EpisodeFacts episode) {
            return Presence.atOpening(episode, parts -> parts(episode, parts));
        }
    }

    /** Counts episodes by the month in which they were opened, whoever has others. */
    non-sealed interface OfEpisodes<C> extends Tally<C> {

        /** Adds one episode. */
        void add(C counts, EpisodeFacts episode);

        /** Names the parts of the answer that the episode is in. */
        void parts(EpisodeFacts episode, Consumer<Object> parts);

        @Override
        default Presence presence(EpisodeFacts episode) {
            return Presence.atOpening(episode, parts -> parts(episode, parts));
        }
    }

    /** Counts what happened in episodes, each thing by its own day. */
    non-sealed interface OfDays<C> extends Tally<C> {

        /** @param counts of the month in which a day lies */
        void add(EpisodeFacts episode, Function<LocalDate, C> counts);

        /** Names all days that count, and what is in parts of the answer. */
        void days(EpisodeFacts episode, Presence.Days days);

        @Override
        default Presence presence(EpisodeFacts episode) {
            var days = new Presence.Days();
            days(episode, days);
            return days.presence();
        }
    }
}
