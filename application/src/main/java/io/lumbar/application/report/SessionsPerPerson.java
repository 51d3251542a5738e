package io.lumbar.application.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.outcome.statistics.Summary;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code sessions-per-person}, in the shape in which it is published.
 *
 * @param asOf everything recorded up to this moment is counted, nothing later
 * @param position of the last event recorded by then
 * @param incompleteEpisodes how many episodes, matching or not, lack something that was recorded about them, since it could
 *     not be taken in; 0 when all is well
 * @param suppressed paths of what is withheld because it would be about too few people, such as {@code groups[2]}
 * @param groups one with an empty key where none were asked for
 */
public record SessionsPerPerson(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Group> groups) {
    public SessionsPerPerson {
        suppressed = List.copyOf(suppressed);
        groups = List.copyOf(groups);
    }

    /**
     * What the figures mean. A definition that was released is never edited; a better one is a new version.
     *
     * @param version 1 or more
     * @param text the whole definition
     * @param responseRule name of the rule by which a response is judged; null where the figures do not depend on any
     * @param quantiles how quantiles are interpolated
     * @param note how the figures may not be read
     */
    public record Definition(String name, int version, String text, @Nullable String responseRule, String quantiles,
            String note) {}

    /** The filters as they were applied; an empty list or null lets everything through. */
    public record Filters(List<String> clinic, @Nullable LocalDate from, @Nullable LocalDate to,
            List<String> therapist, List<String> style, List<String> kind, List<String> cause,
            List<String> chronicity, List<String> ageBand, List<String> sex, List<String> baselineBand,
            List<String> groupBy) {}

    /**
     * The figures of one group; all of them are null when the group is withheld.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none, such as the style
     *     before the first held session
     * @param people who have an episode in the group
     * @param sessions held in these episodes
     * @param withoutSession people who had no session in them; they are in no distribution
     * @param pva sessions held in the window for each person whose first episode ever was opened in it; null when there
     *     is nobody
     * @param visitsPerDischargedCase sessions of each episode that was discharged in the window; null when none was
     * @param sessionsAgainstRules how many of the sessions took place against a rule and were recorded all the same
     */
    public record Group(Map<String, @Nullable String> key, @Nullable Long people, @Nullable Long episodes,
            @Nullable Long sessions, @Nullable Long withoutSession, @Nullable Distributions perPerson,
            @Nullable Distributions perEpisode, @Nullable List<Bar> histogram, @Nullable Double pva,
            @Nullable Double visitsPerDischargedCase, @Nullable Long sessionsAgainstRules) {}

    /** How many sessions, over all, over those who have finished, and over those who have not. */
    public record Distributions(Summary all, Summary finished, Summary unfinished) {}

    /** How many people had so many sessions. */
    public record Bar(int sessions, long finishedPeople, long unfinishedPeople) {}
}
