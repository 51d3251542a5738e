package io.lumbar.api.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
public final class Figures {
    /** Where there is no number: nothing can be said. */
    public static final String NONE = "–";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'",
            Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int PERCENT = 100;
    /** Below it a decimal is told. */
    private static final int SMALL_PERCENT = 10;

    private Figures() {}

    /** A count, thousands apart. */
    public static String count(@Nullable Number count) {
        return count == null ? NONE : String.format(Locale.ENGLISH, "%,d", count.longValue());
    }

    /** With one decimal, unless it is whole. */
    public static String decimal(@Nullable Number number) {
        if (number == null) {
            return NONE;
        }
        double value = number.doubleValue();
        return value == Math.rint(value) ? count((long) value) : String.format(Locale.ENGLISH, "%,.1f", value);
    }

    /** A day, such as "1 Nov 2026". */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** A moment to the minute. */
    public static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** A share of 0 to 1 in percent. */
    public static String percent(@Nullable Number share) {
        if (share == null) {
            return NONE;
        }
        double percent = share.doubleValue() * PERCENT;
        boolean small = percent > 0 && percent < SMALL_PERCENT;
        return String.format(Locale.ENGLISH, small ? "%.1f %%" : "%.0f %%", percent);
    }

    /** An interval of two numbers that are written already, such as "3 to 5"; an open end where one is missing. */
    public static String interval(String low, String high) {
        if (low.equals(NONE) && high.equals(NONE)) {
            return NONE;
        }
        return high.equals(NONE) ? low + " or more" : low.equals(NONE) ? "up to " + high : low + " to " + high;
    }
}
