package io.lumbar.domain.facts;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import org.jspecify.annotations.Nullable;

/**
 * A list that never changes and keeps each element as one number. Reports hold the facts of every episode in memory, some
 * twenty of these to an episode, and as objects they would take five times the room.
 */
@SuppressWarnings("EnumOrdinal") // a number lives no longer than the classes that made it
abstract sealed class Packed<T> extends AbstractList<T> implements RandomAccess {
    private static final long FIRST_DAY = LocalDate.of(1800, 1, 1).toEpochDay();

    private final long[] numbers;

    private Packed(long[] numbers) {
        this.numbers = numbers;
    }

    /** Each kind of list unpacks by itself: a method shared by all of them could not be inlined. */
    final long number(int index) {
        return numbers[index];
    }

    @Override
    public final int size() {
        return numbers.length;
    }

    static List<SessionFacts> sessions(List<SessionFacts> sessions) {
        if (sessions.isEmpty() || sessions instanceof Sessions) {
            return sessions.isEmpty() ? List.of() : sessions;
        }
        var therapists = new ArrayList<TherapistId>(1);
        long[] numbers = new long[sessions.size()];
        for (int n = 0; n < numbers.length; n++) {
            SessionFacts session = sessions.get(n);
            int therapist = therapists.indexOf(session.therapist());
            if (therapist < 0) {
                therapist = therapists.size();
                therapists.add(session.therapist());
            }
            numbers[n] = Sessions.number(session, therapist);
        }
        return new Sessions(numbers, List.copyOf(therapists));
    }

    static List<MeasurementFacts> measurements(List<MeasurementFacts> measurements) {
        return packed(measurements, Measurements.class, Measurements::number, Measurements::new);
    }

    static List<AdverseEventFacts> adverseEvents(List<AdverseEventFacts> adverseEvents) {
        return packed(adverseEvents, AdverseEvents.class, AdverseEvents::number, AdverseEvents::new);
    }

    static List<FollowUpFacts> followUps(List<FollowUpFacts> followUps) {
        return packed(followUps, FollowUps.class, FollowUps::number, FollowUps::new);
    }

    private static <T> List<T> packed(List<T> elements, Class<?> packed, ToLongFunction<T> number,
            Function<long[], List<T>> making) {
        if (elements.isEmpty()) {
            return List.of();
        }
        return packed.isInstance(elements) ? elements : making.apply(numbers(elements, number));
    }

    private static <T> long[] numbers(List<T> elements, ToLongFunction<T> number) {
        long[] numbers = new long[elements.size()];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = number.applyAsLong(elements.get(n));
        }
        return numbers;
    }

    /** Puts {@code value} below what is packed already. */
    private static long and(long packed, int bits, long value) {
        if (value < 0 || value >= 1L << bits) {
            throw new IllegalArgumentException(value + " does not fit into " + bits + " bits");
        }
        return packed << bits | value;
    }

    private static int part(long packed, int above, int bits) {
        return (int) (packed >>> above) & (1 << bits) - 1;
    }

    private static long day(LocalDate date) {
        return and(0, 28, date.toEpochDay() - FIRST_DAY);
    }

    private static LocalDate date(int day) {
        int place = day - Dates.FIRST;
        return place >= 0 && place < Dates.KNOWN.length ? Dates.KNOWN[place] : LocalDate.ofEpochDay(FIRST_DAY + day);
    }

    /** The days that clinics ask about: to fetch a date costs less than to work it out. */
    private static final class Dates {
        private static final int FIRST = (int) (LocalDate.of(2000, 1, 1).toEpochDay() - FIRST_DAY);
        private static final LocalDate[] KNOWN = LocalDate.of(2000, 1, 1).datesUntil(LocalDate.of(2060, 1, 1))
                .toArray(LocalDate[]::new);
    }

    /** 0 for none. */
    private static int orNone(@Nullable Enum<?> constant) {
        return constant == null ? 0 : constant.ordinal() + 1;
    }

    private static <E> @Nullable E orNone(int number, IntFunction<E> constant) {
        return number == 0 ? null : constant.apply(number - 1);
    }

    private static final class Sessions extends Packed<SessionFacts> {
        private static final Style[] STYLES = Style.values();
        private static final SessionKind[] KINDS = SessionKind.values();
        private static final SessionFacts.State[] STATES = SessionFacts.State.values();
        private static final CancelledBy[] CANCELLING = CancelledBy.values();

        private final List<TherapistId> therapists;

        Sessions(long[] numbers, List<TherapistId> therapists) {
            super(numbers);
            this.therapists = therapists;
        }

        static long number(SessionFacts session, int therapist) {
            long number = and(day(session.on()), 12, session.minutes());
            number = and(number, 12, therapist);
            number = and(number, 4, session.style().ordinal());
            number = and(number, 2, session.kind().ordinal());
            number = and(number, 2, session.state().ordinal());
            number = and(number, 3, orNone(session.cancelledBy()));
            return and(number, 1, session.againstRules() ? 1 : 0);
        }

        @Override
        public SessionFacts get(int index) {
            long number = number(index);
            return new SessionFacts(date(part(number, 36, 28)), part(number, 24, 12),
                    therapists.get(part(number, 12, 12)), STYLES[part(number, 8, 4)], KINDS[part(number, 6, 2)],
                    STATES[part(number, 4, 2)], orNone(part(number, 1, 3), n -> CANCELLING[n]),
                    part(number, 0, 1) == 1);
        }
    }

    private static final class Measurements extends Packed<MeasurementFacts> {
        private static final Instrument[] INSTRUMENTS = Instrument.values();
        private static final MeasurementFacts.Occasion[] OCCASIONS = MeasurementFacts.Occasion.values();
        /** Makes every difference of scores positive. */
        private static final int LOWEST = 100 * Score.PARTS_PER_POINT;

        Measurements(long[] numbers) {
            super(numbers);
        }

        static long number(MeasurementFacts measurement) {
            Score improvement = measurement.improvement();
            long number = and(and(0, 22, measurement.sessions()), 4, measurement.instrument().ordinal());
            number = and(number, 4, measurement.occasion().ordinal());
            number = and(number, 16, measurement.score().parts() + LOWEST);
            number = and(number, 16, improvement == null ? 0 : improvement.parts() + LOWEST);
            number = and(number, 1, improvement == null ? 0 : 1);
            return and(number, 1, measurement.important() ? 1 : 0);
        }

        @Override
        public MeasurementFacts get(int index) {
            long number = number(index);
            return new MeasurementFacts(INSTRUMENTS[part(number, 38, 4)], OCCASIONS[part(number, 34, 4)],
                    part(number, 42, 22), new Score(part(number, 18, 16) - LOWEST),
                    part(number, 1, 1) == 0 ? null : new Score(part(number, 2, 16) - LOWEST), part(number, 0, 1) == 1);
        }
    }

    private static final class AdverseEvents extends Packed<AdverseEventFacts> {
        private static final Style[] STYLES = Style.values();
        private static final Grade[] GRADES = Grade.values();

        AdverseEvents(long[] numbers) {
            super(numbers);
        }

        static long number(AdverseEventFacts adverseEvent) {
            long number = and(day(adverseEvent.on()), 4, orNone(adverseEvent.style()));
            return and(number, 3, adverseEvent.grade().ordinal());
        }

        @Override
        public AdverseEventFacts get(int index) {
            long number = number(index);
            return new AdverseEventFacts(date(part(number, 7, 28)), orNone(part(number, 3, 4), n -> STYLES[n]),
                    GRADES[part(number, 0, 3)]);
        }
    }

    private static final class FollowUps extends Packed<FollowUpFacts> {
        private static final FollowUp.Kind[] KINDS = FollowUp.Kind.values();
        private static final FollowUpFacts.State[] STATES = FollowUpFacts.State.values();

        FollowUps(long[] numbers) {
            super(numbers);
        }

        static long number(FollowUpFacts followUp) {
            long number = and(day(followUp.dueOn()), 3, followUp.kind().ordinal());
            return and(number, 2, followUp.state().ordinal());
        }

        @Override
        public FollowUpFacts get(int index) {
            long number = number(index);
            return new FollowUpFacts(KINDS[part(number, 2, 3)], date(part(number, 5, 28)), STATES[part(number, 0, 2)]);
        }
    }
}
