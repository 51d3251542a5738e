package io.lumbar.domain;

/** A therapist's gender, and the one a client prefers to be treated by. */
public enum Gender {
    FEMALE, MALE, OTHER
}
