/** The tables that follow from the care episodes' events, and the lists read from them. */
@NullMarked
package io.lumbar.infrastructure.episode;

import org.jspecify.annotations.NullMarked;
