package io.lumbar.application.client;

import java.time.LocalDate;
import java.util.Optional;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.PersonName;

/** Who is registered, by name and birth date; how a name is written makes no difference. */
public interface ClientIdentities {
    /** The client of this name and birth date; of several who were told apart, the one registered without an override. */
    Optional<ClientId> find(PersonName name, LocalDate dateOfBirth);
}
