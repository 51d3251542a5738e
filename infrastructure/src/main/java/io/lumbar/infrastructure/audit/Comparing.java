package io.lumbar.infrastructure.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import io.lumbar.application.audit.History.Finding;
import io.lumbar.application.audit.History.Kind;
import io.lumbar.infrastructure.audit.HistoryRanges.Fault;
import io.lumbar.infrastructure.audit.HistoryRanges.Looked;
import io.lumbar.infrastructure.eventstore.EventPosition;
import org.jspecify.annotations.Nullable;

/**
 * Holds events, as they come in their order, against the seals and against the exported file, all three read once from the
 * beginning. Which of them is to blame is known at the end of each seal, by its root; so what is found within one waits until
 * then. The first finding ends it.
 */
final class Comparing {
    private static final int SEALS_AT_ONCE = 500;

    private final Seals seals;
    private final SealKey key;
    private final long lastSeal;
    private final SealFile.@Nullable Reading file;
    private final MessageDigest sha256 = MerkleTree.sha256();
    private final Deque<Seal> coming = new ArrayDeque<>();

    /** The seal that the events lie under now; null after the last. */
    private @Nullable Seal seal;
    private long lastTaken;
    private byte[] lastDigest = Seal.NONE;
    private EventPosition sealedThrough = EventPosition.BEGINNING;
    private @Nullable Instant sealedAt;
    private long sealsHeld;
    private long exported;

    private MerkleTree stored = new MerkleTree();
    private MerkleTree written = new MerkleTree();
    /** Whether the file goes on: from the first seal that is not in it there is nothing to compare with. */
    private boolean filed;
    private @Nullable Finding unlikeFile;
    private @Nullable Finding byItself;
    private @Nullable Finding found;
    private long events;
    private long sealed;

    /**
     * @param lastSeal number of the last seal to look at
     * @param file null where there is none
     */
    Comparing(Seals seals, SealKey key, long lastSeal, SealFile.@Nullable Reading file) {
        this.seals = seals;
        this.key = key;
        this.lastSeal = lastSeal;
        this.file = file;
    }

    long events() {
        return events;
    }

    long sealed() {
        return sealed;
    }

    long seals() {
        return sealsHeld;
    }

    long exported() {
        return exported;
    }

    @Nullable
    Instant sealedAt() {
        return sealedAt;
    }

    @Nullable
    Finding found() {
        return found;
    }

    /** Before the first event. */
    void begin() {
        try {
            filed = file != null && file.peek() != null;
            if (file != null && filed && !file.hasHead(key)) {
                found = new Finding(Kind.FILE, null, null, null, null,
                        "the head of the exported file is not one, or names a key that is not known");
                return;
            }
            open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event; false when there is something to tell. */
    boolean next(Looked looked) {
        try {
            Seal open = seal;
            while (found == null && open != null && looked.leaf().position().compareTo(open.through()) > 0) {
                close(open);
                open = seal;
            }
            if (found == null) {
                take(looked, open);
            }
            return found == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the last event. */
    void end() {
        try {
            for (Seal open = seal; found == null && open != null; open = seal) {
                close(open);
            }
            if (found == null && file != null && filed && file.peek() != null) {
                found = beyond(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Looked looked, @Nullable Seal open) throws IOException {
        events++;
        Leaf leaf = looked.leaf();
        Fault fault = looked.fault();
        if (fault != null && byItself == null) {
            byItself = faulty(leaf, fault, open);
        }
        if (open == null) {
            found = byItself;
            return;
        }
        sealed++;
        stored.add(looked.hashed());
        if (file == null || !filed || unlikeFile != null) {
            return;
        }
        if (file.peek() == null) {
            filed = false;
            return;
        }
        Leaf line = line(file);
        if (line == null) {
            unlikeFile = finding(Kind.INSERTED, leaf, open, "is not in the exported file");
        } else if (leaf.isSame(line)) {
            written.add(looked.hashed());
            file.advance();
        } else {
            int order = leaf.position().compareTo(line.position());
            unlikeFile = order < 0 ? finding(Kind.INSERTED, leaf, open, "is not in the exported file")
                    : order > 0 ? finding(Kind.REMOVED, line, open, "is in the exported file and not there any more")
                            : finding(Kind.ALTERED, line, open, "is not what was exported");
        }
    }

    private static Finding faulty(Leaf leaf, Fault fault, @Nullable Seal seal) {
        return switch (fault) {
            case HASH ->
                finding(Kind.ALTERED, leaf, seal, "has not the hash of what is stored and of the event before");
            case BEFORE_PREDECESSOR -> finding(Kind.ALTERED, leaf, seal, "is ordered before the one it follows");
            case WITHOUT_PREDECESSOR -> new Finding(Kind.REMOVED, null, leaf.name(), leaf.version() - 1,
                    seal == null ? null : seal.number(), "event " + (leaf.version() - 1) + " of " + leaf.name()
                            + " is gone, which the one at " + leaf.position() + " follows");
        };
    }

    private static Finding finding(Kind kind, Leaf leaf, @Nullable Seal seal, String what) {
        return new Finding(kind, leaf.position().toString(), leaf.name(), leaf.version(),
                seal == null ? null : seal.number(),
                "event " + leaf.version() + " of " + leaf.name() + " at " + leaf.position() + " " + what);
    }

    /** The event of the file that is next; null when what is next is none. */
    private static @Nullable Leaf line(SealFile.Reading file) {
        String next = file.peek();
        return next == null ? null : Leaf.parse(next);
    }

    /** All events that a seal holds have come. */
    private void close(Seal open) throws IOException {
        Finding badFile = file == null || !filed ? null : rest(file, open);
        if (found == null) {
            boolean holds = stored.leaves() == open.events() && MessageDigest.isEqual(stored.root(), open.root());
            found = holds ? firstOf(badFile, byItself) : blamed(badFile, open);
        }
        lastDigest = open.digest();
        sealedThrough = open.through();
        sealedAt = open.sealedAt();
        sealsHeld++;
        exported += file != null && filed ? 1 : 0;
        stored = new MerkleTree();
        written = new MerkleTree();
        unlikeFile = null;
        if (found == null) {
            open();
        }
    }

    private static @Nullable Finding firstOf(@Nullable Finding one, @Nullable Finding other) {
        return one == null ? other : one;
    }

    /** The events under a seal are not those that it was made over. */
    private Finding blamed(@Nullable Finding badFile, Seal open) {
        if (badFile == null && unlikeFile != null) {
            return unlikeFile;
        }
        return byItself != null ? byItself
                : new Finding(Kind.ALTERED, null, null, null, open.number(), "seal " + open.number()
                        + " does not hold its events: some up to " + open.through() + ", after " + sealedThrough
                        + ", were altered, removed or inserted; only the exported file can tell which");
    }

    /**
     * What the file has left of a seal, which must end with it.
     *
     * @return what is wrong with the file; null when it holds what the seal holds
     */
    private @Nullable Finding rest(SealFile.Reading reading, Seal open) throws IOException {
        for (Leaf line = line(reading); line != null; line = line(reading)) {
            if (unlikeFile == null) {
                unlikeFile = finding(Kind.REMOVED, line, open, "is in the exported file and not there any more");
            }
            written.add(line.hashed(sha256));
            reading.advance();
        }
        if (reading.peek() == null) {
            // The file ends with a seal before this one; the rest is still to be exported.
            filed = written.leaves() > 0;
            return filed ? new Finding(Kind.FILE, null, null, null, open.number(), "the exported file ends amid seal "
                    + open.number()) : null;
        }
        long at = reading.number();
        Seal copy = reading.seal();
        if (copy == null || copy.number() != open.number() || !key.hasSigned(copy)) {
            return new Finding(Kind.FILE, null, null, null, open.number(), "the exported file was altered at line " + at
                    + ", where seal " + open.number() + " should end");
        }
        if (!copy.text().equals(open.text())) {
            found = other(copy);
            return null;
        }
        return written.leaves() == copy.events() && MessageDigest.isEqual(written.root(), copy.root()) ? null
                : new Finding(Kind.FILE, null, null, null, open.number(),
                        "the exported file was altered among the events of"
                                + " seal " + open.number() + ", which end at line " + (at - 1));
    }

    private static Finding other(Seal exported) {
        return new Finding(Kind.SHORTER, exported.through().toString(), null, null, exported.number(),
                "seal " + exported.number() + " of " + exported.sealedAt()
                        + " was exported and is another in the database,"
                        + " also signed: the database was restored from an older copy and went on");
    }

    /** What the file has beyond the last seal of the database. */
    private Finding beyond(SealFile.Reading reading) throws IOException {
        Leaf first = line(reading);
        while (reading.peek() != null && line(reading) != null) {
            reading.advance();
        }
        long at = reading.number();
        Seal copy = reading.seal();
        if (copy == null || !key.hasSigned(copy)) {
            return new Finding(Kind.FILE, null, null, null, null, "the exported file was altered at line " + at);
        }
        return new Finding(Kind.SHORTER, first == null ? null : first.position().toString(),
                first == null ? null : first.name(), first == null ? null : first.version(), copy.number(),
                "the database ends with seal " + lastTaken + " while seal " + copy.number() + " of " + copy.sealedAt()
                        + " was exported: it is an older copy, or its end was removed");
    }

    /** Takes the next seal, if it is one. */
    private void open() {
        seal = null;
        if (coming.isEmpty() && lastTaken < lastSeal) {
            seals.after(lastTaken, SEALS_AT_ONCE).stream().filter(each -> each.number() <= lastSeal)
                    .forEach(coming::add);
        }
        Seal next = coming.poll();
        if (next == null) {
            return;
        }
        boolean follows = next.number() == lastTaken + 1 && MessageDigest.isEqual(next.previous(), lastDigest)
                && next.through().compareTo(sealedThrough) > 0;
        if (!follows || !key.hasSigned(next)) {
            long missing = lastTaken + 1;
            found = next.number() == missing
                    ? new Finding(Kind.SEAL, null, null, null, missing, "seal " + missing + (follows
                            ? " has no valid signature of a known key"
                            : " does not follow the one before"))
                    : new Finding(Kind.SEAL, null, null, null, missing, "seal " + missing + " is gone");
            return;
        }
        lastTaken = next.number();
        seal = next;
    }
}
