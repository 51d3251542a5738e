/** What holds across therapists: licence numbers and caseloads. */
@NullMarked
package io.lumbar.infrastructure.therapist;

import org.jspecify.annotations.NullMarked;
