package io.lumbar.api.access;

/** How callers are named wherever they are kept: by kind and stable id, never by a person's name. */
final class Callers {
    static final String CLIENT = "client:";

    private Callers() {}
}
