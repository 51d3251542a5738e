package io.lumbar.domain;

/** What the client and the therapist hold responsible for the strain. */
public enum Cause {
    POOR_POSTURE, IMPROPER_LIFTING, WEAK_BACK_MUSCLES, STRESS, INJURY, UNKNOWN
}
