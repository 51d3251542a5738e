package io.lumbar.domain;

/** A client's sex as recorded at intake. */
public enum Sex {
    FEMALE, MALE, OTHER, UNKNOWN
}
