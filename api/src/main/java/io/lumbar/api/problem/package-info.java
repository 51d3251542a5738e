/**
 * How a request is refused: every refusal of the domain and of the edge becomes one RFC 9457 problem with a stable
 * type, a status and the fields it is about. Called by every other package of the api; depends on none of them.
 */
@NullMarked
package io.lumbar.api.problem;

import org.jspecify.annotations.NullMarked;
