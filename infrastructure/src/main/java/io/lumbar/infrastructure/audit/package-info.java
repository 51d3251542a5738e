/** Seals over the history of events, their export, and the proof that nothing was altered. */
@NullMarked
package io.lumbar.infrastructure.audit;

import org.jspecify.annotations.NullMarked;
