package io.lumbar.domain;

import java.util.Collection;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A rule in three words: {@code given} what happened, {@code when} something is asked, {@code then} this happens or it
 * is refused. Whatever is accepted is asked a second time, which must change nothing.
 */
public final class Scenario<C extends Command, S, E extends Event> {

    private final Decider<C, S, E> decider;
    private final S state;

    private Scenario(Decider<C, S, E> decider, S state) {
        this.decider = decider;
        this.state = state;
    }

    /** {@code history} happened. */
    public static <C extends Command, S, E extends Event> Scenario<C, S, E> given(Decider<C, S, E> decider,
            Collection<? extends E> history) {
        return new Scenario<>(decider, decider.replay(history));
    }

    /** What stands. */
    public S state() {
        return state;
    }

    /** {@code command} is asked. */
    public Answer when(C command) {
        return new Answer(command);
    }

    /** The answer to the command. */
    public final class Answer {

        private final C command;

        private Answer(C command) {
            this.command = command;
        }

        /** It is accepted. */
        public List<E> accepted() {
            List<E> events = decider.decide(command, state);
            assertThat(decider.decide(command, after(events))).as("the same command again").isEmpty();
            return events;
        }

        /** Exactly these events happen. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final void then(E... events) {
            assertThat(accepted()).containsExactly(events);
        }

        /** Nothing happens, because it stands already. */
        public void thenNothing() {
            assertThat(accepted()).isEmpty();
        }

        /** It is accepted, and this stands afterwards. */
        public S state() {
            return after(accepted());
        }

        /** It is refused with exactly this. */
        public void rejects(DomainError error) {
            assertThat(error()).isEqualTo(error);
        }

        /** It is refused with this kind of error. */
        public void rejects(Class<? extends DomainError> kind) {
            assertThat(error()).isInstanceOf(kind);
        }

        /** It is refused with the error of this code. */
        public void rejectsAs(String code) {
            assertThat(error().code()).isEqualTo(code);
        }

        /** It is refused because {@code field} breaks a rule. */
        public void rejectsValueOf(String field) {
            assertThat(error()).isInstanceOf(DomainError.InvalidValue.class).extracting(DomainError::field)
                    .isEqualTo(field);
        }

        /** It is refused because {@code field} lies in the future. */
        public void rejectsFuture(String field) {
            assertThat(error()).isInstanceOf(DomainError.InFuture.class).extracting(DomainError::field)
                    .isEqualTo(field);
        }

        private S after(List<E> events) {
            S now = state;
            for (E event : events) {
                now = decider.evolve(now, event);
            }
            return now;
        }

        private DomainError error() {
            Throwable refusal = catchThrowable(() -> decider.decide(command, state));
            assertThat(refusal).isInstanceOf(Rejected.class);
            return ((Rejected) refusal).error();
        }
    }
}
