package io.lumbar.application;

import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.worklist.Matter;
import io.lumbar.domain.worklist.WorkEntry;

/** Judges whether what stands lies in somebody's {@link Scope}. What does not stand at all does not lie in any. */
public final class Sight {

    private final Records records;
    private final ClientEpisodes episodes;

    /** Looks at the episodes of a client where the client's own clinic does not tell. */
    public Sight(Records records, ClientEpisodes episodes) {
        this.records = records;
        this.episodes = episodes;
    }

    /** Whether the clinic lies in it. */
    public boolean includes(Scope scope, Clinic clinic) {
        return clinic instanceof Clinic.Opened opened && scope.includes(opened);
    }

    /** Whether a clinic of the therapist lies in it. */
    public boolean includes(Scope scope, Therapist therapist) {
        return therapist instanceof Therapist.Registered registered && scope.includes(registered);
    }

    /** Whether all that the account reaches lies in it. */
    public boolean includes(Scope scope, Account account) {
        return account instanceof Account.Opened opened && scope.includes(opened.rights());
    }

    /** Whether the episode lies in it. */
    public boolean includes(Scope scope, CareEpisode episode) {
        return episode instanceof CareEpisode.Opened opened && scope.includes(opened);
    }

    /** Whether what the entry is about lies in it: an episode that does, or who else is concerned. */
    public boolean includes(Scope scope, WorkEntry entry) {
        return entry instanceof WorkEntry.Raised raised && includes(scope, raised.matter());
    }

    /** Whether the matter lies in it: its clinic, and where the scope is one's own, the episode, or oneself without one. */
    public boolean includes(Scope scope, Matter matter) {
        if (scope.own() == null) {
            return scope.includes(matter.clinic());
        }
        return scope.includes(matter.clinic()) && (matter.episode() == null
                ? scope.own().equals(matter.therapist())
                : includes(scope, records.episode(matter.episode()).state()));
    }

    /** A client is seen at the clinic that registered, wherever an episode is or was, and where one was handed to. */
    public boolean includes(Scope scope, Client client) {
        return client instanceof Client.Registered registered
                && (isRegisteredIn(scope, registered) || hasEpisodeIn(scope, registered.id()));
    }

    private static boolean isRegisteredIn(Scope scope, Client.Registered client) {
        return scope.own() == null && scope.includes(client.clinic());
    }

    private boolean hasEpisodeIn(Scope scope, ClientId client) {
        return episodes.of(client).stream().map(episode -> records.episode(episode).state())
                .anyMatch(episode -> includes(scope, episode) || isHandedTo(scope, episode));
    }

    /** Whether the episode ended by a transfer to a clinic that lies in it. */
    boolean isHandedTo(Scope scope, CareEpisode episode) {
        return scope.own() == null && episode instanceof CareEpisode.Discharged discharged
                && discharged.toClinic() != null && scope.includes(discharged.toClinic());
    }
}
