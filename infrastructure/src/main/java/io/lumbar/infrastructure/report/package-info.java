/** The facts that reports count: kept in tables, as they were known at any moment, and in memory. */
@NullMarked
package io.lumbar.infrastructure.report;

import org.jspecify.annotations.NullMarked;
