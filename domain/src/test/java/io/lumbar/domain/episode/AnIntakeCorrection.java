package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Intake.Changes;
import io.lumbar.domain.episode.Intake.CorrectIntake;
import io.lumbar.domain.episode.Intake.Screened;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.mila;

/** An intake that was otherwise; what is not said stays. */
public final class AnIntakeCorrection {

    private ClientStanding client = mila();
    private @Nullable Instant openedAt;
    private @Nullable LocalDate onsetOn;
    private @Nullable List<Area> sites;
    private @Nullable List<Cause> causes;
    private @Nullable List<Muscle> muscles;
    private @Nullable List<LimitedActivity> limitedActivities;
    private @Nullable List<String> otherActivities;
    private @Nullable Screened screening;
    private @Nullable Boolean doctorConsulted;
    private @Nullable Preference preference;
    private String reason = "wrong line";
    private Instant now = Corrections.FOUND_OUT_AT;

    AnIntakeCorrection() {}

    public AnIntakeCorrection of(ClientStanding person) {
        client = person;
        return this;
    }

    public AnIntakeCorrection at(Instant opening) {
        openedAt = opening;
        return this;
    }

    public AnIntakeCorrection since(LocalDate onset) {
        onsetOn = onset;
        return this;
    }

    public AnIntakeCorrection sites(Area... areas) {
        sites = List.of(areas);
        return this;
    }

    public AnIntakeCorrection causes(Cause... held) {
        causes = List.of(held);
        return this;
    }

    public AnIntakeCorrection muscles(Muscle... strained) {
        muscles = List.of(strained);
        return this;
    }

    /** In the client's own words, and no others. */
    public AnIntakeCorrection activities(String... words) {
        limitedActivities = List.of();
        otherActivities = List.of(words);
        return this;
    }

    /** LOCAL signs concern the leg. */
    public AnIntakeCorrection positive(String... codes) {
        screening = new Screened(null, AnIntake.signs(codes));
        return this;
    }

    public AnIntakeCorrection screened(Screened done) {
        screening = done;
        return this;
    }

    public AnIntakeCorrection doctorConsulted(boolean consulted) {
        doctorConsulted = consulted;
        return this;
    }

    public AnIntakeCorrection preferring(Preference wish) {
        preference = wish;
        return this;
    }

    public AnIntakeCorrection because(String words) {
        reason = words;
        return this;
    }

    public AnIntakeCorrection askedAt(Instant moment) {
        now = moment;
        return this;
    }

    public CorrectIntake command() {
        return new CorrectIntake(Episodes.EPISODE, client, new Changes(openedAt, onsetOn, sites, causes, muscles,
                limitedActivities, otherActivities, screening, doctorConsulted, preference), reason, now);
    }
}
