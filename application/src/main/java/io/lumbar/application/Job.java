package io.lumbar.application;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Work that is done again and again, by one instance of the application at a time.
 *
 * @param name by which it is known in the database; never given to other work
 * @param pause between the end of one run and the beginning of the next
 * @param work may be stopped anywhere, and then is begun anew by any instance
 */
public record Job(String name, Duration pause, Work work) {

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        /**
         * One run.
         *
         * @param goesOn false from the moment on when the application ends; asked between steps of a second or less
         */
        void run(BooleanSupplier goesOn);
    }
}
