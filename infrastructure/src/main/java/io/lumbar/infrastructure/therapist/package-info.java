/** What holds across therapists: licence numbers and caseloads; and the list of therapists. */
@NullMarked
package io.lumbar.infrastructure.therapist;

import org.jspecify.annotations.NullMarked;
