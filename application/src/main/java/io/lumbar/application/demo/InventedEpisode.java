package io.lumbar.application.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.Consent.Purpose;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.outcome.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * One invented episode. Everything about it follows from the seed, its number and the day on which the demo was made, so
 * it can be told again after a broken start. The shares and rates are ours, chosen to look like a clinic; nothing is to be learnt from them.
 */
final class InventedEpisode {
    private static final long SEED = 2026;
    private static final int LONGEST_WEEKS = 33;
    private static final int MOST_SESSIONS = 18;
    /** A client who comes back was there this many numbers before, at the same therapist's. */
    private static final int BACK = 50 * InventedClinics.THERAPISTS;
    private static final int EVERY_BACK = 12;
    private static final int BACK_AT = 5;
    private static final int LAPSE_DAYS = 90;

    private final Instant now;
    private final int n;
    private final SplittableRandom random;
    private final InventedHours hours;
    private final ZoneId zone;
    private final List<Deed> deeds = new ArrayList<>();

    private final Instant openedAt;
    private Instant end;
    private final InventedPain pain;
    private int held;
    private int tried;
    private Style style = Style.SWEDISH;

    InventedEpisode(Instant now, int n) {
        this.now = now;
        this.n = n;
        this.random = new SplittableRandom(SEED * 1_000_003 + n);
        this.zone = InventedClinics.zoneOf(n % InventedClinics.THERAPISTS);
        this.openedAt = openedAt(now, n, zone, random);
        this.end = openedAt;
        this.hours = new InventedHours(n, openedAt);
        this.pain = new InventedPain(random);
    }

    private static Instant openedAt(Instant now, int n, ZoneId zone, SplittableRandom random) {
        Instant begin = InventedHistories.begin(now);
        Duration all = Duration.between(begin, now);
        Instant about = begin.plus(all.multipliedBy(n).dividedBy(InventedHistories.EPISODES));
        LocalDate day = about.atZone(zone).toLocalDate().plusDays(random.nextInt(4));
        LocalDate workday = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
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
        ClinicId clinic = InventedClinics.clinicOf(hours.therapist());
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
        if (n < BACK || n % EVERY_BACK != BACK_AT) {
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
        var intake = new InventedIntake(random, openedAt, hours);
        Episodes.Opening opening = intake.opening(pain);
        style = intake.style();
        Instant assigned = cleared(intake);
        if (assigned != null) {
            treat(assigned);
        }
        return opening;
    }

    /** When a therapist is responsible; null when that never comes. */
    private @Nullable Instant cleared(InventedIntake intake) {
        Instant ready = openedAt;
        if (intake.needsClearance()) {
            ready = morning(openedAt, 2 + random.nextInt(8), 11);
            boolean refused = random.nextDouble() < (intake.isEmergency() ? 0.7 : 0.12);
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
                story -> story.assign(InventedClinics.licenceOf(hours.therapist()), assigned, null, null));
        return assigned;
    }

    private Instant morning(Instant after, int days, int hour) {
        return after.atZone(zone).toLocalDate().plusDays(days).atTime(hour, 15).atZone(zone).toInstant();
    }

    private void treat(Instant assigned) {
        hours.from(assigned);
        Instant told = assigned.plus(15, ChronoUnit.MINUTES);
        LocalDate latest = openedAt.atZone(zone).toLocalDate().plusWeeks(LONGEST_WEEKS);
        while (true) {
            Instant after = session(told);
            if (after == null) {
                return;
            }
            if (held >= MOST_SESSIONS || hours.isAfter(latest)) {
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
        Instant start = hours.after(planned);
        int minutes = random.nextDouble() < 0.7 ? 45 : random.nextBoolean() ? 30 : 60;
        Style given = random.nextDouble() < 0.12 ? Style.SWEDISH : style;
        SessionKind kind = random.nextDouble() < 0.65 ? SessionKind.STRUCTURAL : SessionKind.WHOLE_BODY;
        at(planned, name, story -> story.plan(name, start, minutes, given, kind));
        double fate = random.nextDouble();
        if (fate < 0.06) {
            Instant told = start.minus(20, ChronoUnit.HOURS);
            Instant called = told.isAfter(planned) ? told : planned.plus(30, ChronoUnit.MINUTES);
            at(called, name, story -> story.callOff(name, Session.CancelledBy.CLIENT, "Could not come."));
            return goesOn(called.plus(10, ChronoUnit.MINUTES), start, 0.05);
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
            return goesOn(morning(start, 1, 9), start, 0.12);
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

    private @Nullable Instant hold(String name, Instant start, int minutes, Style given, SessionKind kind) {
        int before = pain.nprs();
        pain.afterSession();
        int after = Math.max(0, before - 1 - random.nextInt(2));
        var sheets = new ArrayList<>(List.of(InventedPain.score(Instrument.NPRS, before)));
        if (held % 4 == 3) {
            sheets.add(pain.odiSheet());
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
        if (hours.handsOver() && held == 3 && !hours.isHandedOver()) {
            int other = hours.handOver();
            Instant given = ended.plus(20, ChronoUnit.MINUTES);
            at(given, "assignment", story -> story.assign(InventedClinics.licenceOf(other), given,
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
        if (random.nextDouble() < (pain.stays() ? 0.045 : 0.013)) {
            lose(ended);
            return null;
        }
        if (random.nextDouble() < 0.25) {
            hours.skipWeek();
        }
        return ended.plus(4, ChronoUnit.MINUTES);
    }

    private @Nullable Reason reasonToEnd() {
        double roll = random.nextDouble();
        if (pain.isLow() && held >= 4 && roll < 0.14) {
            return Reason.GOALS_MET;
        }
        if (pain.stays() && held >= 6 && roll < 0.2) {
            return Reason.PLATEAU;
        }
        if (roll > 0.988) {
            return Reason.CLIENT_CHOICE;
        }
        if (roll > 0.98) {
            return Reason.MOVED;
        }
        if (roll > 0.973) {
            return Reason.REFERRED_ON;
        }
        if (roll > 0.97) {
            return Reason.TRANSFERRED;
        }
        return roll > 0.9695 ? Reason.DECEASED : null;
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
            AnswerSheet odi = pain.odiSheet();
            at(ended, "measurement", story -> story.measure(odi, ended));
        }
        Instant discharged = ended.plus(5, ChronoUnit.MINUTES);
        ClinicId other = InventedClinics.clinicOf(hours.therapist() + 1);
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
        pain.afterMonths();
        List<AnswerSheet> sheets = List.of(pain.nprsSheet(), pain.odiSheet(),
                pain.impressionSheet());
        FollowUp.FurtherCare care = random.nextDouble() < 0.75 ? FollowUp.FurtherCare.NONE
                : FollowUp.FurtherCare.PHYSIOTHERAPY;
        at(taken, "follow-up", story -> story.followUp(kind, taken, sheets, care));
    }
}
