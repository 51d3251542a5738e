package io.lumbar.infrastructure.axon;

import java.util.List;

import io.lumbar.application.Receipt;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.Event;
import io.lumbar.domain.Rejected;

/** What an accepted command writes after its events, in their transaction: the constraint rows, then the answer. */
final class Commitment {
    private final List<ConstraintRows> constraints;
    private final AnsweredRequests answers;

    Commitment(List<ConstraintRows> constraints, AnsweredRequests answers) {
        this.constraints = List.copyOf(constraints);
        this.answers = answers;
    }

    /**
     * Writes the rows of events that were appended.
     *
     * @throws Rejected when they break a rule; the transaction can only be rolled back then
     */
    void rows(Command command, List<? extends Event> events) {
        try {
            for (Event event : events) {
                constraints.forEach(each -> each.record(event));
            }
        } catch (RuntimeException e) {
            DomainError breach = Breaches.in(e, command).orElseThrow(() -> e);
            throw new Rejected(breach);
        }
    }

    /** Stores the answer under the request's idempotency key, if it has one. */
    void answer(Attempt attempt, Receipt receipt) {
        answers.store(attempt.request, receipt);
        attempt.accepted(receipt);
    }
}
