package io.lumbar.infrastructure.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.lumbar.application.Position;
import io.lumbar.application.Receipt;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.Event;
import io.lumbar.domain.Rejected;
import io.lumbar.infrastructure.axon.AnsweredRequests.Answered;
import io.lumbar.infrastructure.eventstore.Append;
import io.lumbar.infrastructure.eventstore.Appended;
import io.lumbar.infrastructure.eventstore.Gathering;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Commits what was decided: the events, then the constraint rows, then the answer, in one transaction whose first write
 * is the append. Commands that are ready while another is being committed share the next transaction; should anything
 * in it fail, each has one of its own, so that a refusal or a conflict is that command's alone.
 */
final class Commitment {
    /** Few enough that a transaction, which holds back every reader of events, takes some milliseconds. */
    private static final int MOST = 64;

    private final TransactionManager transactions;
    private final ConnectionProvider connections;
    private final List<ConstraintRows> constraints;
    private final AnsweredRequests answers;
    private final Gathering<Decided> gathering;

    /**
     * @param patience how long a command waits to be taken along: one may be held up by a lock of another instance, and the
     *     others then do not wait for it
     */
    Commitment(TransactionManager transactions, ConnectionProvider connections, List<ConstraintRows> constraints,
            AnsweredRequests answers, Duration patience) {
        this.gathering = new Gathering<>(MOST, patience, this::commit);
        this.transactions = transactions;
        this.connections = connections;
        this.constraints = List.copyOf(constraints);
        this.answers = answers;
    }

    /** A command, the events it led to, and who waits for the answer. */
    private record Decided(Append append, Command command, List<? extends Event> events, Attempt attempt) {
        Receipt receipt() {
            Appended appended = append.appended();
            return new Receipt(attempt.resource, appended.lastVersion(), new Position(appended.position().toString()),
                    Receipt.Outcome.RECORDED);
        }
    }

    /**
     * The way of an append that commits it with all that belongs to it. It ends with {@link Rejected} when the rows break
     * a rule.
     */
    Append.Way of(Command command, List<? extends Event> events, Attempt attempt) {
        return append -> {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("who is answered must be committed: no transaction may be running");
            }
            var decided = new Decided(append, command, events, attempt);
            try {
                gathering.done(decided);
            } catch (AppendFailed e) {
                throw e.cause;
            }
            attempt.accepted(decided.receipt());
        };
    }

    /** Answers a command that changed nothing, in a transaction if the answer has to be stored. */
    void unchanged(Attempt attempt, Receipt receipt) {
        if (attempt.request.idempotency() != null) {
            transactions.executeInTransaction(() -> answers.store(List.of(new Answered(attempt.request, receipt))));
        }
        attempt.accepted(receipt);
    }

    private void commit(List<Decided> group) {
        transactions.executeInTransaction(() -> {
            append(group);
            rows(group);
            answers.store(group.stream().map(each -> new Answered(each.attempt.request, each.receipt())).toList());
        });
    }

    private void append(List<Decided> group) {
        try (Connection connection = connections.getConnection()) {
            Append.carryOut(connection, group.stream().map(Decided::append).toList());
        } catch (SQLException e) {
            throw new AppendFailed(e);
        }
    }

    private void rows(List<Decided> group) {
        try {
            List<Event> events = group.stream().<Event>flatMap(each -> each.events.stream()).toList();
            constraints.forEach(each -> each.record(events));
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                throw e;
            }
            DomainError breach = Breaches.in(e, group.getFirst().command).orElseThrow(() -> e);
            throw new Rejected(breach);
        }
    }

    /** Carries what the event store has to interpret through the transaction. */
    private static final class AppendFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException cause;

        AppendFailed(SQLException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }
    }
}
