package io.lumbar.application.report;

import java.util.HashSet;
import java.util.Set;

import io.lumbar.domain.ClientId;
import org.jspecify.annotations.Nullable;

/**
 * How many people. Those with a single episode are counted; those with several are told apart only while there are so few
 * of them that it matters.
 */
final class People {
    private static final int FEW = 16;

    private long only;
    private long episodesOfOthers;
    private @Nullable Set<ClientId> others = new HashSet<>();

    /** Adds people who have no other episode anywhere. */
    void add(long more) {
        only += more;
    }

    /** Adds an episode of somebody who has others. */
    void add(ClientId client) {
        episodesOfOthers++;
        if (others != null) {
            others.add(client);
            dropMany();
        }
    }

    void add(People more) {
        only += more.only;
        episodesOfOthers += more.episodesOfOthers;
        if (others != null) {
            if (more.others == null) {
                others = null;
            } else {
                others.addAll(more.others);
                dropMany();
            }
        }
    }

    private void dropMany() {
        if (others != null && others.size() > FEW) {
            others = null;
        }
    }

    boolean isNobody() {
        return only + episodesOfOthers == 0;
    }

    /** Whether there is anybody, but not more than {@code tooFew}. */
    boolean areFew(int tooFew) {
        return others != null && !isNobody() && only + others.size() <= tooFew;
    }

    /** By which those who are fewest are found; of the same people it is always the same. */
    long size() {
        return only + episodesOfOthers;
    }
}
