package io.lumbar.application.report;

import java.util.List;

import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.ResponseRule;
import org.jspecify.annotations.Nullable;

/** Which episodes are followed to a response. */
final class Responses {
    private Responses() {}

    /** Name and version of a rule, as reports print it. */
    static String name(ResponseRule rule) {
        return rule.ruleName() + " v" + rule.version();
    }

    /**
     * The one of a person's episodes that stands for the person: the first with a held session; one that goes on with
     * an episode of another clinic is none.
     *
     * @param episodes in the order in which they were opened
     * @return null when there is none
     */
    static @Nullable EpisodeFacts followed(List<EpisodeFacts> episodes) {
        for (EpisodeFacts episode : episodes) {
            if (!episode.continued() && episode.first() != null) {
                return episode;
            }
        }
        return null;
    }
}
