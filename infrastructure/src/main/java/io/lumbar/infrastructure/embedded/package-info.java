/**
 * A real PostgreSQL that comes with the product: it lives in a folder of the product's home, starts and stops with the
 * application and survives the sudden death of either. Used when no external database is named.
 */
@NullMarked
package io.lumbar.infrastructure.embedded;

import org.jspecify.annotations.NullMarked;
