package io.lumbar.infrastructure.axon;

import java.util.List;

import io.lumbar.domain.Command;
import io.lumbar.domain.Decider;
import io.lumbar.domain.Event;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate whose behaviour is a decider: it holds the state and its evolution, and nothing else. There is one small
 * subclass a kind, because Axon keys repositories by class. Commands arrive through {@link DeciderHost}.
 */
abstract class DecidedAggregate<C extends Command, S, E extends Event> {
    private final Decider<C, S, E> decider;

    @AggregateIdentifier
    private @Nullable String id;
    private S state;

    DecidedAggregate(Decider<C, S, E> decider) {
        this.decider = decider;
        this.state = decider.initial();
    }

    final List<E> decide(C command) {
        return decider.decide(command, state);
    }

    /** As {@link #decide}, were nothing there. */
    final List<E> decideUnknown(C command) {
        return decider.decide(command, decider.initial());
    }

    final S state() {
        return state;
    }

    final void record(List<? extends Event> events, MetaData metadata) {
        events.forEach(event -> AggregateLifecycle.apply(event, metadata));
    }

    @EventSourcingHandler
    final void on(E event) {
        if (id == null) {
            id = event.stream().toString();
        }
        state = decider.evolve(state, event);
    }

    /** Axon passes over what has no handler, and half a history is no ground to decide on. */
    @EventSourcingHandler
    @SuppressWarnings("DoNotCallSuggester") // Axon calls it
    final void on(UnknownSerializedType event) {
        throw new SerializationException("an event of another release stands in the stream of " + id);
    }
}
