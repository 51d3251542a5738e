package io.lumbar.domain;

import java.util.UUID;

/**
 * Names one stream of events: everything that ever happened to one client, therapist, clinic, care episode, account or
 * entry of the work list.
 *
 * @param kind what the stream tells of
 * @param id the UUID of that client, therapist, clinic, episode, account or entry
 */
public record StreamId(Kind kind, UUID id) {

    /** What a stream tells of. The labels are stored; they never change. */
    public enum Kind {
        CLIENT("client"), THERAPIST("therapist"), CLINIC("clinic"), CARE_EPISODE("care-episode"), ACCOUNT("account"),
        WORK_ENTRY("work-entry");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The stored name, also the part of an event's name before the dot. */
        public String label() {
            return label;
        }
    }

    /** A client's stream. */
    public static StreamId of(ClientId client) {
        return new StreamId(Kind.CLIENT, client.value());
    }

    /** A therapist's stream. */
    public static StreamId of(TherapistId therapist) {
        return new StreamId(Kind.THERAPIST, therapist.value());
    }

    /** A clinic's stream. */
    public static StreamId of(ClinicId clinic) {
        return new StreamId(Kind.CLINIC, clinic.value());
    }

    /** A care episode's stream. */
    public static StreamId of(EpisodeId episode) {
        return new StreamId(Kind.CARE_EPISODE, episode.value());
    }

    /** The stream of an entry of the work list. */
    public static StreamId of(WorkEntryId entry) {
        return new StreamId(Kind.WORK_ENTRY, entry.value());
    }

    /** An account's stream. */
    public static StreamId of(AccountId account) {
        return new StreamId(Kind.ACCOUNT, account.value());
    }

    /** {@code <label>:<uuid>}, such as {@code care-episode:0199...}. */
    @Override
    public String toString() {
        return kind.label() + ":" + id;
    }
}
