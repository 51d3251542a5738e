/**
 * JSON at the edge: strict in what is read (nothing is coerced, guessed or dropped), complete in what is written. Spring
 * calls it for every body; a request's record type says by its nullness which fields are required.
 */
@NullMarked
package io.lumbar.api.json;

import org.jspecify.annotations.NullMarked;
