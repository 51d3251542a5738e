package io.lumbar.application.client;

import java.time.LocalDate;
import java.util.Set;

import io.lumbar.application.Lookup;
import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import org.jspecify.annotations.Nullable;

/** Finds clients by name. */
public final class FindingClients {
    private static final int LEAST = 2;
    private static final int MOST = 100;

    private final ClientSearch search;
    private final Lookup lookup;

    public FindingClients(ClientSearch search, Lookup lookup) {
        this.search = search;
        this.lookup = lookup;
    }

    /** One person. */
    public record Person(PersonName name, LocalDate dateOfBirth) {}

    /**
     * Who is looked for.
     *
     * @param clinic where they were registered; null for anywhere in the scope
     * @param beginning the beginnings of words of the name; null when {@code exactly} is said
     * @param exactly null when {@code beginning} is said
     */
    public record Sought(@Nullable ClinicId clinic, @Nullable String beginning, @Nullable Person exactly) {}

    /**
     * Those whom the caller may see.
     *
     * @throws Rejected when the clinic is unknown, not one of the two ways to look is said, or what is said is too short or too long
     */
    public Page<ClientList.Entry> find(Sought sought, PageRequest page) {
        ClinicId clinic = sought.clinic;
        if (clinic != null) {
            lookup.requireClinic(page.scope(), "clinicId", clinic);
        }
        return find(sought, clinic == null ? Set.of() : Set.of(clinic), page);
    }

    private Page<ClientList.Entry> find(Sought sought, Set<ClinicId> clinics, PageRequest page) {
        String beginning = sought.beginning;
        Person exactly = sought.exactly;
        if (beginning != null && exactly == null) {
            if (beginning.codePoints().filter(Character::isLetterOrDigit).count() < LEAST) {
                throw new Rejected(new InvalidValue("beginning", "must have at least " + LEAST + " letters or digits"));
            }
            if (beginning.length() > MOST) {
                throw new Rejected(new InvalidValue("beginning", "must have at most " + MOST + " characters"));
            }
            return search.beginning(beginning, clinics, page);
        }
        if (beginning == null && exactly != null) {
            return search.exactly(exactly.name, exactly.dateOfBirth, clinics, page);
        }
        throw new Rejected(new InvalidValue("beginning", "must be there, or else exactly, and not both"));
    }
}
