package io.lumbar.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Value rules that every decider shares. Each names the field as the API does and refuses with
 * {@link DomainError.InvalidValue} or {@link DomainError.InFuture}.
 */
public final class Require {

    /** How far a clinic's clock may be ahead before a moment counts as future. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private Require() {}

    /** Refuses the value of {@code field} with {@code rule}, such as {@code must be 5 to 240}. */
    public static Rejected invalid(String field, String rule) {
        return new Rejected(new DomainError.InvalidValue(field, rule));
    }

    /** {@code text} has 1 to {@code most} characters and is not only blanks. */
    public static void text(String field, String text, int most) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > most) {
            throw invalid(field, "must have 1 to " + most + " characters");
        }
    }

    /** {@code value} lies between {@code least} and {@code most}, both inclusive. */
    public static void range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(field, "must be " + least + " to " + most);
        }
    }

    /** {@code values} holds something. */
    public static void notEmpty(String field, List<?> values) {
        if (values.isEmpty()) {
            throw invalid(field, "must not be empty");
        }
    }

    /** No two of {@code values} have the same key. */
    public static <T> void eachOnce(String field, List<T> values, Function<? super T, ?> key) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(key.apply(values.get(i)))) {
                throw invalid(field + "[" + i + "]", "must not repeat an earlier one");
            }
        }
    }

    /**
     * {@code moment} is not later than {@code now} plus {@link #CLOCK_TOLERANCE}, nor so early that it must be a slip.
     */
    public static void notFuture(String field, Instant moment, Instant now) {
        notEarly(field, moment);
        if (moment.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new Rejected(new DomainError.InFuture(field, moment, now));
        }
    }

    /** {@code moment} is not so early that it must be a slip. */
    public static void notEarly(String field, Instant moment) {
        if (moment.isBefore(EARLIEST)) {
            throw invalid(field, "must not lie before " + EARLIEST);
        }
    }

    /** Each span ends after it begins, and spans of one day do not overlap. */
    public static void weekly(String field, List<WeeklyHours> spans) {
        for (int i = 0; i < spans.size(); i++) {
            WeeklyHours span = spans.get(i);
            if (!span.from().isBefore(span.to())) {
                throw invalid(field + "[" + i + "].to", "must be later than from");
            }
            if (spans.subList(0, i).stream().anyMatch(span::overlaps)) {
                throw invalid(field + "[" + i + "]", "must not overlap an earlier one");
            }
        }
    }
}
