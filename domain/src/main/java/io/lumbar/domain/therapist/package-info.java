/**
 * The people who treat: registration, qualifications, caseload limit. Other packages see a therapist through {@link
 * io.lumbar.domain.therapist.TherapistStanding} only.
 */
@NullMarked
package io.lumbar.domain.therapist;

import org.jspecify.annotations.NullMarked;
