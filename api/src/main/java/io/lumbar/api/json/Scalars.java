package io.lumbar.api.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How each scalar is written as text, the same in bodies, paths and query parameters. Every parser throws an
 * {@link IllegalArgumentException} or {@link java.time.DateTimeException} for what is not of its form.
 */
public final class Scalars {
    private static final Pattern UUID_FORM = Pattern
            .compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern TIME_OF_DAY = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d)?");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);
    private static final int MOST_DECIMALS = 6;

    private Scalars() {}

    /** Eight-four-four-four-twelve hexadecimal digits; {@link UUID#fromString} would take less. */
    public static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    /**
     * A moment with its offset from UTC. Parts smaller than a microsecond, which the database does not keep, are cut.
     *
     * @throws OutOfRange not in the years 1900 to 2199
     */
    public static Instant instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        inRange(time.getYear());
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A day.
     *
     * @throws OutOfRange not in the years 1900 to 2199
     */
    public static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        inRange(date.getYear());
        return date;
    }

    /** Hours and minutes of a day, with seconds or without. */
    public static LocalTime timeOfDay(String text) {
        if (!TIME_OF_DAY.matcher(text).matches()) {
            throw new IllegalArgumentException("not a time of day");
        }
        return LocalTime.parse(text);
    }

    /** A region of the time zone database, or UTC. A fixed offset is refused: no clinic keeps one all year. */
    public static ZoneId timeZone(String text) {
        ZoneId zone = ZoneId.of(text);
        if (zone instanceof ZoneOffset || !ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException("not a region");
        }
        return zone;
    }

    /** A constant by its exact name. */
    public static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not a constant");
    }

    /**
     * A whole number.
     *
     * @throws OutOfRange more than a billion, or less than minus a billion
     */
    static long whole(BigInteger number) {
        if (new BigDecimal(number).abs().compareTo(LARGEST) > 0) {
            throw new OutOfRange("is between -1000000000 and 1000000000");
        }
        return number.longValueExact();
    }

    /**
     * A number with decimals.
     *
     * @throws OutOfRange more than a billion, less than minus a billion, or with more than six decimals
     */
    static BigDecimal decimal(BigDecimal number) {
        // Scale first: 1e999999999 is short to write and endless to compute with.
        if (Math.abs((long) number.scale()) > 20 || number.stripTrailingZeros().scale() > MOST_DECIMALS
                || number.abs().compareTo(LARGEST) > 0) {
            throw new OutOfRange("is between -1000000000 and 1000000000 with at most 6 decimals");
        }
        return number;
    }

    /**
     * The name of the rule that {@code text} breaks as a text in a field or parameter.
     *
     * @param lines whether line breaks and tabs are part of it
     * @return null when it breaks none
     */
    public static @Nullable String brokenRule(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t'))) {
                return "holds no control characters, but has U+%04X at place %d".formatted((int) c, i + 1);
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "holds no half surrogate pairs, but has one at place " + (i + 1);
            }
        }
        return null;
    }

    private static void inRange(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new OutOfRange("is in the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
    }

    /** A value of the right form that is too large, too small or too fine to be kept. */
    public static final class OutOfRange extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String rule;

        OutOfRange(String rule) {
            super(rule, null, false, false);
            this.rule = rule;
        }

        /** Follows the field's name in a sentence. */
        public String rule() {
            return rule;
        }
    }
}
