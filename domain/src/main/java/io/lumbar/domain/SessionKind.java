package io.lumbar.domain;

/** What a session works on. */
public enum SessionKind {
    /** The whole body, for relaxation. */
    WHOLE_BODY,
    /** Specific muscles and connective tissue, from the buttocks up to the neck. */
    STRUCTURAL
}
