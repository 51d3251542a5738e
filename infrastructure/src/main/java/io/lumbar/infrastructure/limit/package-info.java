/** How much may be asked for, kept in PostgreSQL for all instances together. */
@NullMarked
package io.lumbar.infrastructure.limit;

import org.jspecify.annotations.NullMarked;
