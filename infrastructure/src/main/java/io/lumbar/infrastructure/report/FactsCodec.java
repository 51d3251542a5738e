package io.lumbar.infrastructure.report;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.facts.AdverseEventFacts;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import org.jspecify.annotations.Nullable;

/**
 * Facts as bytes, some 7 a session and 6 a measurement; the same facts have the same bytes. The first byte is the number of
 * the format. A constant of an enum stands as its place in it: one that comes between others, and any other change of what
 * the bytes mean, needs another number, and a table of its own.
 *
 * <p>Numbers are written seven bits a byte, the lowest first; those that may be negative alternate: 0, -1, 1, -2. Dates are
 * days since another date of the episode, and a therapist is a place in a list that stands once.
 *
 * <p>One codec gives equal ids of clinics and therapists, dates and lists of causes only once, so that they can be kept by
 * the million.
 */
@SuppressWarnings("EnumOrdinal") // the places are part of the format, and a test holds them
final class FactsCodec {
    private static final byte FORMAT = 1;
    /** Of everything but the lists, with every number at its longest. */
    private static final int HEAD = 80;
    private static final int ID = 16;
    private static final int PART = 20;

    private static final Chronicity[] CHRONICITIES = Chronicity.values();
    private static final AgeBand[] AGE_BANDS = AgeBand.values();
    private static final Sex[] SEXES = Sex.values();
    private static final Cause[] CAUSES = Cause.values();
    private static final EpisodeFacts.Standing[] STANDINGS = EpisodeFacts.Standing.values();
    private static final Discharge.Reason[] REASONS = Discharge.Reason.values();
    private static final Style[] STYLES = Style.values();
    private static final SessionKind[] KINDS = SessionKind.values();
    private static final SessionFacts.State[] SESSION_STATES = SessionFacts.State.values();
    private static final CancelledBy[] CANCELLING = CancelledBy.values();
    private static final Instrument[] INSTRUMENTS = Instrument.values();
    private static final MeasurementFacts.Occasion[] OCCASIONS = MeasurementFacts.Occasion.values();
    private static final Grade[] GRADES = Grade.values();
    private static final FollowUp.Kind[] FOLLOW_UPS = FollowUp.Kind.values();
    private static final FollowUpFacts.State[] FOLLOW_UP_STATES = FollowUpFacts.State.values();

    private final Map<Object, Object> once = new ConcurrentHashMap<>();

    /** The facts without the episode's own id, which is told beside them. */
    static byte[] encoded(EpisodeFacts facts) {
        List<TherapistId> therapists = therapists(facts);
        int parts = facts.sessions().size() + facts.measurements().size() + facts.adverseEvents().size()
                + facts.followUps().size();
        byte[] room = new byte[HEAD + facts.causes().size() + ID * therapists.size() + PART * parts];
        var to = new Writing(ByteBuffer.wrap(room));
        to.bytes.put(FORMAT);
        to.id(facts.client().value());
        to.id(facts.clinic().value());
        to.signed(facts.openedOn().toEpochDay());
        to.bits(facts.chronicity().ordinal() << 6 | facts.ageBand().ordinal() << 3 | facts.sex().ordinal() << 1
                | (facts.continued() ? 1 : 0));
        to.number(facts.causes().size());
        facts.causes().forEach(cause -> to.bits(cause.ordinal()));
        Integer baseline = facts.baselineNprs();
        to.number(baseline == null ? 0 : baseline + 1);
        standing(to, facts);
        to.number(therapists.size());
        therapists.forEach(therapist -> to.id(therapist.value()));
        to.number(facts.therapist() == null ? 0 : therapists.indexOf(facts.therapist()) + 1);
        LocalDate endedOn = facts.endedOn();
        to.bits(endedOn == null ? 0 : 1);
        if (endedOn != null) {
            to.since(facts.openedOn(), endedOn);
        }
        sessions(to, facts, therapists);
        to.number(facts.measurements().size());
        facts.measurements().forEach(each -> measurement(to, each));
        to.number(facts.adverseEvents().size());
        facts.adverseEvents().forEach(each -> adverseEvent(to, facts.openedOn(), each));
        to.number(facts.followUps().size());
        facts.followUps().forEach(each -> followUp(to, facts.openedOn(), each));
        return Arrays.copyOf(room, to.bytes.position());
    }

    private static void sessions(Writing to, EpisodeFacts facts, List<TherapistId> therapists) {
        to.number(facts.sessions().size());
        LocalDate before = facts.openedOn();
        for (SessionFacts each : facts.sessions()) {
            to.since(before, each.on());
            before = each.on();
            to.number(each.minutes());
            to.number(therapists.indexOf(each.therapist()));
            how(to, each);
        }
    }

    /** One without its therapist. */
    static void session(Writing to, LocalDate since, SessionFacts each) {
        to.since(since, each.on());
        to.number(each.minutes());
        how(to, each);
    }

    private static void how(Writing to, SessionFacts each) {
        to.bits(each.style().ordinal() << 4 | each.kind().ordinal() << 2 | each.state().ordinal());
        to.bits(orNone(each.cancelledBy()) << 1 | (each.againstRules() ? 1 : 0));
    }

    static void standing(Writing to, EpisodeFacts facts) {
        to.bits(facts.standing().ordinal() << 5 | orNone(facts.endReason()));
    }

    static void adverseEvent(Writing to, LocalDate openedOn, AdverseEventFacts each) {
        to.since(openedOn, each.on());
        to.bits(orNone(each.style()) << 2 | each.grade().ordinal());
    }

    static void followUp(Writing to, LocalDate openedOn, FollowUpFacts each) {
        to.since(openedOn, each.dueOn());
        to.bits(each.kind().ordinal() << 2 | each.state().ordinal());
    }

    static void measurement(Writing to, MeasurementFacts each) {
        Score improvement = each.improvement();
        to.bits(each.instrument().ordinal() << 5 | each.occasion().ordinal() << 2 | (improvement == null ? 0 : 2)
                | (each.important() ? 1 : 0));
        to.number(each.sessions());
        to.signed(each.score().parts());
        if (improvement != null) {
            to.signed(improvement.parts());
        }
    }

    static List<TherapistId> therapists(EpisodeFacts facts) {
        return therapists(facts.therapist(), facts.sessions());
    }

    /** The one who is responsible, and those of the sessions in their order. */
    static List<TherapistId> therapists(@Nullable TherapistId responsible, List<SessionFacts> sessions) {
        var therapists = new LinkedHashSet<TherapistId>();
        if (responsible != null) {
            therapists.add(responsible);
        }
        sessions.forEach(session -> therapists.add(session.therapist()));
        return List.copyOf(therapists);
    }

    /**
     * What {@link #encoded} made of them.
     *
     * @throws IllegalArgumentException if it is of another format
     */
    EpisodeFacts decoded(EpisodeId episode, byte[] bytes) {
        var from = new Reading(ByteBuffer.wrap(bytes));
        if (from.bytes.get() != FORMAT) {
            throw new IllegalArgumentException("facts in format " + bytes[0] + ", and " + FORMAT + " is known");
        }
        var client = new ClientId(from.id());
        var clinic = once(new ClinicId(from.id()));
        LocalDate openedOn = once(LocalDate.ofEpochDay(from.signed()));
        int intake = from.bits();
        List<Cause> causes = once(causes(from));
        int baseline = from.number();
        int standing = from.bits();
        List<TherapistId> therapists = therapists(from);
        int therapist = from.number();
        LocalDate endedOn = from.bits() == 0 ? null : once(from.since(openedOn));
        return new EpisodeFacts(episode, client, clinic, openedOn, CHRONICITIES[intake >>> 6],
                AGE_BANDS[intake >>> 3 & 7], SEXES[intake >>> 1 & 3], causes, (intake & 1) == 1,
                baseline == 0 ? null : baseline - 1, standing(standing),
                therapist == 0 ? null : therapists.get(therapist - 1), endedOn,
                endReason(standing), sessions(from, openedOn, therapists), measurements(from),
                adverseEvents(from, openedOn), followUps(from, openedOn));
    }

    private static List<Cause> causes(Reading from) {
        int size = from.number();
        var causes = new ArrayList<Cause>(size);
        for (int n = 0; n < size; n++) {
            causes.add(CAUSES[from.bits()]);
        }
        return List.copyOf(causes);
    }

    private List<TherapistId> therapists(Reading from) {
        int size = from.number();
        var therapists = new ArrayList<TherapistId>(size);
        for (int n = 0; n < size; n++) {
            therapists.add(once(new TherapistId(from.id())));
        }
        return therapists;
    }

    private static List<SessionFacts> sessions(Reading from, LocalDate openedOn, List<TherapistId> therapists) {
        int size = from.number();
        var sessions = new ArrayList<SessionFacts>(size);
        LocalDate on = openedOn;
        for (int n = 0; n < size; n++) {
            on = from.since(on);
            int minutes = from.number();
            sessions.add(session(from, on, minutes, therapists.get(from.number())));
        }
        return sessions;
    }

    /** What {@link #session(Writing, LocalDate, SessionFacts)} wrote. */
    static SessionFacts session(Reading from, LocalDate since, TherapistId therapist) {
        LocalDate on = from.since(since);
        return session(from, on, from.number(), therapist);
    }

    private static SessionFacts session(Reading from, LocalDate on, int minutes, TherapistId therapist) {
        int what = from.bits();
        int how = from.bits();
        return new SessionFacts(on, minutes, therapist, STYLES[what >>> 4], KINDS[what >>> 2 & 3],
                SESSION_STATES[what & 3], how >>> 1 == 0 ? null : CANCELLING[(how >>> 1) - 1], (how & 1) == 1);
    }

    static EpisodeFacts.Standing standing(int standingAndReason) {
        return STANDINGS[standingAndReason >>> 5];
    }

    static Discharge.@Nullable Reason endReason(int standingAndReason) {
        int reason = standingAndReason & 31;
        return reason == 0 ? null : REASONS[reason - 1];
    }

    private static List<MeasurementFacts> measurements(Reading from) {
        int size = from.number();
        var measurements = new ArrayList<MeasurementFacts>(size);
        for (int n = 0; n < size; n++) {
            measurements.add(measurement(from));
        }
        return measurements;
    }

    static MeasurementFacts measurement(Reading from) {
        int what = from.bits();
        int sessions = from.number();
        var score = new Score(from.signed());
        return new MeasurementFacts(INSTRUMENTS[what >>> 5], OCCASIONS[what >>> 2 & 7], sessions, score,
                (what & 2) == 0 ? null : new Score(from.signed()), (what & 1) == 1);
    }

    private static List<AdverseEventFacts> adverseEvents(Reading from, LocalDate openedOn) {
        int size = from.number();
        var adverseEvents = new ArrayList<AdverseEventFacts>(size);
        for (int n = 0; n < size; n++) {
            adverseEvents.add(adverseEvent(from, openedOn));
        }
        return adverseEvents;
    }

    static AdverseEventFacts adverseEvent(Reading from, LocalDate openedOn) {
        LocalDate on = from.since(openedOn);
        int what = from.bits();
        return new AdverseEventFacts(on, what >>> 2 == 0 ? null : STYLES[(what >>> 2) - 1], GRADES[what & 3]);
    }

    private static List<FollowUpFacts> followUps(Reading from, LocalDate openedOn) {
        int size = from.number();
        var followUps = new ArrayList<FollowUpFacts>(size);
        for (int n = 0; n < size; n++) {
            followUps.add(followUp(from, openedOn));
        }
        return followUps;
    }

    static FollowUpFacts followUp(Reading from, LocalDate openedOn) {
        LocalDate dueOn = from.since(openedOn);
        int what = from.bits();
        return new FollowUpFacts(FOLLOW_UPS[what >>> 2], dueOn, FOLLOW_UP_STATES[what & 3]);
    }

    @SuppressWarnings("unchecked") // equal things are of one type
    private <T> T once(T thing) {
        return (T) once.computeIfAbsent(thing, _ -> thing);
    }

    /** 0 for none. */
    private static int orNone(@Nullable Enum<?> constant) {
        return constant == null ? 0 : constant.ordinal() + 1;
    }

    record Writing(ByteBuffer bytes) {

        /** At most eight. */
        void bits(int bits) {
            if (bits >>> 8 != 0) {
                throw new IllegalArgumentException(bits + " does not fit into a byte");
            }
            bytes.put((byte) bits);
        }

        void number(int number) {
            number64(number & 0xFFFFFFFFL);
        }

        void number64(long number) {
            long rest = number;
            while (rest >>> 7 != 0) {
                bytes.put((byte) (rest | 128));
                rest >>>= 7;
            }
            bytes.put((byte) rest);
        }

        void signed(long number) {
            int exact = Math.toIntExact(number);
            number(exact << 1 ^ exact >> 31);
        }

        void since(LocalDate before, LocalDate date) {
            signed(date.toEpochDay() - before.toEpochDay());
        }

        void id(UUID id) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    record Reading(ByteBuffer bytes) {

        int bits() {
            return bytes.get() & 255;
        }

        int number() {
            return (int) number64();
        }

        long number64() {
            long number = 0;
            for (int shift = 0;; shift += 7) {
                int next = bytes.get();
                number |= (next & 127L) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }

        int signed() {
            int number = number();
            return number >>> 1 ^ -(number & 1);
        }

        LocalDate since(LocalDate before) {
            return before.plusDays(signed());
        }

        UUID id() {
            return new UUID(bytes.getLong(), bytes.getLong());
        }
    }
}
