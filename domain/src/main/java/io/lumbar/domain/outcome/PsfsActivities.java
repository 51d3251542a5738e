package io.lumbar.domain.outcome;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The activities of the {@linkplain Instrument#PSFS patient-specific scale} that the person rated.
 *
 * <p>
 * Scoring and change go by {@link PsfsActivity#number()} and never read a name: names are personal data, and a change
 * must stay what it was when they are erased. Names are compared once, by {@link #numberedAfter}, when a measurement
 * is recorded.
 *
 * @param activities one to five, in the order given; no number and no known name occurs twice
 */
public record PsfsActivities(List<PsfsActivity> activities) implements Answers {

    private static final ImportantChange OF_SINGLE_ACTIVITY = new ImportantChange(3, 0);

    public PsfsActivities {
        if (activities.isEmpty() || activities.size() > 5) {
            throw new IllegalArgumentException("activities must be 1 to 5");
        }
        for (int i = 0; i < activities.size(); i++) {
            PsfsActivity activity = activities.get(i);
            for (PsfsActivity earlier : activities.subList(0, i)) {
                if (activity.number() == earlier.number() || activity.isNamedLike(earlier)) {
                    throw new IllegalArgumentException("activities[" + i + "] must not repeat an earlier activity");
                }
            }
        }
        activities = List.copyOf(activities);
    }

    @Override
    public Instrument instrument() {
        return Instrument.PSFS;
    }

    /** The mean of the activities. */
    @Override
    public Score score() {
        return Score.ratio(activities.stream().mapToInt(PsfsActivity::score).sum(), activities.size());
    }

    /**
     * The same ratings with the episode's numbers: an activity whose name is in {@code known} takes its number there,
     * any other the next number that is free.
     *
     * @param known activities of the episode's earlier measurements; an erased name matches nothing
     */
    public PsfsActivities numberedAfter(Collection<PsfsActivity> known) {
        int highest = known.stream().mapToInt(PsfsActivity::number).max().orElse(0);
        var numbered = new ArrayList<PsfsActivity>();
        for (PsfsActivity activity : activities) {
            var before = known.stream().filter(activity::isNamedLike).findFirst();
            numbered.add(activity.numbered(before.isPresent() ? before.get().number() : ++highest));
        }
        return new PsfsActivities(numbered);
    }

    /** The numbers of the activities rated. */
    Set<Integer> numbers() {
        return activities.stream().map(PsfsActivity::number).collect(Collectors.toSet());
    }

    /** The numbers of the activities that were rated both times; may be empty. */
    Set<Integer> sharedWith(PsfsActivities other) {
        var shared = new HashSet<>(numbers());
        shared.retainAll(other.numbers());
        return shared;
    }

    /** Only the activities with these numbers, of which there is at least one. */
    PsfsActivities only(Set<Integer> numbers) {
        return new PsfsActivities(activities.stream().filter(a -> numbers.contains(a.number())).toList());
    }

    /** The improvement that matters: {@code ofMean}, or 3 points for a single activity (Stratford et al. 1995). */
    ImportantChange importantChange(ImportantChange ofMean) {
        return activities.size() == 1 ? OF_SINGLE_ACTIVITY : ofMean;
    }
}
