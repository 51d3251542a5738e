package io.lumbar.api.report;

import org.jspecify.annotations.Nullable;

/** What stands in a cell of a table: a number that is still one, so that each format may write it in its own way. */
public sealed interface Cell {

    /** As people read it. */
    String written();

    /** Whether it is a number. */
    default boolean isNumber() {
        return switch (this) {
            case Count _,Decimal _,Share _ -> true;
            case Text _,Blank _ -> false;
        };
    }

    /** Anything that is no number. */
    record Text(String text) implements Cell {
        @Override
        public String written() {
            return text;
        }
    }

    /** A whole number. */
    record Count(long count) implements Cell {
        @Override
        public String written() {
            return Figures.count(count);
        }
    }

    /** Any other number, of which people read one decimal. */
    record Decimal(double number) implements Cell {
        @Override
        public String written() {
            return Figures.decimal(number);
        }
    }

    /** A share of 0 to 1, which people read in percent. */
    record Share(double share) implements Cell {
        @Override
        public String written() {
            return Figures.percent(share);
        }
    }

    /** Where nothing is told. */
    enum Blank implements Cell {
        /** There is no such number, such as a mean over nobody. */
        NONE(Figures.NONE),
        /** It would be about too few people. */
        WITHHELD("withheld"),
        /** The rest of a row of which it was said already. */
        EMPTY("");

        private final String written;

        Blank(String written) {
            this.written = written;
        }

        @Override
        public String written() {
            return written;
        }
    }

    /** A text. */
    static Cell of(String text) {
        return new Text(text);
    }

    /** A whole number; none for null. */
    static Cell count(@Nullable Number count) {
        return count == null ? Blank.NONE : new Count(count.longValue());
    }

    /** A number; none for null. */
    static Cell decimal(@Nullable Number number) {
        return number == null ? Blank.NONE : new Decimal(number.doubleValue());
    }

    /** A share of 0 to 1; none for null. */
    static Cell share(@Nullable Number share) {
        return share == null ? Blank.NONE : new Share(share.doubleValue());
    }
}
