/** Counts for reports, taken from the facts as they were known at a moment. */
@NullMarked
package io.lumbar.infrastructure.report;

import org.jspecify.annotations.NullMarked;
