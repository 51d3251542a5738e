package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.EpisodeError;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.Session.Breach;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.RuleBreached;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** Facts cannot be refused for ever: a session that took place against a rule is recorded when a manager says so. */
final class Breaches {

    private Breaches() {}

    /** A manager gives a reason, and names each rule once. */
    static void requireValid(@Nullable Despite despite) {
        if (despite != null) {
            despite.override().requireValid("despite");
            Require.eachOnce("despite.furtherRules", despite.rules(), rule -> rule);
        }
    }

    /**
     * The breaches that are recorded.
     *
     * @param broken which rules the session breaks, with their refusals
     * @param known breaches that were recorded before
     * @throws Rejected when it breaks another one, or does not break one that is named
     */
    static List<RuleBreached> of(Map<SessionRule, EpisodeError> broken, List<SessionRule> known,
            @Nullable Despite despite, Course course, SessionId session, Instant now) {
        List<SessionRule> named = despite == null ? List.of() : despite.rules();
        broken.forEach((rule, refusal) -> {
            if (!known.contains(rule) && !named.contains(rule)) {
                throw new Rejected(refusal);
            }
        });
        for (SessionRule rule : named) {
            if (!broken.containsKey(rule) || known.contains(rule)) {
                throw invalid("despite", "must name a rule that is broken, unlike " + rule);
            }
        }
        return despite == null
                ? List.of()
                : named.stream().map(rule -> new RuleBreached(course.episode(), session, rule,
                        Personal.of(Subject.of(course.client()), despite.override().reason()), now)).toList();
    }

    /** Whether {@code standing} are the breaches that {@code despite} says. */
    static boolean same(List<Breach> standing, @Nullable Despite despite) {
        return despite == null
                ? standing.isEmpty()
                : standing.stream().map(Breach::rule).toList().equals(despite.rules()) && standing.stream()
                        .allMatch(breach -> Repeats.same(breach.reason(), despite.override().reason()));
    }
}
