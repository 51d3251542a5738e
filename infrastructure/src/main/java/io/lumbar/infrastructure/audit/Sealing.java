package io.lumbar.infrastructure.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.lumbar.infrastructure.eventstore.EventPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is new in the history, and exports what is sealed. Any number of instances may do it at once: each seal's number is
 * given once, and says where the next one begins. Events are sealed once nothing can come between them any more, so none is
 * left out and none is sealed twice.
 */
public final class Sealing implements AutoCloseable {
    /** So that a seal's transaction, and the memory for it, stay small. */
    static final int MOST = 20_000;
    private static final int SEALS_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    private final Seals seals;
    private final SealKey key;
    private final SealFile file;
    private volatile boolean refused;

    Sealing(Seals seals, SealKey key, SealFile file) {
        this.seals = seals;
        this.key = key;
        this.file = file;
    }

    /** Seals and exports all that can be; stops between seals when it is asked to. */
    public void run(BooleanSupplier goesOn) {
        boolean any = true;
        while (any && goesOn.getAsBoolean()) {
            any = seal();
        }
        if (seals.last() != null) {
            export(goesOn);
        }
    }

    /** Makes one seal; false when there is nothing to seal. */
    private boolean seal() {
        Seal last = seals.last();
        List<Leaf> leaves = seals.leavesAfter(last == null ? EventPosition.BEGINNING : last.through(), MOST);
        if (leaves.isEmpty()) {
            return false;
        }
        // Where another instance was first its seal counts, and the next look begins after it.
        seals.add(key.signed(new Seal(last == null ? 1 : last.number() + 1, last == null ? Seal.NONE : last.digest(),
                seals.now().toInstant(), leaves.getLast().position(), leaves.size(), root(leaves), key.own(),
                Seal.NONE)));
        return true;
    }

    private static byte[] root(List<Leaf> leaves) {
        var tree = new MerkleTree();
        var sha256 = MerkleTree.sha256();
        leaves.forEach(leaf -> tree.add(leaf.hashed(sha256)));
        return tree.root();
    }

    /** Nothing goes into the file but what its seal holds: whatever was altered before it came there is not passed on. */
    private void export(BooleanSupplier goesOn) {
        try (SealFile.Appending out = file.open(key.own())) {
            if (out == null) {
                return;
            }
            Seal last = out.last();
            if (last == null ? out.isBegun() : !isStored(last)) {
                refuse("its last seal is not the one in the database. After a restore of the database put the file"
                        + " aside, and it is written anew; else find out who altered which");
                return;
            }
            List<Seal> next = seals.after(last == null ? 0 : last.number(), SEALS_AT_ONCE);
            while (!next.isEmpty() && goesOn.getAsBoolean()) {
                for (Seal seal : next) {
                    List<Leaf> leaves = seals.leaves(last == null ? EventPosition.BEGINNING : last.through(),
                            seal.through(), seal.events() + 1);
                    if (!key.hasSigned(seal) || !Arrays.equals(root(leaves), seal.root())) {
                        refuse("seal " + seal.number() + " does not hold its events");
                        return;
                    }
                    out.add(leaves, seal);
                    last = seal;
                }
                next = seals.after(next.getLast().number(), SEALS_AT_ONCE);
            }
            refused = false;
        } catch (IOException e) {
            refuse("it cannot be written: " + e);
        }
    }

    private boolean isStored(Seal exported) {
        Seal stored = seals.numbered(exported.number());
        return stored != null && stored.text().equals(exported.text());
    }

    private void refuse(String why) {
        if (!refused) {
            LOG.error("the history is not exported to {}: {}; 'lumbar verify' tells more", file.path(), why);
        }
        refused = true;
    }

    /** Seals what is left. The end does not wait for a database that is not there any more. */
    @Override
    public void close() {
        try {
            run(() -> true);
        } catch (RuntimeException e) {
            LOG.warn("what was recorded last is sealed after the next start: {}", e.toString());
        }
    }
}
