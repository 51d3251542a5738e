/**
 * Histories that another system kept: a body of lines is received in slices, each line is told to the use cases as if it
 * happened now, and whole histories are kept together. What is refused is told by line.
 */
@NullMarked
package io.lumbar.application.imports;

import org.jspecify.annotations.NullMarked;
