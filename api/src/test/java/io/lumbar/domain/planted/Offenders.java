package io.lumbar.domain.planted;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

import io.lumbar.domain.plantedother.Partner;
import io.lumbar.domain.therapist.TherapistDecider;
import org.slf4j.Logger;

/** One offence each, named after it. */
public final class Offenders {

    record UsesAFramework(Logger log) {}

    record ReadsAFile(Path path) {}

    record TellsTheTime() {
        Instant at() {
            return Instant.now();
        }
    }

    record DrawsAnId() {
        UUID id() {
            return UUID.randomUUID();
        }
    }

    record DecidesForTherapists(TherapistDecider decider) {}

    static class MayBeExtended {}

    interface MayBeImplemented {}

    /** Needed by the package that it needs. */
    public record InACycle(Partner partner) {}

    private Offenders() {}
}
