package io.lumbar.domain;

/** The muscles most often strained in lower back pain. */
public enum Muscle {
    /** Stabilises the spine. */
    QUADRATUS_LUMBORUM,
    /** Stabilises the hips. */
    GLUTEUS_MEDIUS,
    /** Straightens and rotates the back. */
    ERECTOR_SPINAE,
    OTHER
}
