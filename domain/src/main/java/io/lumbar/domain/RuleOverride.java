package io.lumbar.domain;

import io.lumbar.domain.EpisodeError.ManagerNeeded;

/**
 * A manager sets a rule aside.
 *
 * @param reason 1 to 4,000 characters
 * @param byManager whether whoever asks for it is a manager, which is known where the request came in
 */
public record RuleOverride(String reason, boolean byManager) {

    /** Refuses a reason that is none, and one that is not a manager's; {@code field} is what it stands in. */
    public void requireValid(String field) {
        Require.text(field + ".reason", reason, 4_000);
        if (!byManager) {
            throw new Rejected(new ManagerNeeded(field));
        }
    }
}
