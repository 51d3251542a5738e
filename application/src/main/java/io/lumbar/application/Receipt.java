package io.lumbar.application;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a command that was accepted.
 *
 * @param resource id of what was created or changed
 * @param version of the stream after the command, counted from 0
 * @param position up to which a reader must have read to see the change; null when nothing was appended
 * @param outcome whether anything was recorded
 */
public record Receipt(UUID resource, long version, @Nullable Position position, Outcome outcome) {

    /** Whether anything was recorded. */
    public enum Outcome {
        /** Events were appended. */
        RECORDED,
        /** The command repeated what already stood; nothing was appended. */
        UNCHANGED
    }
}
