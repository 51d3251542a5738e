package io.lumbar.domain;

import java.util.List;

/**
 * The whole behaviour of one kind of aggregate as three pure functions. A stream's state is
 * {@code initial()} folded with {@link #evolve} over its events; a command is answered by {@link #decide}.
 *
 * <p>{@code evolve} accepts every event that {@code decide} ever produced for that state and never fails on one.
 *
 * @param <C> the sealed command type
 * @param <S> the sealed state type
 * @param <E> the sealed event type
 */
public interface Decider<C extends Command, S, E extends Event> {

    /** The state before the first event. */
    S initial();

    /**
     * What happens when {@code command} meets {@code state}.
     *
     * @return the events to append, in order; empty when the command repeats what already stands
     * @throws Rejected when a rule forbids it; nothing happens then
     */
    List<E> decide(C command, S state);

    /** The state after {@code event}. */
    S evolve(S state, E event);

    /** The state after all of {@code events}, from the beginning. */
    default S replay(Iterable<? extends E> events) {
        S state = initial();
        for (E event : events) {
            state = evolve(state, event);
        }
        return state;
    }
}
