package io.lumbar.application.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.lumbar.domain.ClientId;

/**
 * How many people. Those with a single episode are counted; those with several are told apart only while there are so few
 * of them that it matters.
 */
final class People {
    private static final int FEW = 16;

    private long only;
    private long episodesOfOthers;
    private Set<ClientId> others = Set.of();
    /** Whether nobody else knows the set. */
    private boolean areOwn;
    private boolean areMany;

    /** Adds people who have no other episode anywhere. */
    void add(long more) {
        only += more;
    }

    /** Adds an episode of somebody who has others. */
    void add(ClientId client) {
        episodesOfOthers++;
        if (areMany || only > FEW) {
            add(Set.of(), true);
        } else {
            add(Set.of(client), false);
        }
    }

    void add(People more) {
        only += more.only;
        episodesOfOthers += more.episodesOfOthers;
        add(more.others, more.areMany);
    }

    private void add(Set<ClientId> more, boolean moreAreMany) {
        if (areMany || moreAreMany || only > FEW) {
            toldApart(Set.of(), true);
        } else if (others.isEmpty()) {
            toldApart(more, false);
        } else if (!others.containsAll(more)) {
            Set<ClientId> all = areOwn ? others : new HashSet<>(others);
            all.addAll(more);
            toldApart(all.size() > FEW ? Set.of() : all, all.size() > FEW);
            areOwn = true;
        }
    }

    private void toldApart(Set<ClientId> others, boolean areMany) {
        this.others = others;
        this.areMany = areMany;
        this.areOwn = false;
    }

    boolean isNobody() {
        return only + episodesOfOthers == 0;
    }

    /** Whether there is anybody, but not more than {@code tooFew}; of more than a few that is only known to be no less. */
    boolean areFew(int tooFew) {
        return !isNobody() && only + (areMany ? FEW + 1 : others.size()) <= tooFew;
    }

    /** All of these, each counted once. */
    static People together(List<People> all) {
        var together = new People();
        all.forEach(together::add);
        return together;
    }

    /** By which those who are fewest are found; of the same people it is always the same. */
    long size() {
        return only + episodesOfOthers;
    }
}
