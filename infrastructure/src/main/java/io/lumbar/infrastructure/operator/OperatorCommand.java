package io.lumbar.infrastructure.operator;

import java.io.PrintStream;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import org.jspecify.annotations.Nullable;

/** Something that an operator can ask for instead of starting the product. Each is a bean. */
public interface OperatorCommand {

    /** How it is called, such as {@code parked retry <projection> <stream>}: its own words, then what has to be said. */
    String usage();

    /**
     * Does it.
     *
     * @param words what was said after its own words, one for each {@code <...>} of the usage
     * @param reason the option {@code --reason}; null when it was not given
     * @param out tells what was done: ids, times and codes, no names
     * @return the exit code of the process
     * @throws StartRefused it cannot be done
     */
    int run(List<String> words, @Nullable String reason, PrintStream out);
}
