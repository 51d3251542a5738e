package io.lumbar.application;

import java.time.Duration;

/**
 * Work that is done again and again, by one instance of the application at a time.
 *
 * @param name by which it is known in the database; never given to other work
 * @param pause between the end of one run and the beginning of the next
 * @param work may be stopped anywhere, and then is begun anew by any instance
 */
public record Job(String name, Duration pause, Runnable work) {}
