package io.lumbar.application.episode;

import io.lumbar.domain.Rejected;
import io.lumbar.domain.Subject;
import io.lumbar.domain.outcome.Reading;

/**
 * An instrument as it was filled in. What the person wrote on it is personal, and a request that names only the episode
 * does not say whose it is, so it becomes a reading once the person is known.
 */
@FunctionalInterface
public interface AnswerSheet {

    /**
     * What it says about {@code client}.
     *
     * @throws Rejected when the instrument does not allow the score or the answers
     */
    Reading of(Subject client);
}
