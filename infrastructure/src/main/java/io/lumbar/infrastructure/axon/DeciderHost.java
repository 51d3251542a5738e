package io.lumbar.infrastructure.axon;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import io.lumbar.application.Receipt;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.StaleVersion;
import io.lumbar.domain.Event;
import io.lumbar.domain.Rejected;
import io.lumbar.infrastructure.eventstore.Append;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.StreamId;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Hosts one kind of aggregate: takes each command of a sealed type from the bus, loads or creates the aggregate and
 * lets its decider decide. What is to be written leaves through the {@link Commitment}, so commands that wait for the
 * same aggregate hold no connection.
 *
 * <p>Aggregates come from a cache that another instance of the application does not know of. An outdated one cannot be
 * written from, because its append conflicts; an answer that appends nothing is given only after a look at the store.
 * Either way the attempt fails with {@link ConcurrencyException}, the aggregate leaves the cache, and the next attempt
 * sees what stands.
 */
final class DeciderHost<C extends Command, S, A extends DecidedAggregate<C, S, ?>> {
    private final Class<C> commands;
    private final Supplier<A> blank;
    private final BiPredicate<Scope, S> sight;
    private final Repository<A> repository;
    private final Surroundings surroundings;

    /** What all hosts share. */
    record Surroundings(EventStore events, EventReader reader, Cache cache, KnownStates known, Commitment commitment) {}

    /** @param sight whether what stands lies in a scope */
    DeciderHost(Class<C> commands, Class<A> type, Supplier<A> blank, BiPredicate<Scope, S> sight,
            Surroundings surroundings) {
        this.commands = commands;
        this.blank = blank;
        this.sight = sight;
        this.surroundings = surroundings;
        this.repository = EventSourcingRepository.builder(type).eventStore(surroundings.events())
                .cache(surroundings.cache()).build();
    }

    /** Takes every command below the sealed type from the bus. */
    void subscribe(CommandBus bus) {
        Leaves.of(commands).forEach(leaf -> bus.subscribe(leaf.getName(), this::handle));
    }

    private Attempt handle(CommandMessage<?> message) throws Exception {
        var attempt = Attempt.of(message);
        C command = commands.cast(message.getPayload());
        Aggregate<A> aggregate = repository.loadOrCreate(command.stream().toString(), blank::get);
        Long version = aggregate.version();
        try {
            if (version != null && !isSeen(aggregate, attempt.request.scope())) {
                throw notThere(command, aggregate);
            }
            refuseStale(attempt.request.expectedVersion(), version);
            List<? extends Event> events = aggregate.invoke(root -> root.decide(command));
            if (version == null) {
                refuseStale(attempt.request.expectedVersion(), -1L);
            }
            if (events.isEmpty()) {
                ensureCurrent(command, version);
                unchanged(attempt, version);
            } else {
                append(attempt, aggregate, command, events);
            }
        } catch (Rejected refusal) {
            ensureCurrent(command, version);
            attempt.refused(refusal);
        }
        return attempt;
    }

    private boolean isSeen(Aggregate<A> aggregate, Scope scope) {
        return scope.isEverything() || aggregate.invoke(root -> sight.test(scope, root.state()));
    }

    /** The very refusal that a command to nothing gets, so that nobody learns from it that something is there. */
    private Rejected notThere(C command, Aggregate<A> aggregate) {
        aggregate.invoke(root -> root.decideUnknown(command));
        return new Rejected(new ConcurrentChange(command.stream()));
    }

    /** Of what is unknown it is more useful to say so than that its version is stale: then the decider speaks first. */
    private static void refuseStale(@Nullable Long expected, @Nullable Long actual) {
        if (expected != null && actual != null && !expected.equals(actual)) {
            throw new Rejected(new StaleVersion(expected, actual));
        }
    }

    private void ensureCurrent(C command, @Nullable Long version) {
        StreamId stream = StreamId.parse(command.stream().toString());
        long next = version == null ? 0 : version + 1;
        if (!surroundings.reader().stream(stream, next, 1).isEmpty()) {
            throw new ConcurrencyException(stream + " has changed behind the cache");
        }
    }

    private void unchanged(Attempt attempt, @Nullable Long version) {
        surroundings.commitment().unchanged(attempt,
                new Receipt(attempt.resource, version == null ? -1 : version, null, Receipt.Outcome.UNCHANGED));
    }

    /** What is recorded here is committed when the unit of work ends. */
    private void append(Attempt attempt, Aggregate<A> aggregate, C command, List<? extends Event> events) {
        Append.goes(surroundings.commitment().of(command, events, attempt));
        aggregate.execute(root -> root.record(events, attempt.metadata()));
        Versioned<?> after = aggregate.invoke(root -> new Versioned<>(root.state(), aggregate.version()));
        CurrentUnitOfWork.get().afterCommit(_ -> surroundings.known().learn(command.stream(), after));
    }
}
