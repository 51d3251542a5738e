package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.Area;
import io.lumbar.domain.Gender;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Intake.Continued;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Measurement.Taking;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.ZONE;
import static io.lumbar.domain.People.mila;

/** An intake that opens an episode; what is not said is as usual. */
public final class AnIntake {

    private ClientStanding client = mila();
    private Instant openedAt = OPENED_AT;
    private Instant now = OPENED_AT;
    private Complaint complaint = Episodes.complaint();
    private List<String> otherActivities = List.of("playing the cello");
    private int catalogueVersion = 1;
    private List<PositiveSign> positive = List.of();
    private List<Taking> baseline = List.of(Episodes.nprs("111", 7, OPENED_AT));
    private Preference preference = new Preference(null, 3, null);

    private @Nullable Continued continues;
    private @Nullable RuleOverride override;

    AnIntake() {}

    public AnIntake of(ClientStanding person) {
        client = person;
        return this;
    }

    public AnIntake at(Instant opening) {
        openedAt = opening;
        return this;
    }

    public AnIntake askedAt(Instant moment) {
        now = moment;
        return this;
    }

    public AnIntake since(LocalDate onset) {
        complaint = Episodes.complaintSince(onset);
        return this;
    }

    public AnIntake complaining(Complaint of) {
        complaint = of;
        return this;
    }

    public AnIntake unableTo(String... activities) {
        otherActivities = List.of(activities);
        return this;
    }

    public AnIntake byCatalogue(int version) {
        catalogueVersion = version;
        return this;
    }

    /** Signs by code; those that exclude areas concern the leg. */
    public AnIntake positive(String... codes) {
        positive = signs(codes);
        return this;
    }

    static List<PositiveSign> signs(String... codes) {
        List<String> local = List.of("CI-SKIN", "CI-WOUND", "CI-VARIX", "CI-TUMOUR");
        return Stream.of(codes)
                .map(code -> new PositiveSign(code, local.contains(code) ? List.of(Area.LEG) : List.of())).toList();
    }

    public AnIntake positive(PositiveSign... signs) {
        positive = List.of(signs);
        return this;
    }

    public AnIntake measuring(Taking... takings) {
        baseline = List.of(takings);
        return this;
    }

    public AnIntake preferring(@Nullable Style style, @Nullable Gender gender) {
        preference = new Preference(style, null, gender);
        return this;
    }

    public AnIntake pressure(int wanted) {
        preference = new Preference(null, wanted, null);
        return this;
    }

    /** It goes on with an episode that was transferred from another clinic. */
    public AnIntake continuing(Continued before) {
        continues = before;
        return this;
    }

    public AnIntake overriding(RuleOverride by) {
        override = by;
        return this;
    }

    public OpenEpisode command() {
        return new OpenEpisode(Episodes.EPISODE, client, CLINIC, ZONE, openedAt, complaint, otherActivities,
                catalogueVersion, positive, baseline, true, preference, continues, override, now);
    }
}
