package io.lumbar.api.access;

/** How far a role reaches on a route. */
public enum Reach {
    /** The episodes, clients and sessions of the therapist who calls, at the caller's clinics. */
    OWN("own"),
    /** Everything at the clinics that the caller is bound to. */
    CLINIC("clinic"),
    /** What concerns all clinics: only for a caller who is bound to every one. */
    EVERY("every");

    private final String label;

    Reach(String label) {
        this.label = label;
    }

    /** As it is written in the table and in the OpenAPI document. */
    public String label() {
        return label;
    }
}
