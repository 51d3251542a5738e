package io.lumbar.application;

import java.util.Set;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.therapist.Therapist;
import org.jspecify.annotations.Nullable;

/**
 * How much of what is recorded somebody may see and change. What lies outside is not there for them. It is worked out
 * where a request comes in, and kept by {@link Lookup}, {@link Decisions} and the lists.
 *
 * @param everyClinic whether every clinic lies in it, also one that is opened later
 * @param clinics the clinics that lie in it; empty when every one does
 * @param own only this therapist's episodes lie in it, and their clients; null when those of all do
 */
public record Scope(boolean everyClinic, Set<ClinicId> clinics, @Nullable TherapistId own) {

    /** All there is: for the product itself, and for whoever is bound to every clinic. */
    public static final Scope EVERYTHING = new Scope(true, Set.of(), null);

    public Scope {
        clinics = Set.copyOf(clinics);
    }

    /** Whether nothing lies outside. */
    public boolean isEverything() {
        return everyClinic && own == null;
    }

    /** Whether the clinic lies in it. */
    public boolean includes(ClinicId clinic) {
        return everyClinic || clinics.contains(clinic);
    }

    /** Whether the clinic lies in it. */
    public boolean includes(Clinic.Opened clinic) {
        return includes(clinic.id());
    }

    /** Whether the therapist works at a clinic that lies in it. */
    public boolean includes(Therapist.Registered therapist) {
        return everyClinic || therapist.engagement().clinics().stream().anyMatch(clinics::contains);
    }

    /** Whether the episode lies in it. */
    public boolean includes(CareEpisode.Opened episode) {
        return includes(episode.course().clinic()) && (own == null || isCaredForBy(own, episode));
    }

    /** Whether nothing that these rights reach lies outside. */
    public boolean includes(Rights rights) {
        return everyClinic || (!rights.everyClinic() && clinics.containsAll(rights.clinics()));
    }

    /** Who is, or at the end was, responsible, or who gives or gave a session; nobody where it was entered in error. */
    private static boolean isCaredForBy(TherapistId therapist, CareEpisode.Opened episode) {
        if (episode instanceof CareEpisode.Voided) {
            return false;
        }
        return therapist.equals(episode.responsible())
                || episode.course().sessions().values().stream().anyMatch(session -> isGivenBy(therapist, session));
    }

    private static boolean isGivenBy(TherapistId therapist, Session session) {
        return (session instanceof Session.Held || session instanceof Session.Planned)
                && session.therapist().equals(therapist);
    }
}
