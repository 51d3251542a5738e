/** The work list's rows, written with the events, and what the policies remember. */
@NullMarked
package io.lumbar.infrastructure.worklist;

import org.jspecify.annotations.NullMarked;
