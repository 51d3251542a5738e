package io.lumbar.api.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import io.lumbar.api.request.Shown;
import io.lumbar.application.Recorded;
import io.lumbar.domain.Personal;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.Correction;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was recorded, in plain words.
 *
 * @param at when it happened in the clinic
 * @param recordedAt when the system learned it
 * @param recordedBy id of the caller
 * @param words without personal data
 * @param remark what somebody wrote with it; null when nothing was written, or it was erased
 * @param changes what a correction changed, field by field; else empty
 * @param corrections what later said that this was otherwise, oldest first
 */
record TimelineEntry(long version, @Schema(description = "When it happened in the clinic") Instant at,
        @Schema(description = "When the system learned it") Instant recordedAt, String recordedBy, String words,
        @Nullable String remark,
        @Schema(description = "What a correction changed, field by field") List<Change> changes,
        @Schema(description = "What later said that this was otherwise") List<Corrected> corrections) {

    /** A field as it stood before a correction, and as it stands after it; null for nothing, or what was erased. */
    record Change(String field, @Nullable String was, @Nullable String now) {}

    /** By which entry this one was corrected, when the system learned it, and by whom. */
    record Corrected(long version, Instant recordedAt, String recordedBy) {}

    /** What an event says. */
    private record Line(Instant at, String words, List<Personal<String>> remarks) {
        Line(Instant at, String words) {
            this(at, words, List.of());
        }

        Line(Instant at, String words, @Nullable Personal<String> remark) {
            this(at, words, remark == null ? List.of() : List.of(remark));
        }

        private @Nullable String remark() {
            if (remarks.stream().allMatch(Personal.Erased.class::isInstance)) {
                return null;
            }
            return remarks.stream().map(each -> Objects.requireNonNullElse(Shown.of("remark", each), "erased"))
                    .collect(Collectors.joining(" / "));
        }
    }

    /** One entry for each event of an episode's {@code history}, in its order. */
    static List<TimelineEntry> of(List<Recorded<?>> history) {
        var told = new ArrayList<Told>();
        var decider = new CareEpisodeDecider();
        CareEpisode standing = decider.initial();
        Instant before = Instant.EPOCH;
        for (Recorded<?> recorded : history) {
            if (!(recorded.event() instanceof EpisodeEvent event)) {
                throw new IllegalStateException(recorded.event().getClass() + " in the stream of an episode");
            }
            Revision revision = Revision.NONE;
            if (event instanceof Correction correction && standing instanceof CareEpisode.Opened opened) {
                revision = Revision.of(correction, opened.course());
                var by = new Corrected(recorded.version(), recorded.recordedAt(), recorded.actor());
                Revision.concerned(correction, told.reversed(), Told::event)
                        .forEach(entry -> entry.corrections.add(by));
            }
            Line line = line(event, before);
            told.add(new Told(recorded, event, line, revision, new ArrayList<>()));
            before = line.at;
            standing = decider.evolve(standing, event);
        }
        return told.stream().map(Told::entry).toList();
    }

    /** An entry as long as later events may still correct it. */
    private record Told(Recorded<?> recorded, EpisodeEvent event, Line line, Revision revision,
            List<Corrected> corrections) {
        private TimelineEntry entry() {
            return new TimelineEntry(recorded.version(), line.at, recorded.recordedAt(), recorded.actor(),
                    line.words + revision.words(), line.remark(), revision.changes(),
                    List.copyOf(corrections));
        }
    }

    /** What follows from another event has no time of its own and happened when that did: {@code before}. */
    private static Line line(EpisodeEvent event, Instant before) {
        return switch (event) {
            case EpisodeOpened e -> new Line(e.openedAt(), "Episode opened: pain in " + plain(e.complaint().sites())
                    + " since " + e.complaint().onsetOn() + ", put down to " + plain(e.complaint().causes())
                    + (e.continues() == null ? "" : "; goes on with episode " + e.continues().value())
                    + (e.overrideReason() == null ? "" : "; a manager allowed it beside another"),
                    e.overrideReason());
            case EpisodeDeclined e -> new Line(e.at(), "Client turned away before treatment", e.reason());
            case ScreeningRecorded e -> new Line(e.at(), "Screened against catalogue " + e.catalogueVersion() + ": "
                    + (e.positive().isEmpty()
                            ? "no sign found"
                            : e.positive().stream().map(PositiveSign::code).collect(Collectors.joining(", "))));
            case ClearanceRecorded e -> new Line(e.clearedAt(), (e.outcome() == ClearanceOutcome.CLEARED
                    ? "Treatment cleared by a physician"
                    : "Treatment not cleared by a physician")
                    + (e.permittedStyles().isEmpty() ? "" : ", permitting " + plain(e.permittedStyles())));
            case TherapistAssigned e -> new Line(e.at(),
                    "Therapist " + e.therapist().value() + " became responsible", e.overrideReason());
            case TherapistReassigned e -> new Line(e.at(),
                    "Therapist " + e.therapist().value() + " took over from " + e.before().value()
                            + (e.overrideReason() == null ? "" : "; a manager set rules aside"),
                    both(e.reason(), e.overrideReason()));
            case SessionPlanned e -> new Line(e.at(), "Session planned for " + e.plan().start() + ": "
                    + e.plan().minutes() + " minutes " + plain(e.plan().style()));
            case SessionRescheduled e -> new Line(e.at(), "Session moved to " + e.plan().start() + ": "
                    + e.plan().minutes() + " minutes " + plain(e.plan().style()));
            case SessionHeld e -> new Line(e.treatment().startedAt(), "Session held: " + e.treatment().minutes()
                    + " minutes " + plain(e.treatment().style()) + ", " + plain(e.treatment().kind()),
                    e.treatment().note());
            case RuleBreached e -> new Line(e.at(), "Recorded despite a rule: " + plain(e.rule()), e.reason());
            case SessionMissed e -> new Line(e.at(), "Client did not come to the session");
            case Correction e -> new Line(e.at(), "", e.reason());
            case SessionCancelled e -> new Line(e.at(), e.by() == CancelledBy.DISCHARGE
                    ? "Session cancelled because of the discharge"
                    : "Session cancelled by the " + plain(e.by()), e.reason());
            case MeasurementRecorded e ->
                new Line(e.takenAt(), e.reading().instrument() + " taken: " + e.reading().score());
            case AdverseEventReported e -> new Line(e.happening().occurredAt(),
                    "Adverse event reported: " + plain(e.happening().severity()) + " for "
                            + plain(e.happening().duration()) + ", graded " + plain(e.happening().grade()),
                    e.happening().description());
            case EpisodeDischarged e -> new Line(e.at(), "Episode ended: " + plain(e.reason())
                    + (e.toClinic() == null ? "" : ", to clinic " + e.toClinic().value()));
            case EpisodeReopened e -> new Line(e.at(), "Episode reopened"
                    + (e.therapist() == null
                            ? "; nobody is responsible"
                            : "; therapist " + e.therapist().value() + " is responsible again")
                    + (e.overrideReason() == null ? "" : "; a manager set rules aside"),
                    both(e.reason(), e.overrideReason()));
            case FollowUpWithdrawn e -> new Line(e.at(), "Follow-up withdrawn because of the reopening");
            case FollowUpPlanned e -> new Line(before, "Follow-up " + e.kind() + " planned for " + e.dueOn());
            case FollowUpMissed e -> new Line(e.at(), "Follow-up missed: nobody answered in time");
            case FollowUpRecorded e -> new Line(e.takenAt(), "Follow-up recorded"
                    + (e.furtherCare() == null ? "" : ", further care: " + plain(e.furtherCare())));
        };
    }

    private static List<Personal<String>> both(Personal<String> one, @Nullable Personal<String> other) {
        return other == null ? List.of(one) : List.of(one, other);
    }

    static String plain(List<? extends Enum<?>> values) {
        return values.stream().map(TimelineEntry::plain).collect(Collectors.joining(", "));
    }

    static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
