package io.lumbar.application.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;

/** All clients, those registered last first. */
public interface ClientList {

    /** The clients of any of the clinics; of all of them when none is named. See {@link PageRequest} for refusals. */
    Page<Entry> find(Set<ClinicId> clinics, PageRequest page);

    /**
     * A client in short.
     *
     * @param version of the stream, counted from 0
     * @param clinic where the client was registered
     */
    record Entry(ClientId id, long version, ClinicId clinic, Personal<PersonName> name,
            Personal<LocalDate> dateOfBirth, Sex sex, Instant registeredAt) {}
}
