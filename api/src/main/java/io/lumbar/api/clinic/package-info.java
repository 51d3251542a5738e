/** Routes of the clinics. */
@NullMarked
package io.lumbar.api.clinic;

import org.jspecify.annotations.NullMarked;
