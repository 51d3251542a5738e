/** Routes of the therapists. */
@NullMarked
package io.lumbar.api.therapist;

import org.jspecify.annotations.NullMarked;
