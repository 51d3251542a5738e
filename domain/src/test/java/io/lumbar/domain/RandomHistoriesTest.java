package io.lumbar.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lumbar.domain.DirectoryError.AccountNotEnabled;
import io.lumbar.domain.DirectoryError.ClinicNotOpen;
import io.lumbar.domain.DirectoryError.ConsentNotGiven;
import io.lumbar.domain.DirectoryError.QualificationAlreadyGranted;
import io.lumbar.domain.DirectoryError.QualificationNotHeld;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.account.AccountDecider;
import io.lumbar.domain.account.AccountEvent;
import io.lumbar.domain.account.RandomAccounts;
import io.lumbar.domain.client.ClientDecider;
import io.lumbar.domain.client.ClientEvent;
import io.lumbar.domain.client.RandomRegistrations;
import io.lumbar.domain.clinic.ClinicDecider;
import io.lumbar.domain.clinic.ClinicEvent;
import io.lumbar.domain.clinic.RandomOpenings;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.RandomEpisodeCommands;
import io.lumbar.domain.therapist.RandomEngagements;
import io.lumbar.domain.therapist.TherapistDecider;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.worklist.RandomClaims;
import io.lumbar.domain.worklist.WorkListDecider;
import io.lumbar.domain.worklist.WorkListEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for every aggregate whatever it is asked, tried on thousands of random histories. Set the system
 * property {@code lumbar.seed} to repeat the one history that a failure names.
 */
class RandomHistoriesTest {

    private static final Long ONLY = Long.getLong("lumbar.seed");
    private static final long FIRST_SEED = 20_260_302L;

    @Test
    void of_care_episodes() {
        var seen = explore(new CareEpisodeDecider(), RandomEpisodeCommands::new, 2_000, 80);
        assertCovered(seen, leaves(EpisodeEvent.class), leaves(EpisodeError.class));
        assertCovered(seen, Set.of(NotFound.class, AlreadyExists.class, InvalidValue.class, InFuture.class));
    }

    @Test
    void of_clients() {
        var seen = explore(new ClientDecider(), RandomRegistrations::new, 1_000, 15);
        assertCovered(seen, leaves(ClientEvent.class), Set.of(NotFound.class, AlreadyExists.class, InvalidValue.class,
                InFuture.class, ConsentNotGiven.class));
    }

    @Test
    void of_therapists() {
        var seen = explore(new TherapistDecider(), RandomEngagements::new, 1_000, 20);
        assertCovered(seen, leaves(TherapistEvent.class),
                Set.of(NotFound.class, AlreadyExists.class, InvalidValue.class, InFuture.class,
                        QualificationAlreadyGranted.class, QualificationNotHeld.class, TherapistInactive.class));
    }

    @Test
    void of_clinics() {
        var seen = explore(new ClinicDecider(), RandomOpenings::new, 1_000, 10);
        assertCovered(seen, leaves(ClinicEvent.class), Set.of(NotFound.class, AlreadyExists.class, InvalidValue.class,
                InFuture.class, ClinicNotOpen.class));
    }

    @Test
    void of_entries_of_the_work_list() {
        var seen = explore(new WorkListDecider(), RandomClaims::new, 1_000, 20);
        assertCovered(seen, leaves(WorkListEvent.class), leaves(WorkListError.class));
        assertCovered(seen, Set.of(NotFound.class, InvalidValue.class));
    }

    @Test
    void of_accounts() {
        var seen = explore(new AccountDecider(), RandomAccounts::new, 1_000, 10);
        assertCovered(seen, leaves(AccountEvent.class),
                Set.of(NotFound.class, AlreadyExists.class, InvalidValue.class, AccountNotEnabled.class));
    }

    /** Without this a generator that never gets beyond the first refusal would prove everything. */
    @SafeVarargs
    private static void assertCovered(Set<Class<?>> seen, Set<? extends Class<?>>... expected) {
        if (ONLY == null) {
            for (var some : expected) {
                assertThat(seen).as("kinds of events and refusals that came up").containsAll(some);
            }
        }
    }

    private static <C extends Command, S, E extends Event> Set<Class<?>> explore(Decider<C, S, E> decider,
            Function<Random, ? extends RandomCommands<C>> commands, int histories, int steps) {
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < histories; i++) {
            long seed = ONLY == null ? FIRST_SEED + i : ONLY;
            var random = new Random(seed);
            new History<>(decider, seed, seen).explore(commands.apply(random), random, steps);
        }
        return seen;
    }

    /** One history: it grows by what is accepted. */
    private static final class History<C extends Command, S, E extends Event> {

        private final Decider<C, S, E> decider;
        private final long seed;
        private final Set<Class<?>> seen;
        private final List<C> accepted = new ArrayList<>();
        /** What is not carried out a second time, however much later it is asked again. */
        private final List<C> carriedOut = new ArrayList<>();
        private final List<E> events = new ArrayList<>();
        private S live;

        History(Decider<C, S, E> decider, long seed, Set<Class<?>> seen) {
            this.decider = decider;
            this.seed = seed;
            this.seen = seen;
            this.live = decider.initial();
        }

        void explore(RandomCommands<C> commands, Random random, int steps) {
            for (int step = 0; step < steps; step++) {
                ask(commands.next());
                List<C> lasting = carriedOut.stream().filter(commands::lasts).toList();
                if (!lasting.isEmpty()) {
                    C earlier = lasting.get(random.nextInt(lasting.size()));
                    assertThat(answer(earlier)).as("seed %d: asked again later: %s", seed, earlier).isEmpty();
                }
            }
            assertThat(decider.replay(events)).as("seed %d: replayed", seed).isEqualTo(live);
        }

        private void ask(C command) {
            var before = accepted.size();
            List<E> answer = answer(command);
            for (E event : answer) {
                assertThat(event.stream()).as("seed %d: stream", seed).isEqualTo(command.stream());
                seen.add(event.getClass());
                live = evolved(event);
            }
            events.addAll(answer);
            if (!answer.isEmpty()) {
                carriedOut.add(command);
            }
            if (accepted.size() > before) {
                assertThat(decider.decide(command, live)).as("seed %d: asked again: %s", seed, command).isEmpty();
            }
        }

        /** What happens; nothing when it is refused. */
        private List<E> answer(C command) {
            try {
                List<E> answer = decider.decide(command, live);
                if (!answer.isEmpty()) { // one that found it done already may find it undone later
                    accepted.add(command);
                }
                return answer;
            } catch (Rejected refused) {
                seen.add(refused.error().getClass());
                return List.of();
            } catch (RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": failed instead of refusing " + command, failure);
            }
        }

        private S evolved(E event) {
            try {
                return decider.evolve(live, event);
            } catch (RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": evolve failed on " + event, failure);
            }
        }
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Set<Class<?>> leaves = new HashSet<>();
        Stream.of(sealed.getPermittedSubclasses()).forEach(permitted -> {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        });
        return leaves;
    }
}
