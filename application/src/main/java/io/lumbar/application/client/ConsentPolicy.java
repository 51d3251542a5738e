package io.lumbar.application.client;

import java.time.Clock;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.Planned;

/**
 * When a client withdraws the consent to treatment, then planned sessions that it no longer covers are cancelled.
 *
 * <p>It looks at what stands and not at what happened: it may run at any time, any number of times and on many instances
 * at once, and cancels a session once. No session is planned behind its back, because the database refuses a plan whose
 * client's consent is withdrawn (docs/adr/0013).
 */
public final class ConsentPolicy {

    private static final String ACTOR = "policy:consent";
    private static final String REASON = "The consent to treatment was withdrawn.";
    private static final int CLIENTS_AT_ONCE = 100;

    private final Decisions decisions;
    private final Lookup lookup;
    private final ClientEpisodes episodes;
    private final Ids ids;
    private final Clock clock;

    /** A policy that acts through {@code decisions}. */
    public ConsentPolicy(Decisions decisions, Lookup lookup, ClientEpisodes episodes, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.episodes = episodes;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Cancels the client's planned sessions for whose time no consent stands.
     *
     * @param actor on whose word, see {@link Request#actor()}
     */
    void apply(ClientId client, String actor) {
        ClientStanding standing = lookup.client(Scope.EVERYTHING, client).state().standing();
        for (EpisodeId episode : episodes.of(client)) {
            for (Session session : lookup.episode(Scope.EVERYTHING, episode).state().course().sessionsInOrder()) {
                if (session instanceof Planned planned && !standing.consentedToTreatmentAt(planned.plan().start())) {
                    cancel(episode, planned, actor);
                }
            }
        }
    }

    /** Does what was left undone when a process ended right after a withdrawal. */
    public void catchUp() {
        episodes.bookedWithoutConsent(CLIENTS_AT_ONCE).forEach(client -> apply(client, ACTOR));
    }

    private void cancel(EpisodeId episode, Planned session, String actor) {
        var command = new CancelSession(episode, session.id(), Session.CancelledBy.CLIENT, REASON, clock.instant());
        try {
            decisions.decide(command, new Request(actor, ids.next(), null, null), session.id().value());
        } catch (Rejected _) {
            // Somebody was faster: it is held, missed or cancelled, or will be seen the next time.
        }
    }
}
