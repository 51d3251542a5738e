package io.lumbar.domain.outcome;

/** What was answered on an instrument that has more than one question. Answers that cannot be scored do not exist. */
public sealed interface Answers permits OdiSections, RmdqTicked, PsfsActivities, StartBackTotals {

    /** The instrument that was filled in. */
    Instrument instrument();

    /** The score, exact and within the instrument's range. */
    Score score();
}
