package io.lumbar.domain.worklist;

import java.util.Random;

import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.worklist.WorkListCommand.FinishEntry;
import io.lumbar.domain.worklist.WorkListCommand.ReleaseEntry;

import static io.lumbar.domain.worklist.AnEntry.AT;
import static io.lumbar.domain.worklist.AnEntry.ENTRY;
import static io.lumbar.domain.worklist.AnEntry.FLO;
import static io.lumbar.domain.worklist.AnEntry.GUS;

/** What two people and the policies ask of one entry. */
public final class RandomClaims extends RandomCommands<WorkListCommand> {

    public RandomClaims(Random random) {
        super(random);
    }

    @Override
    public WorkListCommand next() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> AnEntry.raise();
            case 3, 4 -> AnEntry.claim(any(FLO, GUS));
            case 5, 6 -> new ReleaseEntry(ENTRY, any(FLO, GUS), random.nextBoolean(), AT);
            case 7, 8 -> AnEntry.close();
            default -> new FinishEntry(ENTRY, any(FLO, GUS), mostly(null, "called", " "), AT);
        };
    }

    /** Whatever was undone meanwhile may be asked for again. */
    @Override
    public boolean lasts(WorkListCommand command) {
        return command instanceof FinishEntry;
    }
}
