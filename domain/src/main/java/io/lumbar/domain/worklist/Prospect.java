package io.lumbar.domain.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.worklist.Term.Due.ToLapse;
import io.lumbar.domain.worklist.Term.Due.ToMiss;
import io.lumbar.domain.worklist.Term.Due.ToSee;
import org.jspecify.annotations.Nullable;

/**
 * What is due at a moment.
 *
 * @param matters that somebody must see to
 * @param missed follow-ups that are missed
 * @param lapsed whether the client is lost
 * @param again when to look again if nothing happens before: until then all this stays as it is; null for never
 */
public record Prospect(List<Matter> matters, List<FollowUpId> missed, boolean lapsed, @Nullable Instant again) {
    public Prospect {
        matters = List.copyOf(matters);
        missed = List.copyOf(missed);
    }

    /** What {@code terms} make due at {@code now}. */
    public static Prospect at(Instant now, List<Term> terms) {
        List<Term.Due> due = terms.stream().filter(term -> term.isDue(now)).map(Term::what).toList();
        return new Prospect(due.stream().filter(ToSee.class::isInstance).map(each -> ((ToSee) each).matter()).toList(),
                due.stream().filter(ToMiss.class::isInstance).map(each -> ((ToMiss) each).followUp()).toList(),
                due.stream().anyMatch(ToLapse.class::isInstance),
                terms.stream().flatMap(term -> Stream.of(term.from(), term.until())).filter(Objects::nonNull)
                        .filter(turn -> turn.isAfter(now)).min(Instant::compareTo).orElse(null));
    }
}
