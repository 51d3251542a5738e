package io.lumbar.domain;

import java.util.UUID;

/**
 * The identity of something in the clinic: a UUID (version 7 when the system made it) that is never used again for
 * anything else. Ids come into the domain from outside.
 */
public sealed interface Id
        permits ClinicId, TherapistId, ClientId, EpisodeId, SessionId, MeasurementId, FollowUpId, AdverseEventId,
        ImportId, AccountId, SecretId, AppId, WorkEntryId {

    /** The bare UUID. */
    UUID value();
}
