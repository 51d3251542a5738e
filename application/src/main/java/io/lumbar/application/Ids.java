package io.lumbar.application;

import java.util.UUID;

/** Where new ids come from. */
public interface Ids {

    /** An id that was never given before; ids given later sort after it (UUID version 7). */
    UUID next();
}
