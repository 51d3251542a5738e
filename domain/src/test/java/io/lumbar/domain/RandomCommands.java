package io.lumbar.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** Commands as a careless world sends them: most are possible by themselves, some are not. */
public abstract class RandomCommands<C extends Command> {

    /** One value in so many is odd. */
    private static final int ODD_ONE_IN = 30;

    protected final Random random;

    protected RandomCommands(Random random) {
        this.random = random;
    }

    /** The next command. */
    public abstract C next();

    /** Whether {@code command} stays answered whatever happens after it; one that sets a value may be asked anew. */
    public boolean lasts(C command) {
        return true;
    }

    /** {@code usual}, but now and then one of {@code odd}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    protected final <T extends @Nullable Object> T mostly(T usual, T... odd) {
        return random.nextInt(ODD_ONE_IN) == 0 ? any(odd) : usual;
    }

    /** One of {@code values}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    protected final <T extends @Nullable Object> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Some of {@code values}, at least {@code least}, seldom one of them twice. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    protected final <T> List<T> some(int least, T... values) {
        var rest = new ArrayList<>(List.of(values));
        var some = new ArrayList<T>();
        int count = least + random.nextInt(values.length - least + 1);
        while (some.size() < count) {
            T value = rest.remove(random.nextInt(rest.size()));
            some.add(value);
            if (mostly(false, true)) {
                some.add(value);
            }
        }
        return some;
    }

    /** {@code least} to {@code most}, now and then one beyond. */
    protected final int within(int least, int most) {
        return mostly(least + random.nextInt(most - least + 1), least - 1, most + 1);
    }

    /** A text of up to {@code most} characters, now and then blank or too long. */
    protected final String text(int most) {
        return mostly(any("so", "it was", "a".repeat(most)), "", "  ", "a".repeat(most + 1));
    }
}
