package io.lumbar.domain;

/** A way of giving massage that a therapist is qualified in and a client may prefer. */
public enum Style {
    /** Long gliding strokes, gentle. */
    SWEDISH,
    /** Slow and firm, on the deeper layers. */
    DEEP_TISSUE,
    /** With warmed stones. */
    HOT_STONE,
    /** Finger pressure along lines of the body. */
    SHIATSU,
    /** Sustained pressure on tender spots within a muscle. */
    TRIGGER_POINT,
    /** Pressure on zones of the feet and hands. */
    REFLEXOLOGY,
    /** For strain from sports. */
    SPORTS
}
