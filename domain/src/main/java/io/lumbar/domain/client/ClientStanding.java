package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;

/** What an episode's rules need to know of its client, as a fact that comes with the command. */
public record ClientStanding(ClientId client, Personal<LocalDate> dateOfBirth, Sex sex, Consents consents) {
    /** One who withdrew nothing. */
    public ClientStanding(ClientId client, Personal<LocalDate> dateOfBirth, Sex sex, List<Consent> consents) {
        this(client, dateOfBirth, sex, new Consents(consents, List.of()));
    }

    /** Whether a treatment consent stood at {@code moment}. */
    public boolean consentedToTreatmentAt(Instant moment) {
        return consents.standsAt(Consent.Purpose.TREATMENT, moment);
    }
}
