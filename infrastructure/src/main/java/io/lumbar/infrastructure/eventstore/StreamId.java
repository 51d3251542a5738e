package io.lumbar.infrastructure.eventstore;

import java.util.UUID;

/**
 * One stream. Its text, {@code <kind>:<uuid>}, is Axon's aggregate identifier, because Axon does not tell the storage
 * engine of which type an aggregate is. The natural order is the database's.
 */
public record StreamId(StreamKind kind, UUID id) implements Comparable<StreamId> {
    /**
     * Reads an aggregate identifier.
     *
     * @throws IllegalArgumentException
     *             when it is not of the form {@code <kind>:<uuid>} or the kind is unknown
     */
    public static StreamId parse(String aggregateIdentifier) {
        int colon = aggregateIdentifier.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a stream: " + aggregateIdentifier);
        }
        return new StreamId(StreamKind.labelled(aggregateIdentifier.substring(0, colon)),
                UUID.fromString(aggregateIdentifier.substring(colon + 1)));
    }

    @Override
    public int compareTo(StreamId other) {
        if (kind != other.kind) {
            return Integer.compare(kind.number(), other.kind.number());
        }
        // PostgreSQL compares bytes; UUID.compareTo compares signed numbers.
        int high = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
        return high != 0 ? high
                : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return kind.label() + ':' + id;
    }
}
