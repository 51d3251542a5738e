package io.lumbar.infrastructure.privacy;

import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's keyset as it is kept.
 *
 * @param masterKey the name of the one that wraps it; null when the keys were destroyed
 * @param wrapped likewise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Keyset(Subject subject, @Nullable String masterKey, byte @Nullable [] wrapped) {

    boolean isDestroyed() {
        return masterKey == null || wrapped == null;
    }
}
