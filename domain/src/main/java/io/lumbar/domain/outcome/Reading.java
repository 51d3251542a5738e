package io.lumbar.domain.outcome;

import java.math.BigDecimal;

/**
 * What a measurement says: the answers on an instrument, or a score that somebody worked out from them. The version is
 * that of the instrument at the time; see {@link Instrument#version()}.
 */
public sealed interface Reading {

    /** The instrument that was read. */
    Instrument instrument();

    /** Its version at the time. */
    String version();

    /** The score, exact and within the instrument's range. */
    Score score();

    /**
     * A score without the answers behind it.
     *
     * @param value within the instrument's range, at most one decimal, whole where the instrument asks for it
     */
    record Given(Instrument instrument, String version, BigDecimal value) implements Reading {
        public Given {
            value = instrument.score(value).rounded();
        }

        @Override
        public Score score() {
            return Score.of(value);
        }
    }

    /** The answers, from which the score follows. */
    record Answered(String version, Answers answers) implements Reading {
        @Override
        public Instrument instrument() {
            return answers.instrument();
        }

        @Override
        public Score score() {
            return answers.score();
        }
    }

    /**
     * A score on the present version of the instrument.
     *
     * @throws IllegalArgumentException if the instrument cannot give it
     */
    static Reading given(Instrument instrument, BigDecimal value) {
        return new Given(instrument, instrument.version(), value);
    }

    /** Answers on the present version of their instrument. */
    static Reading of(Answers answers) {
        return new Answered(answers.instrument().version(), answers);
    }
}
