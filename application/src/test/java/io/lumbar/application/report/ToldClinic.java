package io.lumbar.application.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lumbar.application.Desk;
import io.lumbar.application.Ids;
import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.client.Clients;
import io.lumbar.application.episode.AdverseEvents;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.Sessions;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.SessionRule;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.therapist.Qualification;
import org.jspecify.annotations.Nullable;

/**
 * Histories that a test tells to the use cases, day by day, in 2026 in Amsterdam, and the facts that come of them. On a day
 * an episode is opened at 8, a session held at 10 with pain asked on arrival, pain asked at 18 and a discharge at 20 o'clock.
 */
final class ToldClinic {
    /** An injury has brought people, and stress beside it. */
    static final Cause[] CAUSES = {Cause.INJURY, Cause.STRESS};

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Request MANAGER = new Request("client:desk", new UUID(1, 2), null, null, true);
    private static final int SESSION = 10;
    private static final int EVENING = 18;
    private static final int NIGHT = 20;

    final InMemoryClinic books = new InMemoryClinic();
    final TherapistId anna;
    final TherapistId ben;
    private final Wall wall = new Wall();
    private final Desk desk;
    private final AdverseEvents adverseEvents;
    private final ClinicId nextDoor;
    private final TherapistId cora;
    private final Map<String, ClientId> clients = new HashMap<>();
    private final List<EpisodeId> episodes = new ArrayList<>();
    private long ids;

    /** A clock that is put. */
    private static final class Wall extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    ToldClinic() {
        now("2025-12-01", 9);
        desk = new Desk(books, books, books, books, books, wall);
        Ids next = () -> new UUID(8, ++ids);
        adverseEvents = new AdverseEvents(books, next, wall);
        nextDoor = new ClinicId(
                desk.clinics.open(Desk.request(), "Next door", AMSTERDAM, List.of(), null).resource());
        anna = therapist("Anna", desk.clinic);
        ben = therapist("Ben", desk.clinic);
        cora = therapist("Cora", nextDoor);
    }

    private TherapistId therapist(String name, ClinicId clinic) {
        return new TherapistId(desk.therapists.register(Desk.request(), new PersonName(name, "Visser"), name,
                LocalDate.of(2010, 1, 1), List.of(clinic),
                List.of(new Qualification(Style.SWEDISH, LocalDate.of(2011, 1, 1), null),
                        new Qualification(Style.DEEP_TISSUE, LocalDate.of(2011, 1, 1), null)),
                null, null, List.of()).resource());
    }

    Desk desk() {
        return desk;
    }

    static Instant at(String day, int hour) {
        return LocalDate.parse(day).atTime(hour, 0).atZone(AMSTERDAM).toInstant();
    }

    private void now(String day, int hour) {
        wall.now = at(day, hour).plus(Duration.ofHours(1));
    }

    private ClientId client(String name) {
        return clients.computeIfAbsent(name, _ -> new ClientId(desk.clients.register(Desk.request(), desk.clinic,
                new Clients.Details(new PersonName(name, "Bakker"), LocalDate.of(1985, 5, 5), null, null),
                List.of(new Clients.Agreed(Consent.Purpose.TREATMENT, "v1", at("2025-12-01", 9))), null).resource()));
    }

    /** Somebody's pain of 7 is treated by Anna. */
    Story open(String name, String day) {
        return open(name, day, 7, null, CAUSES);
    }

    /** An episode in Anna's hands; {@code psfs} is null when it is not asked. */
    Story open(String name, String day, int nprs, @Nullable Integer psfs, Cause... causes) {
        Story story = opened(name, at(day, 8), desk.clinic, null, nprs, psfs, causes);
        return story.assigned(anna, day);
    }

    /** Goes on next door, with Cora. */
    Story goOn(Story before, String name, String day, int nprs) {
        return opened(name, at(day, 8), nextDoor, before.id, nprs, null, CAUSES).assigned(cora, day);
    }

    /** An episode that nobody takes. */
    Story openUnassigned(String name, String day) {
        return opened(name, at(day, 8), desk.clinic, null, 7, null, CAUSES);
    }

    /** In the first hour of a day. */
    Story openAtMidnight(String name, String day) {
        return opened(name, LocalDateTime.parse(day + "T00:30").atZone(AMSTERDAM).toInstant(), desk.clinic, null, 7,
                null, CAUSES).assigned(anna, day);
    }

    private Story opened(String name, Instant openedAt, ClinicId clinic, @Nullable EpisodeId continues, int nprs,
            @Nullable Integer psfs, Cause... causes) {
        ClientId client = client(name);
        wall.now = openedAt;
        List<AnswerSheet> baseline = psfs == null
                ? List.of(sheet(Instrument.NPRS, nprs))
                : List.of(sheet(Instrument.NPRS, nprs), sheet(Instrument.PSFS, psfs));
        var complaint = new Complaint(LocalDate.of(2025, 12, 1), List.of(Area.LUMBAR), List.of(causes), List.of(),
                List.of());
        var episode = new EpisodeId(
                desk.episodes.open(MANAGER, new Episodes.Opening(client, clinic, openedAt, complaint,
                        List.of(), 1, List.of(), baseline, true, null, continues, null)).resource());
        episodes.add(episode);
        return new Story(episode);
    }

    /** On the patient-specific scale, two activities are as easy. */
    private static AnswerSheet sheet(Instrument instrument, int score) {
        if (instrument == Instrument.PSFS) {
            return client -> Reading.of(new PsfsActivities(
                    List.of(new PsfsActivity(1, Personal.of(client, "tie shoes"), score),
                            new PsfsActivity(2, Personal.of(client, "lift"), score))));
        }
        return _ -> Reading.given(instrument, BigDecimal.valueOf(score));
    }

    /** What reports count of it. */
    KnownFacts facts() {
        var facts = new ArrayList<EpisodeFacts>();
        for (EpisodeId episode : episodes) {
            EpisodeFacts each = EpisodeFacts.of(desk.episodes.episode(Scope.EVERYTHING, episode).state());
            if (each != null) {
                facts.add(each);
            }
        }
        return KnownFacts.of(facts);
    }

    /** One episode. */
    final class Story {
        private final EpisodeId id;

        Story(EpisodeId id) {
            this.id = id;
        }

        private CareEpisode.Opened standing() {
            return desk.episodes.episode(Scope.EVERYTHING, id).state();
        }

        Story assigned(TherapistId therapist, String day) {
            now(day, 8);
            desk.assignments.assign(MANAGER, id, therapist, at(day, 8),
                    standing().responsible() == null ? null : "on leave", null, null);
            return this;
        }

        Story held(String day) {
            return held(day, null, Style.SWEDISH, null);
        }

        /** Pain of the last week, asked on arrival. */
        Story held(String day, int nprs) {
            return held(day, nprs, Style.SWEDISH, null);
        }

        /** In sports massage, for which nobody is qualified. */
        Story heldAgainstRules(String day) {
            return held(day, null, Style.SPORTS,
                    new Sessions.Breaking(SessionRule.THERAPIST_NOT_QUALIFIED, List.of(), "it did happen"));
        }

        private Story held(String day, @Nullable Integer nprs, Style style, Sessions.@Nullable Breaking despite) {
            now(day, SESSION);
            desk.sessions.holdUnplanned(MANAGER, id, given(day, nprs, style, despite));
            return this;
        }

        private Sessions.Given given(String day, @Nullable Integer nprs, Style style,
                Sessions.@Nullable Breaking despite) {
            return new Sessions.Given(null, at(day, SESSION), 45, style, SessionKind.STRUCTURAL, List.of(), null, null,
                    null, null, List.of(), nprs == null ? List.of() : List.of(sheet(Instrument.NPRS, nprs)), despite);
        }

        /** It was planned in one style and held in Swedish. */
        Story plannedAndHeld(String day, Style style) {
            SessionId session = planned(day, style);
            now(day, SESSION);
            desk.sessions.holdPlanned(MANAGER, id, session, given(day, null, Style.SWEDISH, null));
            return this;
        }

        /** As it was on the day before. */
        Story planned(String day) {
            planned(day, Style.SWEDISH);
            return this;
        }

        private SessionId planned(String day, Style style) {
            wall.now = at(day, 8).minus(Duration.ofDays(14));
            if (wall.now.isBefore(standing().course().openedAt())) {
                wall.now = standing().course().openedAt().plus(Duration.ofHours(1));
            }
            return new SessionId(
                    desk.sessions.plan(MANAGER, id, at(day, SESSION), 45, style, null, null).resource());
        }

        Story nobodyCame(String day) {
            SessionId session = planned(day, Style.SWEDISH);
            now(day, EVENING);
            desk.sessions.markNoShow(MANAGER, id, session);
            return this;
        }

        Story cancelled(String day, CancelledBy by) {
            SessionId session = planned(day, Style.SWEDISH);
            desk.sessions.cancel(MANAGER, id, session, by, null);
            return this;
        }

        /** The n-th of the sessions that stand, from 1, was entered in error. */
        Story voided(int n) {
            desk.sessions.enteredInError(MANAGER, id, standing().course().heldInOrder().get(n - 1).id(), "wrong line");
            return this;
        }

        /** The pain at the opening was entered in error. */
        Story baselineVoided() {
            Measurement baseline = standing().course().measurements().values().stream()
                    .filter(each -> each.occasion() instanceof Measurement.Occasion.Baseline).findFirst().orElseThrow();
            desk.measurements.enteredInError(MANAGER, id, baseline.id(), "not asked");
            return this;
        }

        /** Asked in the evening. */
        Story pain(String day, int nprs) {
            return asked(day, Instrument.NPRS, nprs);
        }

        Story asked(String day, Instrument instrument, int score) {
            now(day, EVENING);
            desk.measurements.record(MANAGER, id, sheet(instrument, score), at(day, EVENING));
            return this;
        }

        Story discharged(String day, Reason reason) {
            now(day, NIGHT);
            desk.episodes.discharge(MANAGER, id, reason, at(day, NIGHT),
                    reason == Reason.TRANSFERRED ? nextDoor : null);
            return this;
        }

        Story declined(String day) {
            now(day, NIGHT);
            desk.episodes.decline(MANAGER, id, "wants acupuncture");
            return this;
        }

        Story reopened(String day) {
            now(day, 8);
            desk.episodes.reopen(MANAGER, id, "it hurts again", null);
            return this;
        }

        /** At a follow-up; null is what was not asked. */
        Story followedUp(FollowUp.Kind kind, String day, @Nullable Integer nprs, @Nullable Integer pgic) {
            now(day, EVENING);
            var sheets = new ArrayList<AnswerSheet>();
            if (nprs != null) {
                sheets.add(sheet(Instrument.NPRS, nprs));
            }
            if (pgic != null) {
                sheets.add(sheet(Instrument.PGIC, pgic));
            }
            desk.followUps.record(MANAGER, id, pending(kind).id(), at(day, EVENING), sheets, null);
            return this;
        }

        Story missed(FollowUp.Kind kind) {
            FollowUp pending = pending(kind);
            wall.now = pending.dueOn().plusDays(22).atStartOfDay(AMSTERDAM).toInstant();
            desk.followUps.miss(MANAGER, id, pending.id());
            return this;
        }

        private FollowUp pending(FollowUp.Kind kind) {
            return standing().course().followUps().values().stream()
                    .filter(each -> each.kind() == kind && each instanceof FollowUp.Pending).findFirst().orElseThrow();
        }

        /** The n-th session that stands, from 1, is held responsible; 0 for none. */
        Story harmed(String day, AdverseEvent.Duration duration, AdverseEvent.Severity severity, int session) {
            now(day, EVENING);
            adverseEvents.report(MANAGER, id, duration, severity, at(day, EVENING),
                    session == 0 ? null : standing().course().heldInOrder().get(session - 1).id(), null);
            return this;
        }

        /** What was reported was not as bad. */
        Story harmCorrected(AdverseEvent.Duration duration, AdverseEvent.Severity severity) {
            var reported = standing().course().adverseEvents().keySet().iterator().next();
            adverseEvents.correct(MANAGER, id, reported,
                    new AdverseEvents.Changes(duration, severity, null, null, null, List.of()), "misheard");
            return this;
        }
    }
}
