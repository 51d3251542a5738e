package io.lumbar.api.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lumbar.api.episode.TimelineEntry.Change;
import io.lumbar.api.request.Shown;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Correction;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.outcome.OdiSections;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.RmdqTicked;
import io.lumbar.domain.outcome.StartBackTotals;
import org.jspecify.annotations.Nullable;

/**
 * What a correction says, against what stood before it.
 *
 * @param words with the old values beside the new ones, without personal data
 * @param changes field by field, with personal data
 */
record Revision(String words, List<Change> changes) {

    /** Of what corrects nothing. */
    static final Revision NONE = new Revision("", List.of());

    /** What may hold personal data and is not told in words. */
    private static final List<String> PERSONAL = List.of("answers", "description", "note", "otherActivities",
            "reactions");

    static Revision of(Correction correction, Course before) {
        return switch (correction) {
            case IntakeCorrected e -> changed("Intake corrected", found(before, e.findings()));
            case EpisodeVoided _ ->
                new Revision("Episode voided: it was entered in error, with everything recorded in it", List.of());
            case NoShowReverted e ->
                new Revision("No-show taken back: session planned again for " + e.plan().start(), List.of());
            case SessionCorrected e when before.session(e.session()) instanceof Held held -> changed(
                    "Session of " + held.start() + " corrected", treated(held.treatment(), e.treatment()));
            case SessionCorrected e -> throw new IllegalStateException(e.session() + " was never held");
            case SessionVoided e -> new Revision("Session of " + before.session(e.session()).start()
                    + " voided: it was entered in error", List.of());
            case MeasurementCorrected e -> {
                Measurement was = before.measurement(e.measurement());
                yield changed(was.reading().instrument() + " of " + was.takenAt() + " corrected", measured(was, e));
            }
            case AdverseEventCorrected e -> {
                Happening was = before.adverseEvent(e.adverseEvent()).happening();
                yield changed("Adverse event of " + was.occurredAt() + " corrected", happened(was, e.happening()));
            }
            case FollowUpCorrected e when before.followUp(e.followUp()) instanceof FollowUp.Recorded was -> changed(
                    "Follow-up " + was.kind() + " of " + was.takenAt() + " corrected", followedUp(was, e));
            case FollowUpCorrected e -> throw new IllegalStateException(e.followUp() + " was never recorded");
            case MeasurementVoided e -> {
                Measurement was = before.measurement(e.measurement());
                yield new Revision(was.reading().instrument() + " of " + was.takenAt() + " voided: "
                        + was.reading().score() + " was entered in error", List.of());
            }
        };
    }

    /** Those of {@code entries}, the latest first, of which the {@code correction} says that they were otherwise. */
    static <T> List<T> concerned(Correction correction, List<T> entries, Function<T, EpisodeEvent> event) {
        return switch (correction) {
            case IntakeCorrected e -> atIntake(e.findings(), entries, event);
            case EpisodeVoided _ -> entries;
            case NoShowReverted e -> entries.stream()
                    .filter(entry -> event.apply(entry) instanceof SessionMissed missed
                            && missed.session().equals(e.session()))
                    .limit(1).toList();
            case SessionCorrected e -> entries.stream().filter(entry -> switch (event.apply(entry)) {
                case RuleBreached breached -> breached.session().equals(e.session()) && e.stillBreached() != null
                        && !e.stillBreached().contains(breached.rule());
                case SessionHeld held -> held.session().equals(e.session());
                case SessionCorrected corrected -> corrected.session().equals(e.session());
                case EpisodeEvent _ -> false;
            }).toList();
            case SessionVoided e ->
                entries.stream().filter(entry -> e.session().equals(session(event.apply(entry)))).toList();
            case MeasurementCorrected e -> of(e.measurement(), entries, event);
            case MeasurementVoided e -> of(e.measurement(), entries, event);
            case FollowUpCorrected e -> entries.stream().filter(entry -> switch (event.apply(entry)) {
                case FollowUpRecorded taken -> taken.followUp().equals(e.followUp());
                case FollowUpCorrected taken -> taken.followUp().equals(e.followUp());
                case EpisodeEvent _ -> false;
            }).toList();
            case AdverseEventCorrected e -> entries.stream().filter(entry -> switch (event.apply(entry)) {
                case AdverseEventReported told -> told.adverseEvent().equals(e.adverseEvent());
                case AdverseEventCorrected told -> told.adverseEvent().equals(e.adverseEvent());
                case EpisodeEvent _ -> false;
            }).toList();
        };
    }

    private static <T> List<T> of(MeasurementId id, List<T> entries, Function<T, EpisodeEvent> event) {
        return entries.stream().filter(entry -> id.equals(measurement(event.apply(entry)))).toList();
    }

    private static @Nullable MeasurementId measurement(EpisodeEvent event) {
        return switch (event) {
            case MeasurementRecorded e -> e.measurement();
            case MeasurementCorrected e -> e.measurement();
            case EpisodeEvent _ -> null;
        };
    }

    private static @Nullable SessionId session(EpisodeEvent event) {
        return switch (event) {
            case SessionPlanned e -> e.session();
            case SessionRescheduled e -> e.session();
            case SessionCancelled e -> e.session();
            case SessionMissed e -> e.session();
            case NoShowReverted e -> e.session();
            case SessionHeld e -> e.session();
            case RuleBreached e -> e.session();
            case SessionCorrected e -> e.session();
            case EpisodeEvent _ -> null;
        };
    }

    /** The opening, its screening if that was otherwise, and what corrected them before. */
    private static <T> List<T> atIntake(Findings now, List<T> entries, Function<T, EpisodeEvent> event) {
        var concerned = new ArrayList<T>();
        T screening = null;
        for (T entry : entries) {
            switch (event.apply(entry)) {
                case EpisodeOpened _,IntakeCorrected _ -> concerned.add(entry);
                case ScreeningRecorded _ -> screening = entry;
                case EpisodeEvent _ -> {}
            }
        }
        if (screening != null && event.apply(screening) instanceof ScreeningRecorded first
                && !(first.at().equals(now.openedAt()) && first.positive().equals(now.positive()))) {
            concerned.add(screening);
        }
        return concerned;
    }

    private static List<Change> found(Course before, Findings now) {
        EpisodeOpened was = before.intake();
        var changes = new ArrayList<Change>();
        compare(changes, "openedAt", was.openedAt(), now.openedAt());
        complaint(changes, was.complaint(), now.complaint());
        personal(changes, "otherActivities", was.otherActivities(), now.otherActivities());
        compare(changes, "positive", signs(before.screenings().getFirst().positive()), signs(now.positive()));
        compare(changes, "doctorConsulted", was.doctorConsulted(), now.doctorConsulted());
        compare(changes, "preference.style", plain(was.preference().style()), plain(now.preference().style()));
        compare(changes, "preference.pressure", was.preference().pressure(), now.preference().pressure());
        compare(changes, "preference.therapistGender", plain(was.preference().therapistGender()),
                plain(now.preference().therapistGender()));
        compare(changes, "ageBand", was.ageBand().label(), now.ageBand().label());
        compare(changes, "sex", plain(was.sex()), plain(now.sex()));
        return changes;
    }

    private static void complaint(List<Change> changes, Complaint was, Complaint now) {
        compare(changes, "onsetOn", was.onsetOn(), now.onsetOn());
        compare(changes, "sites", plain(was.sites()), plain(now.sites()));
        compare(changes, "causes", plain(was.causes()), plain(now.causes()));
        compare(changes, "muscles", plain(was.muscles()), plain(now.muscles()));
        compare(changes, "limitedActivities", plain(was.limitedActivities()), plain(now.limitedActivities()));
    }

    private static @Nullable String plain(@Nullable Enum<?> value) {
        return value == null ? null : TimelineEntry.plain(value);
    }

    private static @Nullable String plain(List<? extends Enum<?>> values) {
        return values.isEmpty() ? null : TimelineEntry.plain(values);
    }

    private static @Nullable String signs(List<PositiveSign> signs) {
        return signs.isEmpty() ? null : signs.stream()
                .map(sign -> sign.areas().isEmpty()
                        ? sign.code()
                        : sign.code() + " (" + TimelineEntry.plain(sign.areas()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<Change> treated(Treatment was, Treatment now) {
        var changes = new ArrayList<Change>();
        compare(changes, "startedAt", was.startedAt(), now.startedAt());
        compare(changes, "minutes", was.minutes(), now.minutes());
        compare(changes, "style", TimelineEntry.plain(was.style()), TimelineEntry.plain(now.style()));
        compare(changes, "kind", TimelineEntry.plain(was.kind()), TimelineEntry.plain(now.kind()));
        compare(changes, "therapistId", was.therapist().value(), now.therapist().value());
        compare(changes, "areas", plain(was.areas()), plain(now.areas()));
        compare(changes, "pressure", was.pressure(), now.pressure());
        compare(changes, "painBefore", was.painBefore(), now.painBefore());
        compare(changes, "painAfter", was.painAfter(), now.painAfter());
        personal(changes, "note", was.note(), now.note());
        personal(changes, "reactions", was.reactions(), now.reactions());
        return changes;
    }

    /** Told also when nothing of it is left to be shown. */
    private static void personal(List<Change> changes, String field, @Nullable Personal<?> was,
            @Nullable Personal<?> now) {
        if (!Objects.equals(was, now)) {
            changes.add(new Change(field, text(field, was), text(field, now)));
        }
    }

    private static @Nullable String text(String field, @Nullable Personal<?> value) {
        return switch (Shown.of(field, value)) {
            case null -> null;
            case List<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Object one -> one.toString();
        };
    }

    private static List<Change> happened(Happening was, Happening now) {
        var changes = new ArrayList<Change>();
        compare(changes, "duration", TimelineEntry.plain(was.duration()), TimelineEntry.plain(now.duration()));
        compare(changes, "severity", TimelineEntry.plain(was.severity()), TimelineEntry.plain(now.severity()));
        compare(changes, "grade", TimelineEntry.plain(was.grade()), TimelineEntry.plain(now.grade()));
        compare(changes, "occurredAt", was.occurredAt(), now.occurredAt());
        compare(changes, "sessionId", id(was.session()), id(now.session()));
        personal(changes, "description", was.description(), now.description());
        return changes;
    }

    private static List<Change> followedUp(FollowUp.Recorded was, FollowUpCorrected now) {
        var changes = new ArrayList<Change>();
        compare(changes, "takenAt", was.takenAt(), now.takenAt());
        compare(changes, "furtherCare", plain(was.furtherCare()), plain(now.furtherCare()));
        return changes;
    }

    private static @Nullable Object id(@Nullable SessionId session) {
        return session == null ? null : session.value();
    }

    private static List<Change> measured(Measurement was, MeasurementCorrected now) {
        var changes = new ArrayList<Change>();
        compare(changes, "instrument", was.reading().instrument(), now.reading().instrument());
        compare(changes, "score", was.reading().score(), now.reading().score());
        compare(changes, "answers", answers(was.reading()), answers(now.reading()));
        compare(changes, "takenAt", was.takenAt(), now.takenAt());
        return changes;
    }

    private static void compare(List<Change> changes, String field, @Nullable Object was, @Nullable Object now) {
        if (!Objects.equals(was, now)) {
            changes.add(new Change(field, was == null ? null : was.toString(), now == null ? null : now.toString()));
        }
    }

    private static @Nullable String answers(Reading reading) {
        return switch (reading) {
            case Reading.Given _ -> null;
            case Reading.Answered(var _, OdiSections odi) -> odi.sections().stream()
                    .map(section -> section == null ? "-" : section.toString()).collect(Collectors.joining(" "));
            case Reading.Answered(var _, RmdqTicked rmdq) ->
                rmdq.ticked().stream().map(String::valueOf).collect(Collectors.joining(" "));
            case Reading.Answered(var _, PsfsActivities psfs) -> psfs.activities().stream()
                    .map(rated -> Objects.requireNonNullElse(Shown.of("activities", rated.name()), "-") + " "
                            + rated.score())
                    .collect(Collectors.joining(", "));
            case Reading.Answered(var _, StartBackTotals totals) ->
                "total " + totals.total() + ", distress " + totals.distress();
        };
    }

    private static Revision changed(String words, List<Change> changes) {
        return new Revision(words + ": " + changes.stream().map(Revision::words).collect(Collectors.joining(", ")),
                changes);
    }

    private static String words(Change change) {
        return PERSONAL.contains(change.field())
                ? change.field()
                : change.field() + " " + Objects.requireNonNullElse(change.now(), "none") + " (was "
                        + Objects.requireNonNullElse(change.was(), "none") + ")";
    }
}
