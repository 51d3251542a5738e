package io.lumbar.application;

/**
 * A list or report was asked to include everything up to a position and did not get there in time. What was written is
 * stored; the same question may be asked again a moment later.
 */
public final class PositionNotReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position awaited;

    /** Gives up waiting for {@code awaited}. */
    public PositionNotReached(Position awaited) {
        super("not read up to " + awaited.value(), null, false, false);
        this.awaited = awaited;
    }

    /** The position that was asked for. */
    public Position awaited() {
        return awaited;
    }
}
