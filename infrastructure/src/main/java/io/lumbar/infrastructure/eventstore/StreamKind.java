package io.lumbar.infrastructure.eventstore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The kinds of streams, as in the table {@code eventstore.stream_kind}; a kind's number is never used again. */
public enum StreamKind {
    CLIENT(1, "client"), THERAPIST(2, "therapist"), CLINIC(3, "clinic"), CARE_EPISODE(4, "care-episode"),
    ACCOUNT(5, "account"), WORK_ENTRY(6, "work-entry");

    private static final Map<Integer, StreamKind> BY_NUMBER = new HashMap<>();
    private static final Map<String, StreamKind> BY_LABEL = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(kind -> {
            BY_NUMBER.put(kind.number, kind);
            BY_LABEL.put(kind.label, kind);
        });
    }

    private final int number;
    private final String label;

    StreamKind(int number, String label) {
        this.number = number;
        this.label = label;
    }

    /** The number in the table. */
    int number() {
        return number;
    }

    /** The name people read, such as {@code care-episode}; also Axon's aggregate type. */
    public String label() {
        return label;
    }

    /** The name of a kind, or its number where there is no such kind: what was tampered with may hold any. */
    public static String nameOf(int number) {
        StreamKind kind = BY_NUMBER.get(number);
        return kind == null ? Integer.toString(number) : kind.label;
    }

    /**
     * The number of what {@link #nameOf(int)} named.
     *
     * @throws IllegalArgumentException it named none
     */
    public static int numberOf(String name) {
        StreamKind kind = BY_LABEL.get(name);
        return kind == null ? Integer.parseInt(name) : kind.number;
    }

    static StreamKind numbered(int number) {
        StreamKind kind = BY_NUMBER.get(number);
        if (kind == null) {
            throw new IllegalArgumentException("unknown kind of stream: " + number);
        }
        return kind;
    }

    static StreamKind labelled(String label) {
        StreamKind kind = BY_LABEL.get(label);
        if (kind == null) {
            throw new IllegalArgumentException("unknown kind of stream: " + label);
        }
        return kind;
    }
}
