package io.lumbar.application.privacy;

/**
 * Wraps people's keys by a master key that lies where the data does not. There may be several master keys, of which the
 * newest wraps and all unwrap, so that one can replace another while the product runs.
 */
public interface KeyManagement {

    /** The name of the master key that wraps: no secret, and never that of another one. At most 200 characters. */
    String current();

    /** Whether the master key of this name is at hand. */
    boolean has(String masterKey);

    /** Wraps by the current master key; {@code owner} has to be said again to unwrap. */
    byte[] wrap(byte[] keys, byte[] owner);

    /**
     * What was wrapped by the master key of that name.
     *
     * @throws IllegalArgumentException the master key is another one, or what it wrapped was changed or is another owner's
     */
    byte[] unwrap(String masterKey, byte[] wrapped, byte[] owner);
}
