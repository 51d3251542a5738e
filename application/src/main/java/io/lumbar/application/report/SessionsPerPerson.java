package io.lumbar.application.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.application.Position;
import io.lumbar.domain.outcome.statistics.Summary;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code sessions-per-person}, in the shape in which it is published.
 *
 * @param groups one with an empty key where none were asked for
 */
public record SessionsPerPerson(Definition definition, Instant asOf, Position position, long incompleteEpisodes,
        Filters filters, List<String> suppressed, List<Group> groups) implements ReportAnswer {
    public SessionsPerPerson {
        suppressed = List.copyOf(suppressed);
        groups = List.copyOf(groups);
    }

    /**
     * The figures of one group; all of them are null when the group is withheld.
     *
     * @param key value by {@linkplain Dimension#label() dimension}, null where an episode has none, such as the style
     *     before the first held session
     * @param people who have an episode in the group
     * @param sessions held in these episodes
     * @param withoutSession people who had no session in them; they are in no distribution
     * @param pva sessions held in the window for each person whose first episode ever was opened in it; null when there
     *     is nobody, or those who came in the window are too few
     * @param visitsPerDischargedCase sessions of each episode that was discharged in the window; null when none was, or as
     *     {@code pva}
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
