package io.lumbar.application.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.Versioned;
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

/**
 * What stands, with clinics and therapists as they were when they were first asked for: for the few moments that a slice
 * takes, in which each line asks for the same ones again and again.
 */
final class Directory implements Records, Licences {
    private final Records records;
    private final Licences licences;
    private final Map<TherapistId, Versioned<Therapist>> therapists = new HashMap<>();
    private final Map<ClinicId, Versioned<Clinic>> clinics = new HashMap<>();
    private final Map<String, Optional<TherapistId>> holders = new HashMap<>();

    Directory(Records records, Licences licences) {
        this.records = records;
        this.licences = licences;
    }

    @Override
    public Versioned<Client> client(ClientId client) {
        return records.client(client);
    }

    @Override
    public Versioned<Therapist> therapist(TherapistId therapist) {
        return therapists.computeIfAbsent(therapist, records::therapist);
    }

    @Override
    public Versioned<Clinic> clinic(ClinicId clinic) {
        return clinics.computeIfAbsent(clinic, records::clinic);
    }

    @Override
    public Versioned<CareEpisode> episode(EpisodeId episode) {
        return records.episode(episode);
    }

    @Override
    public Versioned<WorkEntry> workEntry(WorkEntryId entry) {
        return records.workEntry(entry);
    }

    @Override
    public Versioned<Account> account(AccountId account) {
        return records.account(account);
    }

    @Override
    public List<Recorded<?>> history(StreamId stream) {
        return records.history(stream);
    }

    @Override
    public Optional<TherapistId> holderOf(String licenceNumber) {
        return holders.computeIfAbsent(licenceNumber, licences::holderOf);
    }
}
