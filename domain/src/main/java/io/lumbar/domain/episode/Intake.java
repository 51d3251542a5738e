package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.outcome.AgeBand;
import org.jspecify.annotations.Nullable;

/** How an episode begins, or does not. */
public final class Intake {

    private Intake() {}

    /**
     * Open an episode with what the first assessment found.
     *
     * @param client the client as registered
     * @param zone the clinic's time zone
     * @param otherActivities limited activities in the client's own words, 1 to 200 characters each
     * @param positive screening signs that are present, see {@link ScreeningCatalogue}
     * @param continues the episode that was transferred to this clinic and goes on here; null when it begins anew
     * @param override sets aside that a client has one open episode at a time; null when nobody does
     * @param baseline measurements before treatment, among them one NPRS; at most one an instrument; taken not after
     *     {@code openedAt}
     * @param now the present moment; {@code openedAt} may lie before it
     */
    public record OpenEpisode(EpisodeId episode, ClientStanding client, ClinicId clinic, ZoneId zone, Instant openedAt,
            Complaint complaint, List<String> otherActivities, int catalogueVersion, List<PositiveSign> positive,
            List<Measurement.Taking> baseline, boolean doctorConsulted, Preference preference,
            @Nullable Continued continues, @Nullable RuleOverride override, Instant now) implements EpisodeCommand {
        public OpenEpisode {
            otherActivities = List.copyOf(otherActivities);
            positive = List.copyOf(positive);
            baseline = List.copyOf(baseline);
        }
    }

    /**
     * An episode that is to go on elsewhere, as a fact that comes with the command.
     *
     * @param endedAt null while it is open
     * @param toClinic null unless it was transferred
     */
    public record Continued(EpisodeId episode, ClientId client, @Nullable Instant endedAt,
            @Nullable ClinicId toClinic) {

        /** What stands of {@code episode}. */
        public static Continued of(CareEpisode.Opened episode) {
            Course course = episode.course();
            return episode instanceof CareEpisode.Discharged ended
                    ? new Continued(course.episode(), course.client(), ended.at(), ended.toClinic())
                    : new Continued(course.episode(), course.client(), null, null);
        }
    }

    /** Turn the client away before treatment began. {@code reason}: 1 to 4,000 characters. */
    public record DeclineEpisode(EpisodeId episode, String reason, Instant now) implements EpisodeCommand {}

    /**
     * What the first assessment found, as it stands.
     *
     * @param ageBand and {@code sex}: as in {@link EpisodeOpened}
     * @param positive every sign that was present, those that follow from the age included
     */
    public record Findings(Instant openedAt, AgeBand ageBand, Sex sex, Complaint complaint,
            @Nullable Personal<List<String>> otherActivities, boolean doctorConsulted, Preference preference,
            int catalogueVersion, List<PositiveSign> positive) {
        public Findings {
            positive = List.copyOf(positive);
        }

        static Findings of(Course course) {
            EpisodeOpened intake = course.intake();
            Screening.ScreeningRecorded screening = course.screenings().getFirst();
            return new Findings(intake.openedAt(), intake.ageBand(), intake.sex(), intake.complaint(),
                    intake.otherActivities(), intake.doctorConsulted(), intake.preference(),
                    screening.catalogueVersion(), screening.positive());
        }
    }

    /**
     * What of an intake was otherwise; null for what stays.
     *
     * @param limitedActivities all of them, and {@code otherActivities} with them; empty for none
     * @param preference the whole of it
     */
    public record Changes(@Nullable Instant openedAt, @Nullable LocalDate onsetOn, @Nullable List<Area> sites,
            @Nullable List<Cause> causes, @Nullable List<Muscle> muscles,
            @Nullable List<LimitedActivity> limitedActivities, @Nullable List<String> otherActivities,
            @Nullable Screened screening, @Nullable Boolean doctorConsulted, @Nullable Preference preference) {
        public Changes {
            sites = sites == null ? null : List.copyOf(sites);
            causes = causes == null ? null : List.copyOf(causes);
            muscles = muscles == null ? null : List.copyOf(muscles);
            limitedActivities = limitedActivities == null ? null : List.copyOf(limitedActivities);
            otherActivities = otherActivities == null ? null : List.copyOf(otherActivities);
        }
    }

    /** The whole screening at intake. {@code catalogueVersion} is null for the one it was done with. */
    public record Screened(@Nullable Integer catalogueVersion, List<PositiveSign> positive) {
        public Screened {
            positive = List.copyOf(positive);
        }
    }

    /**
     * The first assessment was otherwise than it was recorded. Its screening and the measurements taken at the opening
     * move with the opening; age and sex follow from the client's record anew, unless it was erased.
     *
     * @param client the client as registered now
     * @param reason 1 to 4,000 characters
     */
    public record CorrectIntake(EpisodeId episode, ClientStanding client, Changes changes, String reason,
            Instant now) implements EpisodeCommand {}

    /**
     * The whole episode was entered in error: it counts nowhere any more, and whatever it took is free.
     *
     * @param reason 1 to 4,000 characters
     */
    public record VoidEpisode(EpisodeId episode, String reason, Instant now) implements EpisodeCommand {}

    /**
     * An episode was opened. Its screening and its baseline measurements follow in the same append.
     *
     * @param openedAt when it was opened in the clinic; the clinic learned of it not before
     * @param zone the clinic's time zone then, in which the episode's local dates are reckoned
     * @param otherActivities null when the client named none
     * @param continues the episode at another clinic that goes on in this one; null when it began anew
     * @param overrideReason why the client has another open episode beside this one; null unless a manager allowed it
     * @param ageBand of the age at opening; stays when the client is erased, as does {@code sex}
     */
    public record EpisodeOpened(EpisodeId episode, ClientId client, ClinicId clinic, Instant openedAt, ZoneId zone,
            AgeBand ageBand, Sex sex, Complaint complaint, @Nullable Personal<List<String>> otherActivities,
            boolean doctorConsulted, Preference preference, @Nullable EpisodeId continues,
            @Nullable Personal<String> overrideReason) implements EpisodeEvent {}

    /** The client was turned away. */
    public record EpisodeDeclined(EpisodeId episode, Personal<String> reason, Instant at) implements EpisodeEvent {}

    /** The first assessment was as {@code findings} say from now on. Measurements that move with it follow. */
    public record IntakeCorrected(EpisodeId episode, Findings findings, Personal<String> reason,
            Instant at) implements Correction {}

    /** The whole episode was entered in error, with everything that was recorded in it. */
    public record EpisodeVoided(EpisodeId episode, Personal<String> reason, Instant at) implements Correction {}
}
