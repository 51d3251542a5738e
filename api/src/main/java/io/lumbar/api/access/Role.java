package io.lumbar.api.access;

/** What a caller may do. */
public enum Role {
    /** Clients, intake, planning. */
    FRONT_DESK,
    /** The episodes assigned to the caller. */
    THERAPIST,
    /** Reports without names, overrides with a reason. */
    MANAGER,
    /** Erasure, legal holds, audit, exports. */
    PRIVACY_OFFICER,
    /** Accounts, clinics, operations. */
    ADMIN
}
