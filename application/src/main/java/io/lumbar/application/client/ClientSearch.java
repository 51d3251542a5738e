package io.lumbar.application.client;

import java.time.LocalDate;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;

/** Clients by name, those registered last first. No database holds a name in clear, so names are searched in memory. */
public interface ClientSearch {

    /**
     * Clients in whose name, for each word that is given, a word begins with it. Case, accents and punctuation make no
     * difference.
     *
     * @param words at least one with a letter or digit
     * @param clinics where clients were registered; anywhere when none is named
     */
    Page<ClientList.Entry> beginning(String words, Set<ClinicId> clinics, PageRequest page);

    /** Clients of this very name and birth date, however the name is written: several where they were told apart. */
    Page<ClientList.Entry> exactly(PersonName name, LocalDate dateOfBirth, Set<ClinicId> clinics, PageRequest page);
}
