package io.lumbar.domain.account;

import java.util.Comparator;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to the clinics. What follows from it is decided where a request comes in.
 *
 * @param roles each once, in the order of {@link Role}
 * @param everyClinic whether bound to every clinic, also those opened later
 * @param clinics bound to these, each once and in the order of their ids; empty when bound to every one
 * @param therapist who the person is among the therapists; null unless one
 */
public record Rights(List<Role> roles, boolean everyClinic, List<ClinicId> clinics, @Nullable TherapistId therapist) {

    /** No right at all. */
    public static final Rights NONE = new Rights(List.of(), false, List.of(), null);

    /** Every role but that of a therapist in person, at every clinic. */
    public static final Rights ALL = new Rights(List.of(Role.values()), true, List.of(), null);

    public Rights {
        roles = List.copyOf(roles);
        clinics = List.copyOf(clinics);
    }

    /** Whether {@code clinic} is one that the person is bound to. */
    public boolean includes(ClinicId clinic) {
        return everyClinic || clinics.contains(clinic);
    }

    Rights inOrder() {
        return new Rights(roles.stream().sorted().toList(), everyClinic,
                clinics.stream().sorted(Comparator.comparing(clinic -> clinic.value().toString())).toList(), therapist);
    }
}
