package io.lumbar.application.privacy;

/**
 * Hashes under a key that is not where the hashes are stored, so that nobody there finds out what was hashed by trying what it
 * may have been.
 */
@FunctionalInterface
public interface KeyedHash {

    /** The hash, 32 bytes: the same for the same text. Who hashes for several purposes begins the text with the purpose. */
    byte[] hash(String text);
}
