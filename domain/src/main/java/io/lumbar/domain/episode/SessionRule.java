package io.lumbar.domain.episode;

/** A rule that every session keeps, unless a manager records that one took place despite it. Named after its refusal. */
public enum SessionRule {
    /** The client had consented to treatment. */
    CONSENT_MISSING,
    /** The therapist worked at the clinic. */
    THERAPIST_NOT_AT_CLINIC,
    /** The therapist practised on that day. */
    THERAPIST_NOT_PRACTISING,
    /** The therapist was qualified for the style on that day. */
    THERAPIST_NOT_QUALIFIED,
    /** A physician had cleared what needs clearance. */
    CLEARANCE_MISSING,
    /** No sign ruled the style out. */
    STYLE_RESTRICTED,
    /** No sign excluded an area that was treated. */
    AREA_EXCLUDED
}
