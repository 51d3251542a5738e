/**
 * Imports in the database: what was received, who works on which slice, what became of the lines.
 */
@NullMarked
package io.lumbar.infrastructure.imports;

import org.jspecify.annotations.NullMarked;
