package io.lumbar.application.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.imports.Names;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.LimitedActivity;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;

/** With what an invented client comes: the complaint, what the screening finds, and the style that is wished for. */
final class InventedIntake {
    private static final List<LimitedActivity> ACTIVITIES = List.of(LimitedActivity.values());
    private static final List<String> TO_CLEAR = List.of("RF-MAL-1", "RF-MAL-3", "CI-PREG", "CI-CARDIAC", "CI-EPIL",
            "CI-OSTEO", "CI-ANTICOAG", "RF-FRX-3");

    private final SplittableRandom random;
    private final Instant openedAt;
    private final InventedHours hours;
    private final boolean restricted;
    private final Screened screened;
    private final Style style;

    private record Screened(List<PositiveSign> positive, boolean needsClearance, boolean emergency) {}

    InventedIntake(SplittableRandom random, Instant openedAt, InventedHours hours) {
        this.random = random;
        this.openedAt = openedAt;
        this.hours = hours;
        this.restricted = random.nextDouble() < 0.07;
        this.screened = screen();
        this.style = chosen();
    }

    boolean needsClearance() {
        return screened.needsClearance;
    }

    boolean isEmergency() {
        return screened.emergency;
    }

    /** What most sessions are. */
    Style style() {
        return style;
    }

    private Screened screen() {
        double roll = random.nextDouble();
        if (roll < 0.003) {
            return new Screened(List.of(new PositiveSign("RF-CES-2", List.of())), true, true);
        }
        if (restricted) {
            return new Screened(List.of(new PositiveSign(random.nextBoolean() ? "CI-DIAB" : "CI-NEUROP", List.of())),
                    false, false);
        }
        if (roll < 0.11) {
            return new Screened(
                    List.of(new PositiveSign(TO_CLEAR.get(random.nextInt(TO_CLEAR.size())), List.of())), true, false);
        }
        if (roll < 0.15) {
            return new Screened(List.of(new PositiveSign("CI-VARIX", List.of(Area.LEG))), false, false);
        }
        return new Screened(List.of(), false, false);
    }

    Episodes.Opening opening(InventedPain pain) {
        LocalDate openedOn = openedAt.atZone(hours.zone()).toLocalDate();
        double sort = random.nextDouble();
        int days = sort < 0.35 ? 3 + random.nextInt(38)
                : sort < 0.6 ? 42 + random.nextInt(43) : 90 + random.nextInt(900);
        var causes = new ArrayList<>(List.of(weighted()));
        if (random.nextDouble() < 0.25 && !causes.contains(Cause.STRESS)) {
            causes.add(Cause.STRESS);
        }
        List<Area> sites = random.nextDouble() < 0.3 ? List.of(Area.LUMBAR, Area.BUTTOCK) : List.of(Area.LUMBAR);
        List<Muscle> muscles = random.nextBoolean() ? List.of(Muscle.QUADRATUS_LUMBORUM)
                : List.of(Muscle.ERECTOR_SPINAE, Muscle.GLUTEUS_MEDIUS);
        LimitedActivity activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
        var complaint = new Complaint(openedOn.minusDays(days), sites, causes, muscles, List.of(activity));
        List<AnswerSheet> baseline = List.of(pain.nprsSheet(), pain.odiSheet());
        return new Episodes.Opening(new ClientId(Names.uuid("nobody")),
                InventedClinics.clinicOf(hours.therapist()), openedAt, complaint, List.of(), 1, screened.positive,
                baseline,
                screened.needsClearance || random.nextDouble() < 0.4, preference(), null, null);
    }

    private Cause weighted() {
        double roll = random.nextDouble();
        return roll < 0.34 ? Cause.POOR_POSTURE : roll < 0.6 ? Cause.IMPROPER_LIFTING
                : roll < 0.78 ? Cause.WEAK_BACK_MUSCLES : roll < 0.9 ? Cause.STRESS
                        : roll < 0.95 ? Cause.INJURY : Cause.UNKNOWN;
    }

    private Style chosen() {
        List<Style> styles = InventedClinics.stylesOf(hours.therapist());
        boolean safe = restricted || screened.needsClearance || hours.handsOver();
        return safe ? Style.SWEDISH : styles.get(random.nextInt(styles.size()));
    }

    private Preference preference() {
        boolean prefers = random.nextDouble() < 0.6;
        boolean gender = !hours.handsOver() && random.nextDouble() < 0.15;
        return new Preference(prefers ? style : null, prefers ? 1 + random.nextInt(5) : null,
                gender ? InventedClinics.genderOf(hours.therapist()) : null);
    }
}
