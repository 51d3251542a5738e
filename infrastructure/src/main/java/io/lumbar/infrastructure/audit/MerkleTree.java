package io.lumbar.infrastructure.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of a tree of hashes as in RFC 6962, section 2.1, over leaves that come one after the other. It remembers no more than
 * the roots of the full trees so far, one for each bit of their number. Not for several threads.
 */
final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();
    /** The largest first, as the bits of the number of leaves. */
    private final List<byte[]> full = new ArrayList<>();
    private long leaves;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The hash of a leaf, which no node can have. */
    static byte[] leaf(MessageDigest sha256, byte[] data) {
        sha256.update(LEAF);
        return sha256.digest(data);
    }

    void add(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long bits = leaves; (bits & 1) == 1; bits >>= 1) {
            hash = node(full.removeLast(), hash);
        }
        full.addLast(hash);
        leaves++;
    }

    long leaves() {
        return leaves;
    }

    /** Of all leaves so far; the hash of nothing where there are none. */
    byte[] root() {
        if (full.isEmpty()) {
            return sha256.digest();
        }
        byte[] hash = full.getLast();
        for (int n = full.size() - 2; n >= 0; n--) {
            hash = node(full.get(n), hash);
        }
        return hash;
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }
}
