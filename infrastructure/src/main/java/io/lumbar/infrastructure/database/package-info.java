/**
 * The way to the database, embedded or external: migrations as the owner, then one pool for run time, whose role is
 * checked to be as weak as the guarantees of the event store need it.
 */
@NullMarked
package io.lumbar.infrastructure.database;

import org.jspecify.annotations.NullMarked;
