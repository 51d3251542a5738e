package io.lumbar.domain.episode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.NotOpened;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Intake.Continued;
import io.lumbar.domain.episode.Intake.DeclineEpisode;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Intake.VoidEpisode;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Instrument;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** How an episode is opened or declined. */
final class IntakeRules {

    private IntakeRules() {}

    static List<EpisodeEvent> open(OpenEpisode command, CareEpisode state) {
        requireValid(command);
        return switch (state) {
            case NotOpened() -> opening(command);
            case Opened standing when repeats(command, standing.course()) -> List.of();
            case Opened _ -> throw new Rejected(new AlreadyExists("episode", command.episode()));
        };
    }

    static List<EpisodeEvent> decline(DeclineEpisode command, Opened state) {
        Require.text("reason", command.reason(), 4_000);
        return switch (state) {
            case AwaitingClearance _,AwaitingTherapist _ when state.course().reopenedAt() != null ->
                throw Refusals.stateForbids(state, "decline it after treatment");
            case AwaitingClearance _,AwaitingTherapist _ -> List.of(new EpisodeDeclined(command.episode(),
                    Personal.of(Subject.of(state.course().client()), command.reason()), command.now()));
            case Declined declined when Repeats.same(declined.reason(), command.reason()) -> List.of();
            case Treated _,Discharged _,Declined _,Voided _ -> throw Refusals.stateForbids(state, "decline it");
        };
    }

    static List<EpisodeEvent> enteredInError(VoidEpisode command, Opened state) {
        Require.text("reason", command.reason(), 4_000);
        return switch (state) {
            case Voided before when Repeats.same(before.reason(), command.reason()) -> List.of();
            case Voided _ -> throw Refusals.stateForbids(state, "void it");
            case Opened standing -> List.of(new EpisodeVoided(command.episode(),
                    Personal.of(Subject.of(standing.course().client()), command.reason()), command.now()));
        };
    }

    private static void requireValid(OpenEpisode command) {
        Require.notFuture("openedAt", command.openedAt(), command.now());
        requireValid(command.complaint(), command.otherActivities(), command.preference(),
                new ClinicTime(command.zone()).dateOf(command.openedAt()));
        ScreeningRules.requireValid("screening.", command.catalogueVersion(), command.positive());
        RuleOverride override = command.override();
        if (override != null) {
            override.requireValid("override");
        }
        requireValidBaseline(command);
    }

    static void requireValid(Complaint complaint, List<String> otherActivities, Preference preference,
            LocalDate openedOn) {
        Require.notEmpty("complaint.sites", complaint.sites());
        Require.eachOnce("complaint.sites", complaint.sites(), site -> site);
        Require.notEmpty("complaint.causes", complaint.causes());
        Require.eachOnce("complaint.causes", complaint.causes(), cause -> cause);
        Require.eachOnce("complaint.muscles", complaint.muscles(), muscle -> muscle);
        Require.eachOnce("complaint.limitedActivities", complaint.limitedActivities(), activity -> activity);
        Require.eachOnce("complaint.limitedActivities", otherActivities, activity -> activity);
        otherActivities.forEach(named -> Require.text("complaint.limitedActivities", named, 200));
        if (complaint.onsetOn().isAfter(openedOn)) {
            throw invalid("complaint.onsetOn", "must not lie after the day of opening");
        }
        Integer pressure = preference.pressure();
        if (pressure != null) {
            Require.range("preference.pressure", pressure, 1, 5);
        }
    }

    /** A transfer is a discharge to this clinic and an opening here. */
    private static void requireTransferred(Continued before, OpenEpisode command) {
        if (!before.client().equals(command.client().client()) || !command.clinic().equals(before.toClinic())) {
            throw invalid("continues", "must be an episode of the client that was transferred to the clinic");
        }
        if (before.endedAt() != null && command.openedAt().isBefore(before.endedAt())) {
            throw invalid("openedAt", "must not lie before the transfer");
        }
    }

    private static void requireValidBaseline(OpenEpisode command) {
        MeasurementRules.requireValid("baseline", command.baseline(), command.now());
        if (command.baseline().stream().noneMatch(taking -> taking.reading().instrument() == Instrument.NPRS)) {
            throw invalid("baseline", "must hold an NPRS");
        }
        for (int i = 0; i < command.baseline().size(); i++) {
            if (command.baseline().get(i).takenAt().isAfter(command.openedAt())) {
                throw invalid("baseline[" + i + "].takenAt", "must not lie after openedAt");
            }
        }
    }

    private static List<EpisodeEvent> opening(OpenEpisode command) {
        LocalDate bornOn = ScreeningRules.bornOn(command.client());
        LocalDate openedOn = new ClinicTime(command.zone()).dateOf(command.openedAt());
        requireBorn(bornOn, openedOn, command.complaint());
        if (command.continues() != null) {
            requireTransferred(command.continues(), command);
        }
        int age = ClinicTime.age(bornOn, openedOn);
        var opened = new EpisodeOpened(command.episode(), command.client().client(), command.clinic(),
                command.openedAt(), command.zone(), AgeBand.of(age), command.client().sex(), command.complaint(),
                otherActivities(command), command.doctorConsulted(), command.preference(),
                command.continues() == null ? null : command.continues().episode(), overrideReason(command));
        var events = new ArrayList<EpisodeEvent>();
        events.add(opened);
        events.add(new ScreeningRecorded(command.episode(), command.catalogueVersion(),
                ScreeningCatalogue.of(command.catalogueVersion()).present(command.positive(), age),
                command.openedAt()));
        events.addAll(MeasurementRules.taken("baseline", command.baseline(), new Baseline(), Course.begunBy(opened)));
        return List.copyOf(events);
    }

    static void requireBorn(LocalDate bornOn, LocalDate openedOn, Complaint complaint) {
        if (openedOn.isBefore(bornOn)) {
            throw invalid("openedAt", "must not lie before the client's birth");
        }
        if (complaint.onsetOn().isBefore(bornOn)) {
            throw invalid("complaint.onsetOn", "must not lie before the client's birth");
        }
    }

    private static @Nullable Personal<List<String>> otherActivities(OpenEpisode command) {
        return command.otherActivities().isEmpty()
                ? null
                : Personal.of(Subject.of(command.client().client()), command.otherActivities());
    }

    private static @Nullable Personal<String> overrideReason(OpenEpisode command) {
        RuleOverride override = command.override();
        return override == null ? null : Personal.of(Subject.of(command.client().client()), override.reason());
    }

    /** Age, sex and zone are left out: they are the client's and the clinic's, and may have been corrected since. */
    private static boolean repeats(OpenEpisode command, Course course) {
        EpisodeOpened intake = course.intake();
        return intake.client().equals(command.client().client()) && intake.clinic().equals(command.clinic())
                && intake.openedAt().equals(command.openedAt()) && intake.complaint().equals(command.complaint())
                && Repeats.same(intake.otherActivities(),
                        command.otherActivities().isEmpty() ? null : command.otherActivities())
                && intake.doctorConsulted() == command.doctorConsulted()
                && intake.preference().equals(command.preference())
                && ScreeningRules.repeats(command.catalogueVersion(), command.positive(),
                        course.screenings().getFirst())
                && Repeats.same(course.takenOn(new Baseline()), command.baseline(), course);
    }
}
