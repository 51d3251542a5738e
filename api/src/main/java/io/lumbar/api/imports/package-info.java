/**
 * Whole histories of other systems: received as lines, imported in the background, with what became of each line.
 */
@NullMarked
package io.lumbar.api.imports;

import org.jspecify.annotations.NullMarked;
