package io.lumbar.infrastructure.eventstore;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the order of all events, and Axon's token. Positions are totally ordered, so a reader that
 * has read up to one has read everything before it: there are no gaps to remember.
 *
 * @param epoch
 *            the timeline of the cluster that wrote the event, from 1; 0 stands before every event
 * @param transactionId
 *            the PostgreSQL transaction that wrote it
 * @param place
 *            the order within the transaction
 */
public record EventPosition(int epoch, long transactionId,
        long place) implements TrackingToken, Comparable<EventPosition> {

    /** Before the first event. */
    public static final EventPosition BEGINNING = new EventPosition(0, 0, 0);

    private static final Comparator<EventPosition> ORDER = Comparator.comparingInt(EventPosition::epoch)
            .thenComparingLong(EventPosition::transactionId).thenComparingLong(EventPosition::place);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,18})-(\\d{1,18})");

    public EventPosition {
        if (epoch < 0 || epoch > Short.MAX_VALUE || transactionId < 0 || place < 0) {
            throw new IllegalArgumentException("not a position: " + epoch + '-' + transactionId + '-' + place);
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException
     *             when it is anything else
     */
    public static EventPosition parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a position");
        }
        return new EventPosition(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)));
    }

    /** The text given to the outside, opaque there: {@code epoch-transaction-place}. */
    @Override
    public String toString() {
        return epoch + "-" + transactionId + '-' + place;
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public EventPosition lowerBound(TrackingToken other) {
        return compareTo(same(other)) <= 0 ? this : same(other);
    }

    @Override
    public EventPosition upperBound(TrackingToken other) {
        return compareTo(same(other)) >= 0 ? this : same(other);
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        return other == null || compareTo(same(other)) >= 0;
    }

    /** The place alone, which never falls: an estimate for showing progress, not an order. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(place);
    }

    private static EventPosition same(TrackingToken other) {
        if (other instanceof EventPosition position) {
            return position;
        }
        throw new IllegalArgumentException("not a position of this store: " + other.getClass().getName());
    }
}
