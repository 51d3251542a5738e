package io.lumbar.application.imports;

import java.util.Optional;

import io.lumbar.domain.TherapistId;

/** Who holds a licence, current at once. */
public interface Licences {

    /** The therapist who is registered with the number; spaces, dots, dashes and case make no difference. */
    Optional<TherapistId> holderOf(String licenceNumber);
}
