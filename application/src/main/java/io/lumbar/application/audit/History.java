package io.lumbar.application.audit;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The history of all events, which can be shown to be unaltered: each follows from the one before, and seals hold all. */
public interface History {

    /**
     * Works out every hash, root and signature anew, and compares what was exported. Takes a while: some seconds for a million
     * events. Asked while it is at work, it answers all who asked with what it found.
     *
     * @throws io.lumbar.application.Unavailable the database does not answer
     */
    Verification verify();

    /**
     * What was looked at.
     *
     * @param events all that were there
     * @param sealed how many of them lie under a seal; what was removed from the end of the others leaves no trace
     * @param seals how many there are
     * @param sealedAt when the last was made, by the database's clock; null when there is none
     * @param exported how many seals the exported file holds; 0 where there is none
     * @param finding what was found first in the order of the history; null when nothing was
     */
    record Verification(long events, long sealed, long seals, @Nullable Instant sealedAt, long exported, Duration took,
            @Nullable Finding finding) {}

    /**
     * What is not as it was recorded.
     *
     * @param position place of the event in the order of all; null when it is about no event, or which cannot be told
     * @param stream kind and id of the event's stream, null likewise
     * @param version the event's in its stream, null likewise
     * @param seal number of the seal that it was found by; null when it lies under none
     * @param text what was found, in one sentence without a value of any event
     */
    record Finding(Kind kind, @Nullable String position, @Nullable String stream, @Nullable Long version,
            @Nullable Long seal, String text) {}

    /** What was done. */
    enum Kind {
        /** An event is not what it was. */
        ALTERED,
        /** An event is gone. */
        REMOVED,
        /** An event is there that was not. */
        INSERTED,
        /** A seal is not what it was, or gone. */
        SEAL,
        /** The exported file is not what it was. */
        FILE,
        /** The history ends before the exported one, or went on otherwise, as after a restore. */
        SHORTER
    }
}
