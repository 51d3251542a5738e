package io.lumbar.infrastructure.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.lumbar.application.Records;
import io.lumbar.application.Unavailable;
import io.lumbar.application.imports.Drafts;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.Event;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.eventstore.Append;
import io.lumbar.infrastructure.eventstore.AppendConflict;
import io.lumbar.infrastructure.eventstore.EventWriter;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * Drafts that become events as commands do: one append, then the rows of the rules across aggregates, in one transaction
 * whose first write is the append. They go past the command bus, which would load, lock, commit and remember each
 * aggregate for each command (docs/adr/0060).
 */
public final class AxonDrafts implements Drafts {
    /** Somebody else imported one of the histories. */
    private static final String HISTORY_THERE = "imported_once";

    private final TransactionManager transactions;
    private final ConnectionProvider connections;
    private final List<ConstraintRows> constraints;
    private final EventWriter serializer;
    private final EventWriter rehearsing = new NamedSerializer(new RehearsedSeals());

    AxonDrafts(TransactionManager transactions, ConnectionProvider connections, List<ConstraintRows> constraints,
            EventWriter serializer) {
        this.transactions = transactions;
        this.connections = connections;
        this.constraints = List.copyOf(constraints);
        this.serializer = serializer;
    }

    @Override
    public Draft begin(Records standing, @Nullable Clock recorded) {
        return new DecidedDraft(standing, recorded);
    }

    @Override
    public void keep(List<? extends Draft> drafts, Runnable alongside) {
        keep(drafts, alongside, serializer);
    }

    private void keep(List<? extends Draft> drafts, Runnable alongside, EventWriter writer) {
        List<DecidedDraft> decided = drafts.stream().map(DecidedDraft.class::cast).toList();
        List<DecidedDraft.Step> steps = decided.stream().flatMap(draft -> draft.steps().stream()).toList();
        if (steps.isEmpty()) {
            return;
        }
        try {
            // Before the transaction: keys that are made for it are there for good.
            Append append = Append.ofDated(steps.stream().flatMap(step -> step.messages().stream()).toList(),
                    writer);
            transactions.executeInTransaction(() -> {
                carryOut(append);
                rows(steps);
                alongside.run();
            });
        } catch (TakenBack rehearsed) {
            throw rehearsed;
        } catch (RuntimeException e) {
            throw reason(e, steps, steps.size() - decided.getLast().steps().size());
        }
    }

    @Override
    public void rehearse(List<? extends Draft> drafts, Runnable alongside) {
        try {
            keep(drafts, () -> {
                alongside.run();
                throw new TakenBack();
            }, rehearsing);
        } catch (TakenBack _) {
            return;
        }
    }

    private void carryOut(Append append) {
        try (Connection connection = connections.getConnection()) {
            Append.carryOut(connection, List.of(append));
        } catch (SQLException e) {
            throw new IllegalStateException("the drafts could not be appended", e);
        }
    }

    private void rows(List<DecidedDraft.Step> steps) {
        List<Event> events = steps.stream().<Event>flatMap(step -> step.events().stream()).toList();
        constraints.forEach(each -> each.record(events));
    }

    /** @param before how many steps are of other drafts than the last */
    private RuntimeException reason(RuntimeException failure, List<DecidedDraft.Step> steps, int before) {
        Optional<String> constraint = SqlFailure.constraint(failure);
        if (AppendConflict.isIn(failure) || SqlFailure.isPassing(failure)
                || constraint.filter(HISTORY_THERE::equals).isPresent()) {
            return new NotKept(new ConcurrentChange(steps.getFirst().command().stream()), 0);
        }
        List<Integer> suspects = IntStream.range(0, steps.size()).boxed()
                .filter(n -> Breaches.in(failure, steps.get(n).command()).isPresent()).toList();
        if (constraint.isEmpty() || suspects.isEmpty()) {
            return Outage.or(failure);
        }
        int breaching = breaching(constraint.get(), suspects, steps);
        return new NotKept(Breaches.in(failure, steps.get(breaching).command()).orElseThrow(), breaching - before);
    }

    /**
     * The first command whose rows break the rule beside those of the commands before it. Those that cannot break it are
     * left where they are: an episode that ends must do so, or it would be carried in vain.
     */
    private int breaching(String constraint, List<Integer> suspects, List<DecidedDraft.Step> steps) {
        int low = 0;
        int high = suspects.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            List<Integer> acquitted = suspects.subList(middle + 1, suspects.size());
            if (breaks(constraint, IntStream.range(0, steps.size()).filter(n -> !acquitted.contains(n))
                    .mapToObj(steps::get).toList())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return suspects.get(low);
    }

    /** The rows are written and taken back. */
    private boolean breaks(String constraint, List<DecidedDraft.Step> steps) {
        try {
            transactions.executeInTransaction(() -> {
                rows(steps);
                throw new TakenBack();
            });
            return false;
        } catch (TakenBack _) {
            return false;
        } catch (RuntimeException e) {
            if (Outage.or(e) instanceof Unavailable gone) {
                throw gone;
            }
            return SqlFailure.constraint(e).filter(constraint::equals).isPresent();
        }
    }

    /** Ends a transaction that is not to be committed. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBack() {
            super("taken back", null, false, false);
        }
    }
}
