package io.lumbar.infrastructure.report;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.facts.AdverseEventFacts;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.infrastructure.report.FactsCodec.Reading;
import io.lumbar.infrastructure.report.FactsCodec.Writing;
import org.jspecify.annotations.Nullable;

/**
 * The way back from the facts of an episode to those before them, as bytes: for each change, the last one first, how long
 * what was before it had stood, in microseconds, and how it differed. Most changes add a session with its measurement or settle a
 * follow-up, and take 8 bytes or so. So what was known at a moment is told without a look into the history.
 *
 * <p>It is a help and may end early: where it does, the history tells. A step that could not be gone back exactly is never
 * put into it. The numbers are written as in {@link FactsCodec}, and what the bytes mean is part of that format.
 */
@SuppressWarnings("EnumOrdinal") // the places are part of the format
final class FactsTrail {
    /** It tells nothing. */
    static final byte[] NONE = {};

    private static final int SESSION = 1;
    private static final int MEASUREMENT = 2;
    private static final int FOLLOW_UPS = 4;
    private static final int FOLLOW_UP = 8;
    private static final int HEAD = 16;
    private static final int LISTS = 32;
    private static final FollowUpFacts.State[] FOLLOW_UP_STATES = FollowUpFacts.State.values();

    private FactsTrail() {}

    /**
     * The trail after a change.
     *
     * @param trail from {@code before}
     * @param known what stands from now on; null for nothing
     * @param since when, in microseconds since 1970
     * @param before what stood until then; null for nothing
     * @param stood since when that had
     */
    static byte[] after(byte[] trail, @Nullable EpisodeFacts known, long since, @Nullable EpisodeFacts before,
            long stood) {
        if (known == null || before == null || stood >= since) {
            return NONE;
        }
        var to = new Writing(ByteBuffer.allocate(room(before)));
        to.number64(since - stood);
        difference(to, known, before);
        byte[] step = Arrays.copyOf(to.bytes().array(), to.bytes().position());
        if (!before.equals(at(known, since, step, stood))) {
            return NONE;
        }
        byte[] longer = Arrays.copyOf(step, step.length + trail.length);
        System.arraycopy(trail, 0, longer, step.length, trail.length);
        return longer;
    }

    /** Of a step that has everything in it. */
    private static int room(EpisodeFacts before) {
        return 100 + 50 * (before.sessions().size() + before.measurements().size() + before.adverseEvents().size()
                + before.followUps().size());
    }

    private static void difference(Writing to, EpisodeFacts known, EpisodeFacts before) {
        boolean session = isOneMore(known.sessions(), before.sessions());
        boolean measurement = isOneMore(known.measurements(), before.measurements());
        boolean followUps = before.followUps().isEmpty() && !known.followUps().isEmpty();
        int followUp = stateChanged(known.followUps(), before.followUps());
        boolean head = known.standing() != before.standing() || known.endReason() != before.endReason()
                || !Objects.equals(known.endedOn(), before.endedOn())
                || !Objects.equals(known.therapist(), before.therapist())
                || !Objects.equals(known.baselineNprs(), before.baselineNprs());
        var splices = new ArrayList<Splice<?>>();
        List<TherapistId> therapists = FactsCodec.therapists(known);
        if (!session) {
            add(splices, 0, known.sessions(), before.sessions(),
                    each -> session(to, known.openedOn(), each, therapists));
        }
        if (!measurement) {
            add(splices, 1, known.measurements(), before.measurements(), each -> FactsCodec.measurement(to, each));
        }
        add(splices, 2, known.adverseEvents(), before.adverseEvents(),
                each -> FactsCodec.adverseEvent(to, known.openedOn(), each));
        if (!followUps && followUp < 0) {
            add(splices, 3, known.followUps(), before.followUps(),
                    each -> FactsCodec.followUp(to, known.openedOn(), each));
        }
        to.bits((session ? SESSION : 0) | (measurement ? MEASUREMENT : 0) | (followUps ? FOLLOW_UPS : 0)
                | (followUp >= 0 ? FOLLOW_UP : 0) | (head ? HEAD : 0) | (splices.isEmpty() ? 0 : LISTS));
        if (followUp >= 0) {
            to.number(followUp);
            to.bits(before.followUps().get(followUp).state().ordinal());
        }
        if (head) {
            head(to, known, before);
        }
        if (!splices.isEmpty()) {
            to.number(splices.size());
            splices.forEach(splice -> splice.write(to));
        }
    }

    private static boolean isOneMore(List<?> known, List<?> before) {
        return known.size() == before.size() + 1 && known.subList(0, before.size()).equals(before);
    }

    /** The place of the only one that differs; -1 where it is not like that. */
    private static int stateChanged(List<FollowUpFacts> known, List<FollowUpFacts> before) {
        int changed = -1;
        if (known.size() == before.size()) {
            for (int n = 0; n < known.size(); n++) {
                if (!known.get(n).equals(before.get(n))) {
                    if (changed >= 0 || !with(known.get(n), before.get(n).state()).equals(before.get(n))) {
                        return -1;
                    }
                    changed = n;
                }
            }
        }
        return changed;
    }

    private static FollowUpFacts with(FollowUpFacts followUp, FollowUpFacts.State state) {
        return new FollowUpFacts(followUp.kind(), followUp.dueOn(), state);
    }

    private static void head(Writing to, EpisodeFacts known, EpisodeFacts before) {
        FactsCodec.standing(to, before);
        LocalDate endedOn = before.endedOn();
        to.bits(endedOn == null ? 0 : 1);
        if (endedOn != null) {
            to.since(before.openedOn(), endedOn);
        }
        TherapistId therapist = before.therapist();
        to.bits(Objects.equals(known.therapist(), therapist) ? 0 : therapist == null ? 1 : 2);
        if (therapist != null && !therapist.equals(known.therapist())) {
            to.id(therapist.value());
        }
        Integer baseline = before.baselineNprs();
        to.number(baseline == null ? 0 : baseline + 1);
    }

    /** What stood in the place of something. */
    private record Splice<T>(int list, int ahead, int behind, List<T> instead, Consumer<T> writing) {
        void write(Writing to) {
            to.bits(list);
            to.number(ahead);
            to.number(behind);
            to.number(instead.size());
            instead.forEach(writing);
        }
    }

    private static <T> void add(List<Splice<?>> splices, int list, List<T> known, List<T> before,
            Consumer<T> writing) {
        int least = Math.min(known.size(), before.size());
        int ahead = 0;
        while (ahead < least && known.get(ahead).equals(before.get(ahead))) {
            ahead++;
        }
        int behind = 0;
        while (behind < least - ahead
                && known.get(known.size() - 1 - behind).equals(before.get(before.size() - 1 - behind))) {
            behind++;
        }
        if (ahead < known.size() || ahead < before.size()) {
            splices.add(new Splice<>(list, ahead, behind, before.subList(ahead, before.size() - behind), writing));
        }
    }

    private static void session(Writing to, LocalDate openedOn, SessionFacts session, List<TherapistId> therapists) {
        int therapist = therapists.indexOf(session.therapist());
        to.number(therapist + 1);
        if (therapist < 0) {
            to.id(session.therapist().value());
        }
        FactsCodec.session(to, openedOn, session);
    }

    /**
     * What stood at a moment; null when that is not told here.
     *
     * @param present what stands
     * @param since when it does, in microseconds since 1970
     * @param at such a moment
     */
    static @Nullable EpisodeFacts at(EpisodeFacts present, long since, byte[] trail, long at) {
        if (since <= at) {
            return present;
        }
        var from = new Reading(ByteBuffer.wrap(trail));
        var draft = new Draft(present);
        long stood = since;
        while (from.bytes().hasRemaining()) {
            stood -= from.number64();
            draft.goBack(from);
            if (stood <= at) {
                return draft.facts();
            }
        }
        return null;
    }

    private static final class Draft {
        private final EpisodeFacts present;
        private EpisodeFacts.Standing standing;
        private Discharge.@Nullable Reason endReason;
        private @Nullable LocalDate endedOn;
        private @Nullable TherapistId therapist;
        private @Nullable Integer baseline;
        private List<SessionFacts> sessions;
        private List<MeasurementFacts> measurements;
        private List<AdverseEventFacts> adverseEvents;
        private List<FollowUpFacts> followUps;

        Draft(EpisodeFacts present) {
            this.present = present;
            standing = present.standing();
            endReason = present.endReason();
            endedOn = present.endedOn();
            therapist = present.therapist();
            baseline = present.baselineNprs();
            sessions = present.sessions();
            measurements = present.measurements();
            adverseEvents = present.adverseEvents();
            followUps = present.followUps();
        }

        EpisodeFacts facts() {
            return new EpisodeFacts(present.episode(), present.client(), present.clinic(), present.openedOn(),
                    present.chronicity(), present.ageBand(), present.sex(), present.causes(), present.continued(),
                    baseline, standing, therapist, endedOn, endReason, sessions, measurements, adverseEvents,
                    followUps);
        }

        void goBack(Reading from) {
            int what = from.bits();
            List<TherapistId> therapists = (what & LISTS) == 0
                    ? List.of()
                    : FactsCodec.therapists(therapist, sessions);
            if ((what & SESSION) != 0) {
                sessions = sessions.subList(0, sessions.size() - 1);
            }
            if ((what & MEASUREMENT) != 0) {
                measurements = measurements.subList(0, measurements.size() - 1);
            }
            if ((what & FOLLOW_UPS) != 0) {
                followUps = List.of();
            }
            if ((what & FOLLOW_UP) != 0) {
                int place = from.number();
                var changed = new ArrayList<>(followUps);
                changed.set(place, with(changed.get(place), FOLLOW_UP_STATES[from.bits()]));
                followUps = changed;
            }
            if ((what & HEAD) != 0) {
                head(from);
            }
            if ((what & LISTS) != 0) {
                for (int rest = from.number(); rest > 0; rest--) {
                    splice(from, therapists);
                }
            }
        }

        private void head(Reading from) {
            int standingAndReason = from.bits();
            standing = FactsCodec.standing(standingAndReason);
            endReason = FactsCodec.endReason(standingAndReason);
            endedOn = from.bits() == 0 ? null : from.since(present.openedOn());
            switch (from.bits()) {
                case 0 -> {}
                case 1 -> therapist = null;
                default -> therapist = new TherapistId(from.id());
            }
            int baselineOrNone = from.number();
            baseline = baselineOrNone == 0 ? null : baselineOrNone - 1;
        }

        private void splice(Reading from, List<TherapistId> therapists) {
            LocalDate openedOn = present.openedOn();
            switch (from.bits()) {
                case 0 -> sessions = spliced(from, sessions, each -> {
                    int place = each.number();
                    return FactsCodec.session(each, openedOn,
                            place == 0 ? new TherapistId(each.id()) : therapists.get(place - 1));
                });
                case 1 -> measurements = spliced(from, measurements, FactsCodec::measurement);
                case 2 -> adverseEvents = spliced(from, adverseEvents, each -> FactsCodec.adverseEvent(each, openedOn));
                default -> followUps = spliced(from, followUps, each -> FactsCodec.followUp(each, openedOn));
            }
        }

        private static <T> List<T> spliced(Reading from, List<T> known, Function<Reading, T> reading) {
            int ahead = from.number();
            int behind = from.number();
            int instead = from.number();
            var before = new ArrayList<T>(ahead + instead + behind);
            before.addAll(known.subList(0, ahead));
            for (int n = 0; n < instead; n++) {
                before.add(reading.apply(from));
            }
            before.addAll(known.subList(known.size() - behind, known.size()));
            return before;
        }
    }
}
