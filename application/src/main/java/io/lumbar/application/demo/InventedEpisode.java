package io.lumbar.application.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.lumbar.application.client.Clients.Agreed;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.Sessions;
import io.lumbar.application.imports.Deed;
import io.lumbar.application.imports.EpisodeHistory;
import io.lumbar.application.imports.EpisodeHistory.Person;
import io.lumbar.application.imports.Names;
import io.lumbar.application.imports.Story;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.Consent.Purpose;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.LimitedActivity;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import org.jspecify.annotations.Nullable;

/**
 * One invented episode. Everything about it follows from the seed, its number and the day on which the demo was made, so
 * it can be told again after a broken start. Sessions take place at an hour of the week that the episode has to itself
 * for longer than it lasts, so that nobody is booked twice although each episode is invented for itself. The shares and
 * rates are ours, chosen to look like a clinic; nothing is to be learnt from them.
 */
final class InventedEpisode {
    private static final long SEED = 2026;
    private static final int[] HOURS = {9, 10, 11, 12, 14, 15, 16, 17};
    private static final int DAYS_OF_WEEK = 5;
    private static final int SLOTS = HOURS.length * DAYS_OF_WEEK;
    private static final int LONGEST_WEEKS = 33;
    private static final int MOST_SESSIONS = 18;
    /** A client who comes back was there this many numbers before, at the same therapist's. */
    private static final int BACK = 50 * InventedClinics.THERAPISTS;
    private static final int EVERY_BACK = 12;
    /** Hand-overs are rare, and go to an hour that is kept free for them. */
    private static final int EVERY_HAND_OVER = 25;
    private static final int HAND_OVER_AT = 7;
    private static final int HAND_OVER_HOUR = 18;
    private static final int LAPSE_DAYS = 90;
    private static final List<LimitedActivity> ACTIVITIES = List.of(LimitedActivity.values());
    private static final List<String> TO_CLEAR = List.of("RF-MAL-1", "RF-MAL-3", "CI-PREG", "CI-CARDIAC", "CI-EPIL",
            "CI-OSTEO", "CI-ANTICOAG", "RF-FRX-3");

    private final Instant now;
    private final int n;
    private final SplittableRandom random;
    private final int therapist;
    private final ZoneId zone;
    private final int sequence;
    private final List<Deed> deeds = new ArrayList<>();

    private final Instant openedAt;
    private Instant end;
    private LocalDate next;
    private int held;
    private int tried;
    private double pain;
    private final double reliefPerSession;
    private final boolean restricted;
    private @Nullable Style style;
    private boolean handedOver;

    InventedEpisode(Instant now, int n) {
        this.now = now;
        this.n = n;
        this.random = new SplittableRandom(SEED * 1_000_003 + n);
        this.therapist = n % InventedClinics.THERAPISTS;
        this.sequence = n / InventedClinics.THERAPISTS;
        this.zone = InventedClinics.zoneOf(therapist);
        this.openedAt = openedAt(now, n, zone, random);
        this.end = openedAt;
        this.next = openedAt.atZone(zone).toLocalDate();
        this.pain = 3 + random.nextInt(4) + random.nextInt(4);
        this.reliefPerSession = random.nextDouble() < 0.66 ? 0.08 + 0.12 * random.nextDouble()
                : 0.05 * random.nextDouble();
        this.restricted = random.nextDouble() < 0.07;
    }

    private static Instant openedAt(Instant now, int n, ZoneId zone, SplittableRandom random) {
        Instant begin = InventedHistories.begin(now);
        Duration all = Duration.between(begin, now);
        Instant about = begin.plus(all.multipliedBy(n).dividedBy(InventedHistories.EPISODES));
        LocalDate day = about.atZone(zone).toLocalDate().plusDays(random.nextInt(4));
        LocalDate workday = day.getDayOfWeek().getValue() > DAYS_OF_WEEK
                ? day.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                : day;
        Instant opened = workday.atTime(8 + random.nextInt(9), 5 * random.nextInt(12)).atZone(zone).toInstant();
        Instant latest = now.minus(30L + random.nextInt(2_000), ChronoUnit.MINUTES);
        return opened.isAfter(latest) ? latest : opened;
    }

    /** The whole of it up to now. */
    EpisodeHistory history() {
        Episodes.Opening opening = tell();
        List<Deed> past = deeds.stream().filter(deed -> !deed.at().isAfter(now)).toList();
        ClinicId clinic = InventedClinics.clinicOf(therapist);
        String name = name(n);
        return new EpisodeHistory(name, clinic, digest(), person(),
                client -> new Episodes.Opening(client, clinic, openedAt, opening.complaint(), opening.otherActivities(),
                        opening.catalogueVersion(), opening.positive(), opening.baseline(), opening.doctorConsulted(),
                        opening.preference(), null, null),
                past);
    }

    private static String name(int n) {
        return "demo-%05d".formatted(n);
    }

    private String digest() {
        return Names.digest(InventedHistories.line(now, n));
    }

    private Person person() {
        int first = first();
        Instant registeredAt = (first == n ? openedAt : new InventedEpisode(now, first).openedAt).minus(10,
                ChronoUnit.MINUTES);
        var drawn = new SplittableRandom(SEED + first);
        var details = InventedPeople.details(first, registeredAt.atZone(zone).toLocalDate(), drawn);
        var consents = new ArrayList<>(List.of(new Agreed(Purpose.TREATMENT, "demo-1", registeredAt)));
        if (drawn.nextDouble() < 0.6) {
            consents.add(new Agreed(Purpose.RESEARCH, "demo-1", registeredAt));
        }
        return new Person(name(first), details, consents, null, registeredAt);
    }

    /** The number under which the client first came. */
    private int first() {
        if (n < BACK || n % EVERY_BACK != DAYS_OF_WEEK) {
            return n;
        }
        var earlier = new InventedEpisode(now, n - BACK);
        earlier.tell();
        return earlier.end.isBefore(openedAt.minus(3, ChronoUnit.DAYS)) ? n - BACK : n;
    }

    private void at(Instant at, String what, Consumer<Story> telling) {
        deeds.add(new Deed(at, what, telling));
        end = at.isAfter(end) ? at : end;
    }

    /** What happens; {@link #end} is when it is over. */
    private Episodes.Opening tell() {
        Screened screened = screened();
        Episodes.Opening opening = opening(screened);
        Instant assigned = cleared(screened);
        if (assigned != null) {
            treat(assigned);
        }
        return opening;
    }

    private record Screened(List<PositiveSign> positive, boolean needsClearance, boolean emergency) {}

    private Screened screened() {
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

    private Episodes.Opening opening(Screened screened) {
        LocalDate openedOn = openedAt.atZone(zone).toLocalDate();
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
        List<AnswerSheet> baseline = List.of(score(Instrument.NPRS, rounded()), score(Instrument.ODI, odi()));
        return new Episodes.Opening(new ClientId(Names.uuid("nobody")),
                InventedClinics.clinicOf(therapist), openedAt, complaint, List.of(), 1, screened.positive, baseline,
                screened.needsClearance || random.nextDouble() < 0.4, preference(screened), null, null);
    }

    private Cause weighted() {
        double roll = random.nextDouble();
        return roll < 0.34 ? Cause.POOR_POSTURE : roll < 0.6 ? Cause.IMPROPER_LIFTING
                : roll < 0.78 ? Cause.WEAK_BACK_MUSCLES : roll < 0.9 ? Cause.STRESS
                        : roll < 0.95 ? Cause.INJURY : Cause.UNKNOWN;
    }

    private Preference preference(Screened screened) {
        List<Style> styles = InventedClinics.stylesOf(therapist);
        boolean safe = restricted || screened.needsClearance || handsOver();
        style = safe ? Style.SWEDISH : styles.get(random.nextInt(styles.size()));
        boolean prefers = random.nextDouble() < 0.6;
        boolean gender = !handsOver() && random.nextDouble() < 0.15;
        return new Preference(prefers ? style : null, prefers ? 1 + random.nextInt(5) : null,
                gender ? InventedClinics.genderOf(therapist) : null);
    }

    private boolean handsOver() {
        return sequence % EVERY_HAND_OVER == HAND_OVER_AT;
    }

    /** When a therapist is responsible; null when that never comes. */
    private @Nullable Instant cleared(Screened screened) {
        Instant ready = openedAt;
        if (screened.needsClearance) {
            ready = morning(openedAt, 2 + random.nextInt(8), 11);
            boolean refused = random.nextDouble() < (screened.emergency ? 0.7 : 0.12);
            Instant spoken = ready;
            at(spoken, "clearance", story -> story.clear("Dr. Demo Physician", spoken,
                    refused ? ClearanceOutcome.NOT_CLEARED : ClearanceOutcome.CLEARED, List.of()));
            if (refused) {
                at(spoken.plus(2, ChronoUnit.HOURS), "decline",
                        story -> story.decline("A physician advised against massage."));
                return null;
            }
        } else if (random.nextDouble() < 0.012) {
            at(morning(openedAt, 2, 12), "decline", story -> story.decline("The client chose another clinic."));
            return null;
        }
        Instant assigned = morning(ready, 1 + random.nextInt(3), 10);
        at(assigned, "assignment",
                story -> story.assign(InventedClinics.licenceOf(therapist), assigned, null, null));
        return assigned;
    }

    private Instant morning(Instant after, int days, int hour) {
        return after.atZone(zone).toLocalDate().plusDays(days).atTime(hour, 15).atZone(zone).toInstant();
    }

    private void treat(Instant assigned) {
        next = assigned.atZone(zone).toLocalDate();
        Instant told = assigned.plus(15, ChronoUnit.MINUTES);
        LocalDate latest = openedAt.atZone(zone).toLocalDate().plusWeeks(LONGEST_WEEKS);
        while (true) {
            Instant after = session(told);
            if (after == null) {
                return;
            }
            if (held >= MOST_SESSIONS || next.isAfter(latest)) {
                discharge(Reason.PLATEAU, after);
                return;
            }
            told = after;
        }
    }

    /**
     * One session is planned, and takes place or not.
     *
     * @return when the next one is planned; null when none is
     */
    private @Nullable Instant session(Instant planned) {
        String name = "s" + tried++;
        Instant start = slotAfter(planned);
        int minutes = random.nextDouble() < 0.7 ? 45 : random.nextBoolean() ? 30 : 60;
        Style given = style == null || random.nextDouble() < 0.12 ? Style.SWEDISH : style;
        SessionKind kind = random.nextDouble() < 0.65 ? SessionKind.STRUCTURAL : SessionKind.WHOLE_BODY;
        at(planned, name, story -> story.plan(name, start, minutes, given, kind));
        double fate = random.nextDouble();
        if (fate < 0.06) {
            Instant told = start.minus(20, ChronoUnit.HOURS);
            Instant called = told.isAfter(planned) ? told : planned.plus(30, ChronoUnit.MINUTES);
            at(called, name, story -> story.callOff(name, Session.CancelledBy.CLIENT, "Could not come."));
            return goesOn(called.plus(10, ChronoUnit.MINUTES), start, 0.06);
        }
        if (fate < 0.08) {
            Instant called = start.minus(2, ChronoUnit.HOURS);
            Instant after = called.isAfter(planned) ? called : planned.plus(5, ChronoUnit.MINUTES);
            at(after, name, story -> story.callOff(name, Session.CancelledBy.THERAPIST, null));
            return after.plus(10, ChronoUnit.MINUTES);
        }
        if (fate < 0.125) {
            Instant missed = start.plus(30, ChronoUnit.MINUTES);
            at(missed, name, story -> story.miss(name));
            return goesOn(morning(start, 1, 9), start, 0.16);
        }
        return hold(name, start, minutes, given, kind);
    }

    /** The next one is planned at {@code told}; or the client is not heard of again. */
    private @Nullable Instant goesOn(Instant told, Instant start, double lost) {
        if (random.nextDouble() < lost) {
            lose(start);
            return null;
        }
        return told;
    }

    private void lose(Instant last) {
        Instant given = morning(last, LAPSE_DAYS + 1, 7);
        at(given, "discharge", story -> story.discharge(Reason.LOST_TO_FOLLOW_UP, given, null));
        followUps(given, 0.12);
    }

    private Instant slotAfter(Instant told) {
        int slot = sequence % SLOTS;
        DayOfWeek day = DayOfWeek
                .of(1 + (handedOver ? sequence / EVERY_HAND_OVER % DAYS_OF_WEEK : slot / HOURS.length));
        int hour = handedOver ? takeOverHour() : HOURS[slot % HOURS.length];
        LocalDate from = told.atZone(zone).toLocalDate().plusDays(1);
        if (!from.isAfter(next)) {
            from = next.plusDays(1);
        }
        next = from.with(TemporalAdjusters.nextOrSame(day));
        return next.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
    }

    private int takesOver() {
        return therapist < InventedClinics.THERAPISTS - 3 ? therapist + 3 : therapist - 3;
    }

    /** Two may hand over to the same therapist, never to the same hour. */
    private int takeOverHour() {
        return therapist < InventedClinics.THERAPISTS - 3 ? HAND_OVER_HOUR : HAND_OVER_HOUR + 1;
    }

    private @Nullable Instant hold(String name, Instant start, int minutes, Style given, SessionKind kind) {
        int before = rounded();
        pain = Math.max(0, pain * (1 - reliefPerSession) + 0.9 * (random.nextDouble() - 0.5));
        int after = Math.max(0, before - 1 - random.nextInt(2));
        var sheets = new ArrayList<>(List.of(score(Instrument.NPRS, before)));
        if (held % 4 == 3) {
            sheets.add(score(Instrument.ODI, odi()));
        }
        String note = random.nextDouble() < 0.2 ? "Less tense on the left than last time." : null;
        List<String> reactions = random.nextDouble() < 0.06 ? List.of("tired afterwards") : List.of();
        List<Area> areas = random.nextDouble() < 0.5 ? List.of(Area.LUMBAR) : List.of(Area.LUMBAR, Area.BUTTOCK);
        int pressure = 2 + random.nextInt(3);
        Instant ended = start.plus(minutes + 3L, ChronoUnit.MINUTES);
        var session = new Sessions.Given(null, start, minutes, given, kind, areas, pressure, before, after, note,
                reactions, sheets, null);
        at(ended, name, story -> story.holdPlanned(name, session));
        held++;
        afterwards(name, start, ended, after);
        return continued(ended);
    }

    private void afterwards(String name, Instant start, Instant ended, int after) {
        Instant nextDay = morning(ended, 1, 12);
        double roll = random.nextDouble();
        if (roll < 0.015) {
            at(nextDay, name, story -> story.correct(name, Math.min(10, after + 1), "Read wrongly from the sheet."));
        } else if (roll < 0.018 && held > 1) {
            at(nextDay, name, story -> story.enteredInError(name, "Entered for the wrong client."));
        } else if (roll < 0.045) {
            var severity = random.nextDouble() < 0.8 ? AdverseEvent.Severity.MILD : AdverseEvent.Severity.MODERATE;
            var duration = random.nextDouble() < 0.75 ? AdverseEvent.Duration.HOURS : AdverseEvent.Duration.DAYS;
            at(nextDay, name, story -> story.suffer(duration, severity, start.plus(2, ChronoUnit.HOURS), name,
                    "Sore muscles."));
        }
    }

    /** How it goes on after a session that was held. */
    private @Nullable Instant continued(Instant ended) {
        if (handsOver() && held == 3 && !handedOver) {
            handedOver = true;
            Instant given = ended.plus(20, ChronoUnit.MINUTES);
            at(given, "assignment", story -> story.assign(InventedClinics.licenceOf(takesOver()), given,
                    "The therapist goes on leave.", null));
            return given.plus(10, ChronoUnit.MINUTES);
        }
        if (held == 2 && (random.nextDouble() < 0.016 || isHeldNow())) {
            return onHold(ended);
        }
        Reason reason = reasonToEnd();
        if (reason != null) {
            discharge(reason, ended.plus(15, ChronoUnit.MINUTES));
            return null;
        }
        if (random.nextDouble() < (reliefPerSession < 0.05 ? 0.055 : 0.018)) {
            lose(ended);
            return null;
        }
        if (random.nextDouble() < 0.25) {
            next = next.plusWeeks(1);
        }
        return ended.plus(4, ChronoUnit.MINUTES);
    }

    private @Nullable Reason reasonToEnd() {
        double roll = random.nextDouble();
        if (pain < 2.3 && held >= 4 && roll < 0.2) {
            return Reason.GOALS_MET;
        }
        if (reliefPerSession < 0.05 && held >= 6 && roll < 0.25) {
            return Reason.PLATEAU;
        }
        if (roll > 0.984) {
            return Reason.CLIENT_CHOICE;
        }
        if (roll > 0.974) {
            return Reason.MOVED;
        }
        if (roll > 0.966) {
            return Reason.REFERRED_ON;
        }
        if (roll > 0.963) {
            return Reason.TRANSFERRED;
        }
        return roll > 0.9625 ? Reason.DECEASED : null;
    }

    /** Some of the latest wait for a physician on the day of the demo. */
    private boolean isHeldNow() {
        return n > InventedHistories.EPISODES - 120 && n % 12 == 0;
    }

    /** A new sign is found: no session until a physician has spoken. */
    private @Nullable Instant onHold(Instant ended) {
        Instant found = ended.plus(25, ChronoUnit.MINUTES);
        at(found, "screening", story -> story.screen(List.of(new PositiveSign("RF-MAL-3", List.of())), found));
        Instant spoken = morning(found, isHeldNow() ? LAPSE_DAYS : 4 + random.nextInt(10), 11);
        boolean refused = random.nextDouble() < 0.15;
        at(spoken, "clearance", story -> story.clear("Dr. Demo Physician", spoken,
                refused ? ClearanceOutcome.NOT_CLEARED : ClearanceOutcome.CLEARED, List.of()));
        Instant after = spoken.plus(1, ChronoUnit.HOURS);
        if (refused) {
            discharge(Reason.MEDICAL, after);
            return null;
        }
        style = Style.SWEDISH;
        return after;
    }

    private void discharge(Reason reason, Instant ended) {
        if (reason != Reason.DECEASED) {
            AnswerSheet odi = score(Instrument.ODI, odi());
            at(ended, "measurement", story -> story.measure(odi, ended));
        }
        Instant discharged = ended.plus(5, ChronoUnit.MINUTES);
        ClinicId other = InventedClinics.clinicOf(therapist + 1);
        at(discharged, "discharge", story -> story.discharge(reason, discharged,
                reason == Reason.TRANSFERRED ? other : null));
        if (reason != Reason.DECEASED) {
            followUps(discharged, 0.72);
        }
    }

    private void followUps(Instant discharged, double share) {
        LocalDate on = discharged.atZone(zone).toLocalDate();
        Instant over = end;
        double answers = share;
        for (FollowUp.Kind kind : FollowUp.Kind.values()) {
            LocalDate due = kind.dueAfter(on);
            if (random.nextDouble() < answers) {
                followUp(kind, due.plusDays(random.nextInt(14) - 2).atTime(10, 40).atZone(zone).toInstant());
            } else {
                at(due.plusDays(22).atTime(6, 0).atZone(zone).toInstant(), "follow-up",
                        story -> story.giveUp(kind));
            }
            answers *= 0.86;
        }
        end = over;
    }

    private void followUp(FollowUp.Kind kind, Instant taken) {
        pain = Math.clamp(pain + 1.6 * (random.nextDouble() - 0.45), 0, 10);
        int impression = Math.clamp(1 + (int) Math.round(pain / 2 + random.nextDouble()), 1, 7);
        List<AnswerSheet> sheets = List.of(score(Instrument.NPRS, rounded()), score(Instrument.ODI, odi()),
                score(Instrument.PGIC, impression));
        FollowUp.FurtherCare care = random.nextDouble() < 0.75 ? FollowUp.FurtherCare.NONE
                : FollowUp.FurtherCare.PHYSIOTHERAPY;
        at(taken, "follow-up", story -> story.followUp(kind, taken, sheets, care));
    }

    private int rounded() {
        return Math.clamp(Math.round(pain), 0, 10);
    }

    private int odi() {
        return Math.clamp(Math.round(4 + pain * 5.5 + 8 * (random.nextDouble() - 0.5)), 0, 100);
    }

    private static AnswerSheet score(Instrument instrument, int value) {
        return _ -> Reading.given(instrument, BigDecimal.valueOf(value));
    }
}
