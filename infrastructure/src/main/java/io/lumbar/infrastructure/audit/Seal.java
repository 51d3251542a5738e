package io.lumbar.infrastructure.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lumbar.infrastructure.eventstore.EventPosition;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A signed statement about the events after the seal before, up to and with one: how many they are, and the root of the tree over
 * their leaves.
 *
 * @param number from 1, without gaps
 * @param previous digest of the seal before; zeros before the first
 * @param sealedAt in microseconds, by the database's clock
 * @param through the last event
 * @param key public key that the signature is checked with
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their bytes, and written by nobody
record Seal(long number, byte[] previous, Instant sealedAt, EventPosition through, int events, byte[] root, byte[] key,
        byte[] signature) {

    /** What stands before the first. */
    static final byte[] NONE = new byte[32];
    /** First line of the statement, by which nothing else that is ever signed can be taken for one. */
    static final String FORM = "lumbar-history-seal 1";
    /** Of the statement and the signature, in the exported file. */
    static final int LINES = 9;

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern TEXT = Pattern.compile(FORM + "\nnumber (\\d{1,18})\nprevious ([0-9a-f]{64})\n"
            + "sealed-at (\\S+)\nthrough (\\S+)\nevents (\\d{1,9})\nroot ([0-9a-f]{64})\nkey ([0-9a-f]{64})\n"
            + "signature ([0-9a-f]{128})\n");

    /** What is signed, line by line, each ended. */
    String statement() {
        return FORM + "\nnumber " + number + "\nprevious " + HEX.formatHex(previous) + "\nsealed-at " + sealedAt
                + "\nthrough " + through + "\nevents " + events + "\nroot " + HEX.formatHex(root) + "\nkey "
                + HEX.formatHex(key) + '\n';
    }

    /** By which the next one holds this one. */
    byte[] digest() {
        return MerkleTree.sha256().digest(statement().getBytes(US_ASCII));
    }

    /** As it stands in the exported file. */
    String text() {
        return statement() + "signature " + HEX.formatHex(signature) + '\n';
    }

    /** What {@link #text()} wrote; null when it is anything else. */
    static @Nullable Seal parse(List<String> lines) {
        Matcher parts = TEXT.matcher(String.join("\n", lines) + '\n');
        if (!parts.matches()) {
            return null;
        }
        try {
            return new Seal(Long.parseLong(parts.group(1)), HEX.parseHex(parts.group(2)),
                    Instant.parse(parts.group(3)), EventPosition.parse(parts.group(4)),
                    Integer.parseInt(parts.group(5)), HEX.parseHex(parts.group(6)), HEX.parseHex(parts.group(7)),
                    HEX.parseHex(parts.group(8)));
        } catch (RuntimeException _) {
            return null;
        }
    }
}
