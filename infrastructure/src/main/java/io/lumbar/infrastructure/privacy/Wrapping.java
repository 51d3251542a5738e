package io.lumbar.infrastructure.privacy;

/**
 * A master key that keysets are wrapped by.
 *
 * @param proof a known text that it wrapped, so that another key is not taken for it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Wrapping(String masterKey, byte[] proof) {}
