/**
 * The event store on PostgreSQL: an append-only table whose order loses no event, written through one SQL function.
 * Axon reaches it as a storage engine; rebuilds and reads that must be current use {@code EventReader}. Why it is our
 * own is told in docs/adr/0003-append-by-function.md.
 */
@NullMarked
package io.lumbar.infrastructure.eventstore;

import org.jspecify.annotations.NullMarked;
