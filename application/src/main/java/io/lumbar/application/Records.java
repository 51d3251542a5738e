package io.lumbar.application;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.worklist.WorkEntry;

/** What stands now, folded from the events themselves: never behind, not even by one event. */
public interface Records {

    /** The client's record; {@link Client.Unregistered} when the id is unknown. */
    Versioned<Client> client(ClientId client);

    /** The therapist's record; {@link Therapist.Unregistered} when the id is unknown. */
    Versioned<Therapist> therapist(TherapistId therapist);

    /** The clinic; {@link Clinic.Unopened} when the id is unknown. */
    Versioned<Clinic> clinic(ClinicId clinic);

    /** The episode; {@link CareEpisode.NotOpened} when the id is unknown. */
    Versioned<CareEpisode> episode(EpisodeId episode);

    /** The entry of the work list; {@link WorkEntry.Unraised} when the id is unknown. */
    Versioned<WorkEntry> workEntry(WorkEntryId entry);
    /** The account; {@link Account.Unopened} when the id is unknown. */
    Versioned<Account> account(AccountId account);

    /** Every event of the stream, oldest first; empty when the id is unknown. */
    List<Recorded<?>> history(StreamId stream);

    /** Every event of each stream, oldest first, read together; a stream that is unknown is left out. */
    default Map<StreamId, List<Recorded<?>>> histories(Collection<StreamId> streams) {
        var histories = new HashMap<StreamId, List<Recorded<?>>>();
        for (StreamId stream : streams) {
            List<Recorded<?>> history = history(stream);
            if (!history.isEmpty()) {
                histories.put(stream, history);
            }
        }
        return histories;
    }
}
