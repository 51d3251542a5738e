package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.facts.AdverseEventFacts;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import org.jspecify.annotations.Nullable;

/** Facts of an episode as a test tells them: Swedish massage by Anna for chronic pain of 7, weekly, and still open. */
final class AnEpisode {
    static final ClinicId CLINIC = new ClinicId(new UUID(1, 1));
    static final ClinicId OTHER_CLINIC = new ClinicId(new UUID(1, 2));
    static final TherapistId ANNA = new TherapistId(new UUID(2, 1));
    static final TherapistId BEN = new TherapistId(new UUID(2, 2));
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final EpisodeId id = new EpisodeId(new UUID(4, NUMBERS.incrementAndGet()));
    private final List<SessionFacts> sessions = new ArrayList<>();
    private final List<MeasurementFacts> measurements = new ArrayList<>();
    private final List<AdverseEventFacts> adverseEvents = new ArrayList<>();
    private final List<FollowUpFacts> followUps = new ArrayList<>();
    private ClientId client = new ClientId(new UUID(3, NUMBERS.incrementAndGet()));
    private ClinicId clinic = CLINIC;
    private LocalDate openedOn = LocalDate.of(2026, 1, 5);
    private Chronicity chronicity = Chronicity.CHRONIC;
    private AgeBand ageBand = AgeBand.FROM_40_TO_49;
    private Sex sex = Sex.FEMALE;
    private List<Cause> causes = List.of(Cause.STRESS);
    private boolean continued;
    private @Nullable Integer baseline = 7;
    private Standing standing = Standing.OPEN;
    private TherapistId therapist = ANNA;
    private Style style = Style.SWEDISH;
    private SessionKind kind = SessionKind.STRUCTURAL;
    private @Nullable LocalDate endedOn;
    private @Nullable Reason reason;

    static AnEpisode of(long client) {
        var episode = new AnEpisode();
        episode.client = new ClientId(new UUID(3, 1_000_000 + client));
        return episode;
    }

    static AnEpisode ofSomebody() {
        return new AnEpisode();
    }

    AnEpisode at(ClinicId where) {
        clinic = where;
        return this;
    }

    AnEpisode opened(String day) {
        openedOn = LocalDate.parse(day);
        return this;
    }

    AnEpisode with(Chronicity what) {
        chronicity = what;
        return this;
    }

    AnEpisode with(AgeBand what) {
        ageBand = what;
        return this;
    }

    AnEpisode with(Sex what) {
        sex = what;
        return this;
    }

    AnEpisode with(Cause... which) {
        causes = List.of(which);
        return this;
    }

    AnEpisode by(TherapistId who) {
        therapist = who;
        return this;
    }

    AnEpisode with(Style what) {
        style = what;
        return this;
    }

    AnEpisode with(SessionKind what) {
        kind = what;
        return this;
    }

    AnEpisode continuing() {
        continued = true;
        return this;
    }

    AnEpisode baseline(@Nullable Integer nprs) {
        baseline = nprs;
        return this;
    }

    /** So many more, each a week after the one before. */
    AnEpisode held(int howMany) {
        for (int n = 0; n < howMany; n++) {
            session(SessionFacts.State.HELD, next(), null);
        }
        return this;
    }

    AnEpisode held(String day) {
        return session(SessionFacts.State.HELD, LocalDate.parse(day), null);
    }

    AnEpisode heldAgainstRules() {
        sessions.add(new SessionFacts(next(), 45, therapist, style, kind, SessionFacts.State.HELD, null, true));
        return this;
    }

    AnEpisode session(SessionFacts.State state, LocalDate on, @Nullable CancelledBy by) {
        return session(state, on, by, style, therapist, 45);
    }

    AnEpisode session(SessionFacts.State state, LocalDate on, @Nullable CancelledBy by, Style in, TherapistId who,
            int minutes) {
        sessions.add(new SessionFacts(on, minutes, who, in, kind, state, by, false));
        return this;
    }

    private LocalDate next() {
        return sessions.isEmpty() ? openedOn : sessions.getLast().on().plusWeeks(1);
    }

    /** Pain after so many sessions. */
    AnEpisode pain(int nprs, int after) {
        return measured(Instrument.NPRS, Occasion.TREATMENT, after, nprs);
    }

    AnEpisode painAt(FollowUp.Kind kindOfFollowUp, int nprs) {
        return measured(Instrument.NPRS, FollowUpsReport.occasion(kindOfFollowUp), 0, nprs);
    }

    AnEpisode measured(Instrument instrument, Occasion occasion, int after, int score) {
        Integer improvement = instrument == Instrument.NPRS && baseline != null && occasion != Occasion.BASELINE
                ? baseline - score
                : null;
        measurements.add(new MeasurementFacts(instrument, occasion, after, Score.of(score),
                improvement == null ? null : Score.of(improvement), improvement != null && baseline != null
                        && improvement >= 2 && improvement * 10 >= baseline * 3));
        return this;
    }

    AnEpisode followUp(FollowUp.Kind which, String dueOn, FollowUpFacts.State state) {
        followUps.add(new FollowUpFacts(which, LocalDate.parse(dueOn), state));
        return this;
    }

    AnEpisode harmed(String day, @Nullable Style after, Grade grade) {
        adverseEvents.add(new AdverseEventFacts(LocalDate.parse(day), after, grade));
        return this;
    }

    AnEpisode discharged(Reason why) {
        standing = Standing.DISCHARGED;
        reason = why;
        endedOn = next();
        return this;
    }

    AnEpisode declined() {
        standing = Standing.DECLINED;
        endedOn = next();
        return this;
    }

    EpisodeFacts facts() {
        List<MeasurementFacts> taken = new ArrayList<>();
        if (baseline != null) {
            taken.add(new MeasurementFacts(Instrument.NPRS, Occasion.BASELINE, 0, Score.of(baseline), null, false));
        }
        taken.addAll(measurements);
        return new EpisodeFacts(id, client, clinic, openedOn, chronicity, ageBand, sex, causes, continued, baseline,
                standing, therapist, endedOn, reason, sessions, taken, adverseEvents, followUps);
    }
}
