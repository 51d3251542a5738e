package io.lumbar.infrastructure.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a batch of events adds to the history of one bitemporal fact. {@code stored} is the version that stood before the
 * batch, null when there was none.
 */
public final class Versions<F> {
    private @Nullable F standing;
    private @Nullable Instant storedEndsAt;
    private final List<Version<F>> added = new ArrayList<>();

    /** A fact as it was known from a moment on, to the next version's {@code from}. */
    public record Version<F>(F fact, Instant from, @Nullable Instant to) {}

    public Versions(@Nullable F stored) {
        this.standing = stored;
    }

    /** From {@code moment} on, later than any before, {@code fact} is known. Adds nothing when it was known already. */
    public void know(F fact, Instant moment) {
        if (!fact.equals(standing)) {
            end(moment);
            added.add(new Version<>(fact, moment, null));
            standing = fact;
        }
    }

    /** From {@code moment} on, later than any before, nothing is known any more. */
    public void forget(Instant moment) {
        end(moment);
        standing = null;
    }

    private void end(Instant moment) {
        if (standing == null) {
            return;
        }
        if (added.isEmpty()) {
            storedEndsAt = moment;
        } else {
            Version<F> last = added.removeLast();
            added.add(new Version<>(last.fact(), last.from(), moment));
        }
    }

    /** The new versions; the last one has no end unless it was forgotten. */
    public List<Version<F>> added() {
        return added;
    }

    /** When the stored version ends; null when it stands or there was none. */
    public @Nullable Instant storedEndsAt() {
        return storedEndsAt;
    }
}
