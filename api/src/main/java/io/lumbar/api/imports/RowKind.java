package io.lumbar.api.imports;

import org.jspecify.annotations.Nullable;

/** What a row of a table tells beside what is told once of its episode. */
enum RowKind {
    /** Nothing more. */
    INTAKE(null),
    CONSENT("client.consents"),
    CLEARANCE("clearances"),
    ASSIGNMENT("assignments"),
    SESSION("sessions"),
    MEASUREMENT("measurements"),
    ADVERSE_EVENT("adverseEvents"),
    FOLLOW_UP("followUps");

    private final @Nullable String list;

    RowKind(@Nullable String list) {
        this.list = list;
    }

    /** Path of the list of a history that such a row adds to; null when there is none. */
    @Nullable
    String list() {
        return list;
    }

    /** By its exact name; null when there is none of that name. */
    static @Nullable RowKind of(String name) {
        for (RowKind kind : values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    /** The one that adds to {@code list}. */
    static RowKind adding(String list) {
        for (RowKind kind : values()) {
            if (list.equals(kind.list)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no row adds to " + list);
    }
}
