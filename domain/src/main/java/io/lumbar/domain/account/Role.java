package io.lumbar.domain.account;

/** What somebody who works with the system does in the clinic. What each may do is one table, the api's. */
public enum Role {
    /** Clients, intake, planning. */
    FRONT_DESK,
    /** The episodes that the therapist is responsible for or gives a session in. */
    THERAPIST,
    /** Reports without names, overrides with a reason. */
    MANAGER,
    /** Erasure, legal holds, audit, exports. */
    PRIVACY_OFFICER,
    /** Accounts, clinics, operations. */
    ADMIN
}
