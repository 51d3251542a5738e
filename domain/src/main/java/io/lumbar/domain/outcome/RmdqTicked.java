package io.lumbar.domain.outcome;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements of the {@linkplain Instrument#RMDQ Roland-Morris questionnaire} that were ticked. One that does not
 * apply is not ticked and counts 0.
 *
 * @param ticked numbers of the statements, 1 to 24; in ascending order
 */
public record RmdqTicked(Set<Integer> ticked) implements Answers {

    private static final int COUNT = 24;

    public RmdqTicked {
        for (int item : ticked) {
            if (item < 1 || item > COUNT) {
                throw new IllegalArgumentException("ticked must be numbers between 1 and 24, not " + item);
            }
        }
        ticked = Collections.unmodifiableSortedSet(new TreeSet<>(ticked));
    }

    @Override
    public Instrument instrument() {
        return Instrument.RMDQ;
    }

    /** How many statements were ticked. */
    @Override
    public Score score() {
        return Score.of(ticked.size());
    }
}
