package io.lumbar.domain.episode;

/** Activities that often suffer from lower back pain; others are written in the client's own words. */
public enum LimitedActivity {
    BENDING_TO_TIE_SHOES, SITTING_AT_COMPUTER, LIFTING, STANDING, WALKING, SLEEPING
}
