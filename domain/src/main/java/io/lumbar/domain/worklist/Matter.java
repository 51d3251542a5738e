package io.lumbar.domain.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the work list is about. Each kind fills in what belongs to it; the rest is null.
 *
 * @param episode which episode; null when it is about a therapist's record
 * @param client whose episode; null with it
 * @param therapist who is, or is to be, concerned; null when nobody is
 * @param session which session it is about
 * @param followUp which follow-up it is about
 * @param style in which somebody is, or is not, qualified
 * @param since when it arose in the clinic, to the microsecond; of signs of a screening, when the first was found that no
 *     physician has spoken of
 * @param foundAt when signs of a screening were found last, to the microsecond, once or again
 * @param dueOn local date that it is about: on which a follow-up was due, or a certificate's last day
 * @param sessionNumber before which session a measurement is to be taken, counted from 1
 * @param codes signs of the screening in the catalogue's words, or rules that were broken; empty otherwise
 */
public record Matter(Kind kind, ClinicId clinic, @Nullable EpisodeId episode, @Nullable ClientId client,
        @Nullable TherapistId therapist, @Nullable SessionId session, @Nullable FollowUpId followUp,
        @Nullable Style style, Instant since, @Nullable Instant foundAt, @Nullable LocalDate dueOn,
        @Nullable Integer sessionNumber, List<String> codes) {

    public Matter {
        since = since.truncatedTo(ChronoUnit.MICROS);
        foundAt = foundAt == null ? null : foundAt.truncatedTo(ChronoUnit.MICROS);
        codes = List.copyOf(codes);
        if (episode == null && therapist == null) {
            throw new IllegalArgumentException("about nobody");
        }
    }

    /** Why something waits. */
    public enum Kind {
        /** Screening found signs that a physician must look at now, until a physician's word or the end. */
        URGENT_REFERRAL(true),
        /** A session took place against a rule; until it is corrected so that it broke none, or voided. */
        RULE_BREACHED(true),
        /** Sixty days without a session or a plan, until there is one or the episode ends. */
        LAPSE_CANDIDATE(false),
        /** Thirty days of waiting for a clearance or a therapist, until the waiting ends. */
        STALLED_INTAKE(false),
        /** The next session is a fourth, and function was not measured since the session before; until it is. */
        FUNCTION_MEASUREMENT_DUE(false),
        /** A follow-up was missed; until it is recorded, for sixty days. */
        MISSED_FOLLOW_UP(false),
        /** A session is planned with somebody who is not qualified on its day any more; until it is not. */
        UNQUALIFIED_SESSION(false),
        /** A certificate ends within thirty days or ended in the last thirty; until it is renewed. */
        EXPIRING_QUALIFICATION(false);

        private final boolean atOnce;

        Kind(boolean atOnce) {
            this.atOnce = atOnce;
        }

        /**
         * Whether it is on the list in the transaction of the event that brings it about, and so needs nobody to enter it
         * until somebody sees to it.
         */
        public boolean atOnce() {
            return atOnce;
        }
    }

    /** About an episode, and nothing in particular in it. */
    static Matter of(Kind kind, ClinicId clinic, EpisodeId episode, ClientId client, @Nullable TherapistId therapist,
            Instant since) {
        return new Matter(kind, clinic, episode, client, therapist, null, null, null, since, null, null, null,
                List.of());
    }

    Matter before(int nextSession) {
        return new Matter(kind, clinic, episode, client, therapist, session, followUp, style, since, foundAt, dueOn,
                nextSession, codes);
    }

    Matter about(FollowUpId which, LocalDate due) {
        return new Matter(kind, clinic, episode, client, therapist, session, which, style, since, foundAt, due,
                sessionNumber, codes);
    }

    Matter about(SessionId which, Style how) {
        return new Matter(kind, clinic, episode, client, therapist, which, followUp, how, since, foundAt, dueOn,
                sessionNumber, codes);
    }

    /** The entry's id: the same for the same matter, another when it arises anew. */
    public WorkEntryId entry() {
        Stream<?> identity = switch (kind) {
            case URGENT_REFERRAL -> Stream.of(id(episode), micros(Objects.requireNonNull(foundAt)));
            case LAPSE_CANDIDATE, STALLED_INTAKE -> Stream.of(id(episode), micros(since));
            case RULE_BREACHED -> Stream.of(id(session), String.join(",", codes));
            case FUNCTION_MEASUREMENT_DUE -> Stream.of(id(episode), sessionNumber);
            case MISSED_FOLLOW_UP -> Stream.of(id(followUp));
            case UNQUALIFIED_SESSION -> Stream.of(id(session), id(therapist), style, micros(since));
            case EXPIRING_QUALIFICATION -> Stream.of(id(therapist), style, dueOn, clinic.value());
        };
        String name = Stream.concat(Stream.of(kind), identity).map(String::valueOf).collect(Collectors.joining(":"));
        return new WorkEntryId(UUID.nameUUIDFromBytes(ascii(name)));
    }

    private static byte[] ascii(String name) {
        var bytes = new byte[name.length()];
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) name.charAt(n);
        }
        return bytes;
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static UUID id(io.lumbar.domain.@Nullable Id part) {
        return Objects.requireNonNull(part, "a part of what the entry is about").value();
    }

    /** Whose record brings it about. */
    public StreamId subject() {
        return episode == null ? StreamId.of(Objects.requireNonNull(therapist)) : StreamId.of(episode);
    }

    /** Whom a note on it is about. */
    public Subject person() {
        return client == null ? Subject.of(Objects.requireNonNull(therapist)) : Subject.of(client);
    }
}
