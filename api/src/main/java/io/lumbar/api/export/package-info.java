/**
 * Reports as files: what a page shows, to be taken along. Each format is written from the same words, charts and tables by a
 * class of its own, straight to whoever asked; none keeps a file, or all rows of one, in memory. What only one format
 * needs is loaded when it is first asked for.
 */
@NullMarked
package io.lumbar.api.export;

import org.jspecify.annotations.NullMarked;
