package io.lumbar.domain.facts;

import java.time.LocalDate;

import io.lumbar.domain.episode.FollowUp;

/** A follow-up. One that was withdrawn because the episode was reopened has no facts. */
public record FollowUpFacts(FollowUp.Kind kind, LocalDate dueOn, State state) {

    /** What became of it. */
    public enum State {
        PENDING, RECORDED, MISSED
    }
}
