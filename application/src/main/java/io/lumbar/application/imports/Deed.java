package io.lumbar.application.imports;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Something that happened in an episode.
 *
 * @param at its place among the others: what happened earlier is told first
 * @param field where the line tells of it, such as {@code sessions[3]}
 * @param telling tells it to the story
 */
public record Deed(Instant at, String field, Consumer<Story> telling) {}
