package io.lumbar.application.client;

import java.util.List;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;

/** Which episodes are whose: current at every moment, whatever the lists have read. */
public interface ClientEpisodes {
    /** All episodes of the client, whether open or not; empty when there are none. */
    List<EpisodeId> of(ClientId client);

    /**
     * Clients with a planned session at or after the time at which they withdrew their consent to treatment.
     *
     * @param most how many are answered
     */
    List<ClientId> bookedWithoutConsent(int most);
}
