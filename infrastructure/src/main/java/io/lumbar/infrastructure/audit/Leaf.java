package io.lumbar.infrastructure.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.StreamKind;
import org.jspecify.annotations.Nullable;

/**
 * What a seal holds of an event: its place in the order of all, its stream, its version there, and the hash that stands beside it,
 * which covers everything else.
 *
 * @param kind number of the kind of stream
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their bytes, and written by nobody
record Leaf(EventPosition position, int kind, UUID stream, long version, byte[] hash) {

    private static final String BEGINS = "event ";
    private static final Pattern LINE = Pattern
            .compile(BEGINS + "(\\S+) ([a-z0-9-]+):(\\S{36}) (\\d{1,18}) ([0-9a-f]*)");
    private static final int FIXED = Short.BYTES + 2 * Long.BYTES + Short.BYTES + 3 * Long.BYTES;

    /** Everything but the hash has a length of its own, and that comes last: no two events are the same bytes. */
    byte[] hashed(MessageDigest sha256) {
        return MerkleTree.leaf(sha256, ByteBuffer.allocate(FIXED + hash.length).putShort((short) position.epoch())
                .putLong(position.transactionId()).putLong(position.place()).putShort((short) kind)
                .putLong(stream.getMostSignificantBits()).putLong(stream.getLeastSignificantBits()).putLong(version)
                .put(hash).array());
    }

    static boolean isLine(String line) {
        return line.startsWith(BEGINS);
    }

    /** As it stands in the exported file. */
    String line() {
        return BEGINS + position + ' ' + name() + ' ' + version + ' ' + HexFormat.of().formatHex(hash);
    }

    /** Kind and id of the stream, as people read them. */
    String name() {
        return StreamKind.nameOf(kind) + ':' + stream;
    }

    /** What {@link #line()} wrote; null when it is anything else. */
    static @Nullable Leaf parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return null;
        }
        try {
            var leaf = new Leaf(EventPosition.parse(parts.group(1)), StreamKind.numberOf(parts.group(2)),
                    UUID.fromString(parts.group(3)), Long.parseLong(parts.group(4)),
                    HexFormat.of().parseHex(parts.group(5)));
            return leaf.line().equals(line) ? leaf : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    boolean isSame(Leaf other) {
        return position.equals(other.position) && kind == other.kind && stream.equals(other.stream)
                && version == other.version && MessageDigest.isEqual(hash, other.hash);
    }
}
