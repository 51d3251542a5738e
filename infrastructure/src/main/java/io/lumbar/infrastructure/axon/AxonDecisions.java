package io.lumbar.infrastructure.axon;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.lumbar.application.Decisions;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Sight;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.IdempotencyKeyReused;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.account.AccountCommand;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.client.ClientCommand;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.clinic.ClinicCommand;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.EpisodeCommand;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand;
import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListCommand;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.axon.AnsweredRequests.Answer;
import io.lumbar.infrastructure.axon.AnsweredRequests.KeyTaken;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Decides commands on Axon's command bus. A conflict with another writer is tried again on fresh state, at most three
 * times. A key that was answered before is looked up only when a command could not be carried out, so that the usual
 * request pays for it with one insert and no query.
 */
final class AxonDecisions implements Decisions {
    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final CommandBus bus;
    private final AnsweredRequests answers;

    /** Decisions on a bus that takes the commands of every kind of aggregate from now on. */
    static AxonDecisions on(CommandBus bus, DeciderHost.Surroundings surroundings, Sight sight,
            AnsweredRequests answers) {
        new DeciderHost<>(ClinicCommand.class, ClinicAggregate.class, ClinicAggregate::new,
                (Scope scope, Clinic state) -> sight.includes(scope, state), surroundings).subscribe(bus);
        new DeciderHost<>(TherapistCommand.class, TherapistAggregate.class, TherapistAggregate::new,
                (Scope scope, Therapist state) -> sight.includes(scope, state), surroundings).subscribe(bus);
        new DeciderHost<>(ClientCommand.class, ClientAggregate.class, ClientAggregate::new,
                (Scope scope, Client state) -> sight.includes(scope, state), surroundings).subscribe(bus);
        new DeciderHost<>(EpisodeCommand.class, CareEpisodeAggregate.class, CareEpisodeAggregate::new,
                (Scope scope, CareEpisode state) -> sight.includes(scope, state), surroundings).subscribe(bus);
        new DeciderHost<>(AccountCommand.class, AccountAggregate.class, AccountAggregate::new,
                (Scope scope, Account state) -> sight.includes(scope, state), surroundings).subscribe(bus);
        new DeciderHost<>(WorkListCommand.class, WorkEntryAggregate.class, WorkEntryAggregate::new,
                (Scope scope, WorkEntry state) -> sight.includes(scope, state), surroundings).subscribe(bus);
        return new AxonDecisions(bus, answers);
    }

    private AxonDecisions(CommandBus bus, AnsweredRequests answers) {
        this.bus = bus;
        this.answers = answers;
    }

    @Override
    public Receipt decide(Command command, Request request, UUID resource) {
        try {
            return answered(command, request, resource);
        } catch (RuntimeException e) {
            throw Outage.or(e);
        }
    }

    private Receipt answered(Command command, Request request, UUID resource) {
        try {
            return repeatedly(command, request, resource);
        } catch (Rejected | KeyTaken refusal) {
            Answer before = answers.find(request).orElseThrow(() -> refusal);
            if (!before.sameRequest()) {
                throw new Rejected(new IdempotencyKeyReused());
            }
            return before.receipt();
        }
    }

    private Receipt repeatedly(Command command, Request request, UUID resource) {
        for (int retry = 0;; retry++) {
            try {
                return new Attempt(request, resource).send(command, bus);
            } catch (RuntimeException e) {
                if (!isConflict(e)) {
                    throw e;
                }
                if (retry == RETRIES) {
                    throw new Rejected(new ConcurrentChange(command.stream()));
                }
                pause(command, retry);
            }
        }
    }

    private static boolean isConflict(RuntimeException e) {
        return e instanceof ConcurrencyException || e instanceof AggregateStreamCreationException
                || e instanceof LockAcquisitionFailedException || SqlFailure.isPassing(e);
    }

    /** Up to 10, 40, 160 ms: writers that met once are spread out. */
    private static void pause(Command command, int retry) {
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(ThreadLocalRandom.current().nextLong(1L << (2 * retry)) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejected(new ConcurrentChange(command.stream()));
        }
    }
}
