package io.lumbar.application.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.lumbar.application.Decisions;
import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Receipt;
import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Versioned;
import io.lumbar.application.client.Clients;
import io.lumbar.application.demo.InventedClinics;
import io.lumbar.application.demo.InventedHistories;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.worklist.WorkEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The demo's histories, told to the real use cases and deciders. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventedHistoriesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int EVERY = 6;

    private final InMemoryClinic memory = new InMemoryClinic();
    private final Map<String, TherapistId> licences = new HashMap<>();
    private final List<EpisodeId> episodes = new ArrayList<>();
    private final List<Instant> moments = new ArrayList<>();

    /** Every sixth of them, and all where it is quick. */
    @BeforeAll
    void tell() {
        var clock = TellingClock.turning(Clock.fixed(NOW, ZoneOffset.UTC));
        var draft = new MemoryDraft(clock);
        InventedClinics.found(draft, request(), clock, NOW);
        for (int n = 0; n < InventedHistories.EPISODES; n += EVERY) {
            EpisodeHistory history = history(n);
            try {
                episodes.add(Story.tell(history, draft, request(), this::holder, clock).episode());
            } catch (LineRefused e) {
                throw new AssertionError("history " + n + ": " + e.field() + " " + e.reason(), e);
            }
        }
    }

    private static EpisodeHistory history(int n) {
        return new InventedHistories().read((NOW + " " + n).getBytes(UTF_8), "demo");
    }

    private static Request request() {
        return new Request("demo", UUID.randomUUID(), null, null, true);
    }

    private Optional<TherapistId> holder(String licence) {
        return Optional.ofNullable(licences.get(licence));
    }

    @Test
    void are_the_same_each_time() {
        for (int n : List.of(0, 17, 1_311, 2_999)) {
            EpisodeHistory one = history(n);
            EpisodeHistory again = history(n);
            assertThat(again.person()).isEqualTo(one.person());
            assertThat(again.deeds().stream().map(deed -> deed.at() + deed.field()))
                    .isEqualTo(one.deeds().stream().map(deed -> deed.at() + deed.field()).toList());
        }
    }

    @Test
    void are_recorded_in_the_past_over_26_months() {
        assertThat(moments).allMatch(moment -> !moment.isAfter(NOW));
        assertThat(moments.stream().min(Instant::compareTo).orElseThrow()).isBefore("2024-10-01T00:00:00Z");
    }

    @Test
    void know_nobody_by_the_name_and_birth_date_of_another() {
        var people = new HashMap<String, Object>();
        var externalIds = new HashSet<String>();
        for (int n = 0; n < InventedHistories.EPISODES; n++) {
            EpisodeHistory.Person person = history(n).person();
            externalIds.add(person.externalId());
            Object before = people.put(person.externalId(), person.details());
            assertThat(before == null || before.equals(person.details())).isTrue();
        }
        assertThat(new HashSet<>(people.values().stream().map(each -> {
            var details = (Clients.Details) each;
            return details.name() + " " + details.dateOfBirth();
        }).toList())).hasSameSizeAs(people.keySet());
        assertThat(externalIds).hasSizeBetween(2_800, 2_990);
    }

    @Test
    void show_every_state_of_an_episode_and_a_session() {
        var states = new TreeMap<String, Integer>();
        var sessions = new TreeMap<String, Integer>();
        var reasons = new EnumMap<Discharge.Reason, Integer>(Discharge.Reason.class);
        var followUps = new TreeMap<String, Integer>();
        for (EpisodeId episode : episodes) {
            var opened = (CareEpisode.Opened) memory.episode(episode).state();
            states.merge(opened.getClass().getSimpleName(), 1, Integer::sum);
            if (opened instanceof CareEpisode.Discharged discharged) {
                reasons.merge(discharged.reason(), 1, Integer::sum);
            }
            for (Session session : opened.course().sessions().values()) {
                sessions.merge(session.getClass().getSimpleName(), 1, Integer::sum);
            }
            for (FollowUp followUp : opened.course().followUps().values()) {
                followUps.merge(followUp.getClass().getSimpleName() + followUp.kind(), 1, Integer::sum);
            }
        }
        assertThat(states).containsKeys("AwaitingClearance", "InTreatment", "OnHold", "Discharged", "Declined",
                "AwaitingTherapist");
        assertThat(sessions).containsKeys("Planned", "Held", "Missed", "Cancelled", "Voided");
        assertThat(sessions.getOrDefault("Held", 0) * EVERY).isBetween(20_000, 23_000);
        assertThat(reasons).containsKeys(Discharge.Reason.GOALS_MET, Discharge.Reason.PLATEAU,
                Discharge.Reason.LOST_TO_FOLLOW_UP, Discharge.Reason.CLIENT_CHOICE);
        assertThat(followUps).containsKeys("RecordedW6", "RecordedM12", "PendingM12", "MissedM3");
    }

    /** What is decided stands at once. */
    private final class MemoryDraft implements Drafts.Draft {
        private final TellingClock clock;

        MemoryDraft(TellingClock clock) {
            this.clock = clock;
        }

        @Override
        public Receipt decide(Command command, Request request, UUID resource) {
            if (command instanceof RegisterTherapist register) {
                licences.put(register.licenceNumber(), register.therapist());
            }
            Receipt receipt = ((Decisions) memory).decide(command, request, resource);
            moments.add(clock.instant());
            return receipt;
        }

        @Override
        public Versioned<Client> client(ClientId client) {
            return records().client(client);
        }

        @Override
        public Versioned<Therapist> therapist(TherapistId therapist) {
            return records().therapist(therapist);
        }

        @Override
        public Versioned<Clinic> clinic(ClinicId clinic) {
            return records().clinic(clinic);
        }

        @Override
        public Versioned<CareEpisode> episode(EpisodeId episode) {
            return records().episode(episode);
        }

        @Override
        public Versioned<WorkEntry> workEntry(WorkEntryId entry) {
            return records().workEntry(entry);
        }

        @Override
        public Versioned<Account> account(AccountId account) {
            return records().account(account);
        }

        @Override
        public List<Recorded<?>> history(StreamId stream) {
            return records().history(stream);
        }

        private Records records() {
            return memory;
        }
    }
}
