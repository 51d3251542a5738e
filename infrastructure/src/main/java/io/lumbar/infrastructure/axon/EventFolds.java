package io.lumbar.infrastructure.axon;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.lumbar.application.Position;
import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.Versioned;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Decider;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.account.AccountDecider;
import io.lumbar.domain.account.AccountEvent;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.client.ClientDecider;
import io.lumbar.domain.client.ClientEvent;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.clinic.ClinicDecider;
import io.lumbar.domain.clinic.ClinicEvent;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistDecider;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListDecider;
import io.lumbar.domain.worklist.WorkListEvent;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.RecordedEvent;

/**
 * Records folded from the events at the moment they are asked for. What is known already is kept and only the events since
 * are read, so that a record costs one short query and is still never behind.
 */
final class EventFolds implements Records {
    private final EventReader reader;
    private final StoredEvents events;
    private final KnownStates known;

    private final Fold<Client, ClientEvent> clients = new Fold<>(new ClientDecider(), ClientEvent.class);
    private final Fold<Therapist, TherapistEvent> therapists = new Fold<>(new TherapistDecider(),
            TherapistEvent.class);
    private final Fold<Clinic, ClinicEvent> clinics = new Fold<>(new ClinicDecider(), ClinicEvent.class);
    private final Fold<CareEpisode, EpisodeEvent> episodes = new Fold<>(new CareEpisodeDecider(), EpisodeEvent.class);

    private final Fold<WorkEntry, WorkListEvent> workEntries = new Fold<>(new WorkListDecider(), WorkListEvent.class);
    private final Fold<Account, AccountEvent> accounts = new Fold<>(new AccountDecider(), AccountEvent.class);

    EventFolds(EventReader reader, StoredEvents events, KnownStates known) {
        this.reader = reader;
        this.events = events;
        this.known = known;
    }

    @Override
    public Versioned<Client> client(ClientId client) {
        return clients.of(StreamId.of(client));
    }

    @Override
    public Versioned<Therapist> therapist(TherapistId therapist) {
        return therapists.of(StreamId.of(therapist));
    }

    @Override
    public Versioned<Clinic> clinic(ClinicId clinic) {
        return clinics.of(StreamId.of(clinic));
    }

    @Override
    public Versioned<CareEpisode> episode(EpisodeId episode) {
        return episodes.of(StreamId.of(episode));
    }

    @Override
    public Versioned<WorkEntry> workEntry(WorkEntryId entry) {
        return workEntries.of(StreamId.of(entry));
    }

    @Override
    public Versioned<Account> account(AccountId account) {
        return accounts.of(StreamId.of(account));
    }

    @Override
    public List<Recorded<?>> history(StreamId stream) {
        return read(stream, 0).stream().<Recorded<?>>map(this::recorded).toList();
    }

    @Override
    public Map<StreamId, List<Recorded<?>>> histories(Collection<StreamId> streams) {
        Map<io.lumbar.infrastructure.eventstore.StreamId, StreamId> asked = streams.stream()
                .collect(Collectors.toMap(EventFolds::stored, Function.identity()));
        return reader.spans(asked.keySet().stream().map(stream -> new EventReader.Span(stream, 0, Long.MAX_VALUE))
                .toList()).stream()
                .collect(Collectors.groupingBy(event -> Objects.requireNonNull(asked.get(event.stream())),
                        Collectors.mapping(this::recorded, Collectors.<Recorded<?>>toList())));
    }

    private List<RecordedEvent> read(StreamId stream, long from) {
        return reader.since(stored(stream), from);
    }

    private static io.lumbar.infrastructure.eventstore.StreamId stored(StreamId stream) {
        return io.lumbar.infrastructure.eventstore.StreamId.parse(stream.toString());
    }

    private Recorded<Event> recorded(RecordedEvent stored) {
        return new Recorded<>(stored.eventId(), stored.version(), stored.recordedAt(), events.actor(stored),
                new Position(stored.position().toString()), events.event(stored));
    }

    /** How one kind of stream is folded. */
    private final class Fold<S, E extends Event> {
        private final Decider<?, S, E> decider;
        private final Class<E> type;

        Fold(Decider<?, S, E> decider, Class<E> type) {
            this.decider = decider;
            this.type = type;
        }

        @SuppressWarnings("unchecked") // a stream is of one kind
        Versioned<S> of(StreamId stream) {
            var now = (Versioned<S>) known.of(stream);
            if (now == null) {
                now = new Versioned<>(decider.initial(), -1);
            }
            List<RecordedEvent> since = read(stream, now.version() + 1);
            for (RecordedEvent each : since) {
                now = new Versioned<>(decider.evolve(now.state(), type.cast(events.event(each))), each.version());
            }
            if (!since.isEmpty()) {
                known.learn(stream, now);
            }
            return now;
        }
    }
}
