package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Require;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Intake.Changes;
import io.lumbar.domain.episode.Intake.CorrectIntake;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Intake.Screened;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Measurement.Occasion.BetweenSessions;
import io.lumbar.domain.outcome.AgeBand;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** How an intake is put right, in every state of the episode. */
final class IntakeCorrectionRules {

    private IntakeCorrectionRules() {}

    static List<EpisodeEvent> correct(CorrectIntake command, Opened state) {
        Course course = state.course();
        requireValid(command, course);
        Findings was = Findings.of(course);
        Findings now = corrected(was, command, course);
        if (now.equals(was) || wasCorrected(command, course)) {
            return List.of();
        }
        boolean moved = !now.openedAt().equals(was.openedAt());
        if (moved) {
            requireFirst(now.openedAt(), state);
        }
        var reason = Personal.of(Subject.of(course.client()), command.reason());
        var events = new ArrayList<EpisodeEvent>();
        events.add(new IntakeCorrected(command.episode(), now, reason, command.now()));
        if (moved) {
            course.takenOn(new Baseline()).stream().filter(taken -> taken.takenAt().equals(was.openedAt()))
                    .forEach(taken -> events.add(new MeasurementCorrected(command.episode(), taken.id(),
                            taken.occasion(), taken.reading(), now.openedAt(), reason, command.now())));
        }
        return List.copyOf(events);
    }

    private static void requireValid(CorrectIntake command, Course course) {
        Require.text("reason", command.reason(), 4_000);
        if (!command.client().client().equals(course.client())) {
            throw invalid("clientId", "must be the client of the episode");
        }
        Changes changes = command.changes();
        if (changes.openedAt() != null) {
            Require.notFuture("openedAt", changes.openedAt(), command.now());
        }
        Screened screening = changes.screening();
        if (screening != null) {
            ScreeningRules.requireValid("screening.", version(screening, course), screening.positive());
        }
    }

    private static int version(Screened screening, Course course) {
        Integer version = screening.catalogueVersion();
        return version == null ? course.screenings().getFirst().catalogueVersion() : version;
    }

    private static Findings corrected(Findings was, CorrectIntake command, Course course) {
        Changes changes = command.changes();
        Complaint complaint = complaint(was.complaint(), changes);
        Preference preference = Objects.requireNonNullElse(changes.preference(), was.preference());
        Instant openedAt = Objects.requireNonNullElse(changes.openedAt(), was.openedAt());
        LocalDate openedOn = course.time().dateOf(openedAt);
        List<String> said = changes.otherActivities();
        IntakeRules.requireValid(complaint, said == null ? List.of() : said, preference, openedOn);
        Integer age = age(command, complaint, openedOn);
        Screened screening = changes.screening();
        int version = screening == null ? was.catalogueVersion() : version(screening, course);
        Sex sex = age == null ? was.sex() : command.client().sex();
        return new Findings(openedAt, age == null ? was.ageBand() : AgeBand.of(age), sex, complaint,
                otherActivities(said, was.otherActivities(), course),
                Objects.requireNonNullElse(changes.doctorConsulted(), was.doctorConsulted()), preference, version,
                ScreeningRules.withAge(version, screening == null ? null : screening.positive(), was.positive(), age));
    }

    private static Complaint complaint(Complaint was, Changes changes) {
        return new Complaint(Objects.requireNonNullElse(changes.onsetOn(), was.onsetOn()),
                Objects.requireNonNullElse(changes.sites(), was.sites()),
                Objects.requireNonNullElse(changes.causes(), was.causes()),
                Objects.requireNonNullElse(changes.muscles(), was.muscles()),
                Objects.requireNonNullElse(changes.limitedActivities(), was.limitedActivities()));
    }

    /** At the opening; null when the birth date was erased. */
    private static @Nullable Integer age(CorrectIntake command, Complaint complaint, LocalDate openedOn) {
        return switch (command.client().dateOfBirth()) {
            case Personal.Known<LocalDate>(var _, LocalDate bornOn) -> {
                IntakeRules.requireBorn(bornOn, openedOn, complaint);
                yield ClinicTime.age(bornOn, openedOn);
            }
            case Personal.Erased<LocalDate> _ -> null;
        };
    }

    /** What stands where it is said again, for what was erased may have been the same. */
    private static @Nullable Personal<List<String>> otherActivities(@Nullable List<String> said,
            @Nullable Personal<List<String>> was, Course course) {
        if (said == null || (!said.isEmpty() && Repeats.same(was, said))) {
            return was;
        }
        return said.isEmpty() ? null : Personal.of(Subject.of(course.client()), said);
    }

    /** Whether this very command was carried out before; since then the intake may have been corrected again. */
    private static boolean wasCorrected(CorrectIntake command, Course course) {
        return course.revisions().stream().anyMatch(revision -> revision instanceof IntakeCorrected before
                && before.at().equals(command.now()) && Repeats.same(before.reason(), command.reason())
                && corrected(before.findings(), command, course).equals(before.findings()));
    }

    /** Nothing of the episode happened before it was opened, and no baseline was taken after. */
    private static void requireFirst(Instant openedAt, Opened state) {
        Course course = state.course();
        happenings(state).filter(openedAt::isAfter).min(Instant::compareTo).ifPresent(earliest -> {
            throw invalid("openedAt", "must not lie after " + earliest + ", for which something is recorded");
        });
        course.takenOn(new Baseline()).stream().map(Measurement::takenAt)
                .filter(taken -> !taken.equals(course.openedAt()) && taken.isAfter(openedAt)).findFirst()
                .ifPresent(taken -> {
                    throw invalid("openedAt", "must not lie before " + taken + ", when the baseline was measured");
                });
    }

    private static Stream<Instant> happenings(Opened state) {
        Course course = state.course();
        Stream<Instant> turn = switch (state) {
            case Treated treated -> Stream.of(treated.since());
            case Discharged end -> Stream.of(end.at());
            case Declined end -> Stream.of(end.at());
            case AwaitingClearance _,AwaitingTherapist _,Voided _ -> Stream.of();
        };
        return Stream.of(turn, course.screenings().stream().skip(1).map(Screening.ScreeningRecorded::at),
                course.clearances().stream().map(Screening.ClearanceRecorded::clearedAt),
                course.sessions().values().stream().filter(session -> !(session instanceof Session.Voided))
                        .map(Session::start),
                course.takenOn(new BetweenSessions()).stream().map(Measurement::takenAt),
                course.adverseEvents().values().stream().map(suffered -> suffered.happening().occurredAt()))
                .flatMap(part -> part);
    }
}
