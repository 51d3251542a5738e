package io.lumbar.application;

/**
 * A place in the order of all events. Opaque to callers, who get it from a write ({@code Lumbar-Position}) and give it
 * back with a read ({@code Lumbar-After}).
 *
 * @param value {@code epoch-transaction-place}
 */
public record Position(String value) {}
