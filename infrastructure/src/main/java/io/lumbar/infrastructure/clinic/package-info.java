/** The table that follows from the clinics' events, and the list read from it. */
@NullMarked
package io.lumbar.infrastructure.clinic;

import org.jspecify.annotations.NullMarked;
