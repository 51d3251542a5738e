package io.lumbar.application;

/**
 * A state together with the version of its stream.
 *
 * @param version of the last event, counted from 0; -1 when the stream is empty
 */
public record Versioned<S>(S state, long version) {}
