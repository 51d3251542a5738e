package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionId;
import org.jspecify.annotations.Nullable;

/** Something unwanted that a client felt or suffered after treatment, as it stands. */
public record AdverseEvent(AdverseEventId id, Happening happening) {

    /** How long it lasted. */
    public enum Duration {
        HOURS, DAYS, WEEKS
    }

    /** How bad it was, as the client put it. */
    public enum Severity {
        MILD, MODERATE, SEVERE
    }

    /**
     * What it amounts to, from how long it lasted and how bad it was (Carnes et al. 2010, a Delphi study). The study
     * leaves mild for days, and moderate and severe for hours, undefined: those are our choice.
     */
    public enum Grade {
        /** A reaction that is to be expected. */
        NOT_ADVERSE, MILD, MODERATE, MAJOR;

        /** The grade of what lasted and hurt so. */
        public static Grade of(Duration duration, Severity severity) {
            return switch (severity) {
                case MILD -> switch (duration) {
                    case HOURS -> NOT_ADVERSE;
                    case DAYS -> MILD;
                    case WEEKS -> MODERATE;
                };
                case MODERATE -> switch (duration) {
                    case HOURS -> MILD;
                    case DAYS -> MODERATE;
                    case WEEKS -> MAJOR;
                };
                case SEVERE -> switch (duration) {
                    case HOURS -> MODERATE;
                    case DAYS, WEEKS -> MAJOR;
                };
            };
        }
    }

    /**
     * What happened.
     *
     * @param session after which it occurred; null when no session is held responsible
     * @param description null when there is none
     */
    public record Happening(Duration duration, Severity severity, Instant occurredAt, @Nullable SessionId session,
            @Nullable Personal<String> description) {

        /** What it amounts to; follows from the rest. */
        public Grade grade() {
            return Grade.of(duration, severity);
        }
    }

    /** What may be recorded of an adverse event or not. */
    public enum Detail {
        SESSION, DESCRIPTION
    }

    /**
     * Report an adverse event, in every state of the episode.
     *
     * @param occurredAt when it began: not in the future, nor before the episode was opened or the session began
     * @param session one that was held; null for none
     * @param description 1 to 4,000 characters; null for none
     */
    public record ReportAdverseEvent(EpisodeId episode, AdverseEventId adverseEvent, Duration duration,
            Severity severity, Instant occurredAt, @Nullable SessionId session, @Nullable String description,
            Instant now) implements EpisodeCommand {}

    /**
     * An adverse event was otherwise than reported. What is null stays.
     *
     * @param removed what was not recorded after all, and so is given no value here
     * @param reason 1 to 4,000 characters
     */
    public record CorrectAdverseEvent(EpisodeId episode, AdverseEventId adverseEvent, @Nullable Duration duration,
            @Nullable Severity severity, @Nullable Instant occurredAt, @Nullable SessionId session,
            @Nullable String description, List<Detail> removed, String reason,
            Instant now) implements EpisodeCommand {
        public CorrectAdverseEvent {
            removed = List.copyOf(removed);
        }
    }

    /** An adverse event was reported. */
    public record AdverseEventReported(EpisodeId episode, AdverseEventId adverseEvent, Happening happening,
            Instant at) implements EpisodeEvent {}

    /** An adverse event was otherwise: {@code happening} stands from now on. */
    public record AdverseEventCorrected(EpisodeId episode, AdverseEventId adverseEvent, Happening happening,
            Personal<String> reason, Instant at) implements Correction {}
}
