package io.lumbar.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import io.lumbar.application.Request.Idempotency;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.application.client.ClientIdentities;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.Decider;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.IdempotencyKeyReused;
import io.lumbar.domain.DomainError.StaleVersion;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.account.AccountCommand;
import io.lumbar.domain.account.AccountDecider;
import io.lumbar.domain.account.AccountEvent;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.client.ClientCommand;
import io.lumbar.domain.client.ClientDecider;
import io.lumbar.domain.client.ClientEvent;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.clinic.ClinicCommand;
import io.lumbar.domain.clinic.ClinicDecider;
import io.lumbar.domain.clinic.ClinicEvent;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.EpisodeCommand;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.Cancelled;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.Missed;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.episode.Session.Voided;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand;
import io.lumbar.domain.therapist.TherapistDecider;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListCommand;
import io.lumbar.domain.worklist.WorkListDecider;
import io.lumbar.domain.worklist.WorkListEvent;

/**
 * Decisions and records of real deciders over a map of streams. It keeps what {@link DecidingContract} says, but not
 * the rules across aggregates, which are constraints of the database.
 */
public final class InMemoryClinic implements Decisions, Records, BookedTimes, ClientEpisodes, ClientIdentities {
    private final Map<StreamId, List<Recorded<?>>> streams = new HashMap<>();
    private final Map<List<String>, Answer> answers = new HashMap<>();
    private Instant recordedAt = Instant.parse("2026-01-01T00:00:00Z");
    private long place;

    private final Sight sight = new Sight(this, this);

    private final Kind<ClinicCommand, Clinic, ClinicEvent> clinics = new Kind<>(new ClinicDecider(),
            ClinicCommand.class, ClinicEvent.class, (Scope scope, Clinic state) -> sight.includes(scope, state));
    private final Kind<TherapistCommand, Therapist, TherapistEvent> therapists = new Kind<>(new TherapistDecider(),
            TherapistCommand.class, TherapistEvent.class,
            (Scope scope, Therapist state) -> sight.includes(scope, state));
    private final Kind<ClientCommand, Client, ClientEvent> clients = new Kind<>(new ClientDecider(),
            ClientCommand.class, ClientEvent.class, (Scope scope, Client state) -> sight.includes(scope, state));
    private final Kind<EpisodeCommand, CareEpisode, EpisodeEvent> episodes = new Kind<>(new CareEpisodeDecider(),
            EpisodeCommand.class, EpisodeEvent.class, (Scope scope, CareEpisode state) -> sight.includes(scope, state));

    private final Kind<AccountCommand, Account, AccountEvent> accounts = new Kind<>(new AccountDecider(),
            AccountCommand.class, AccountEvent.class, (Scope scope, Account state) -> sight.includes(scope, state));

    private final Kind<WorkListCommand, WorkEntry, WorkListEvent> workEntries = new Kind<>(new WorkListDecider(),
            WorkListCommand.class, WorkListEvent.class,
            (Scope scope, WorkEntry state) -> sight.includes(scope, state));

    private record Answer(String fingerprint, Receipt receipt) {}

    @Override
    public synchronized Receipt decide(Command command, Request request, UUID resource) {
        Idempotency asked = request.idempotency();
        if (asked == null) {
            return decided(command, request, resource);
        }
        List<String> key = List.of(request.actor(), asked.route(), asked.key());
        Answer before = answers.get(key);
        if (before != null && !before.fingerprint().equals(asked.fingerprint())) {
            throw new Rejected(new IdempotencyKeyReused());
        }
        if (before != null) {
            return before.receipt();
        }
        Receipt receipt = decided(command, request, resource);
        answers.put(key, new Answer(asked.fingerprint(), receipt));
        return receipt;
    }

    private Receipt decided(Command command, Request request, UUID resource) {
        Kind<?, ?, ?> kind = switch (command.stream().kind()) {
            case CLINIC -> clinics;
            case THERAPIST -> therapists;
            case CLIENT -> clients;
            case CARE_EPISODE -> episodes;
            case WORK_ENTRY -> workEntries;
            case ACCOUNT -> accounts;
        };
        long version = history(command.stream()).size() - 1L;
        if (version >= 0) {
            if (!kind.isSeen(request.scope(), command)) {
                kind.decideUnknown(command);
            }
            refuseStale(request, version);
        }
        List<? extends Event> events = kind.decide(command);
        refuseStale(request, version);
        if (events.isEmpty()) {
            return new Receipt(resource, version, null, Receipt.Outcome.UNCHANGED);
        }
        recordedAt = recordedAt.plusSeconds(1);
        List<Recorded<?>> stream = streams.computeIfAbsent(command.stream(), _ -> new ArrayList<>());
        for (Event event : events) {
            stream.add(new Recorded<>(new UUID(0, ++place), stream.size(), recordedAt, request.actor(), here(), event));
        }
        return new Receipt(resource, stream.size() - 1L, here(), Receipt.Outcome.RECORDED);
    }

    /** What is decided from now on is recorded from {@code moment} on, one second after the other. */
    public synchronized void recordFrom(Instant moment) {
        recordedAt = moment;
    }

    private static void refuseStale(Request request, long version) {
        Long expected = request.expectedVersion();
        if (expected != null && expected != version) {
            throw new Rejected(new StaleVersion(expected, version));
        }
    }

    private Position here() {
        return new Position("1-1-" + place);
    }

    @Override
    public synchronized Versioned<Client> client(ClientId client) {
        return clients.state(StreamId.of(client));
    }

    @Override
    public synchronized Versioned<Therapist> therapist(TherapistId therapist) {
        return therapists.state(StreamId.of(therapist));
    }

    @Override
    public synchronized Versioned<Clinic> clinic(ClinicId clinic) {
        return clinics.state(StreamId.of(clinic));
    }

    @Override
    public synchronized Versioned<CareEpisode> episode(EpisodeId episode) {
        return episodes.state(StreamId.of(episode));
    }

    @Override
    public synchronized Versioned<WorkEntry> workEntry(WorkEntryId entry) {
        return workEntries.state(StreamId.of(entry));
    }

    /** Every stream with its last event's place, in the order in which they changed last. */
    public synchronized Map<StreamId, Long> streams() {
        return streams.entrySet().stream().sorted(Comparator.comparingLong(each -> last(each.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> last(each.getValue()), (one, _) -> one,
                        LinkedHashMap::new));
    }

    private static long last(List<Recorded<?>> stream) {
        return stream.getLast().id().getLeastSignificantBits();
    }

    @Override
    public synchronized Versioned<Account> account(AccountId account) {
        return accounts.state(StreamId.of(account));
    }

    @Override
    public synchronized List<EpisodeId> of(ClientId client) {
        return streams.keySet().stream().filter(stream -> stream.kind() == StreamId.Kind.CARE_EPISODE)
                .map(stream -> new EpisodeId(stream.id())).filter(episode -> course(episode).client().equals(client))
                .toList();
    }

    @Override
    public synchronized List<ClientId> bookedWithoutConsent(int most) {
        return streams.keySet().stream().filter(stream -> stream.kind() == StreamId.Kind.CLIENT)
                .map(stream -> new ClientId(stream.id())).filter(this::bookedWithoutConsent).limit(most).toList();
    }

    @Override
    public synchronized Optional<ClientId> find(PersonName name, LocalDate dateOfBirth) {
        return streams.keySet().stream().filter(stream -> stream.kind() == StreamId.Kind.CLIENT)
                .map(stream -> (Client.Registered) client(new ClientId(stream.id())).state())
                .filter(client -> Personal.of(Subject.of(client.id()), name).equals(client.name())
                        && Personal.of(Subject.of(client.id()), dateOfBirth).equals(client.dateOfBirth()))
                .map(Client.Registered::id).findFirst();
    }

    private boolean bookedWithoutConsent(ClientId client) {
        var standing = ((Client.Registered) client(client).state()).standing();
        return of(client).stream().flatMap(episode -> course(episode).sessions().values().stream())
                .anyMatch(session -> session instanceof Session.Planned planned
                        && !standing.consentedToTreatmentAt(planned.plan().start()));
    }

    private Course course(EpisodeId episode) {
        return ((CareEpisode.Opened) episode(episode).state()).course();
    }

    @Override
    public synchronized List<Recorded<?>> history(StreamId stream) {
        return List.copyOf(streams.getOrDefault(stream, List.of()));
    }

    @Override
    public synchronized Set<SessionId> clashing(TherapistId therapist, List<Planned> sessions) {
        var taken = taken(therapist);
        return sessions.stream()
                .filter(mine -> taken.stream().anyMatch(other -> !other.id().equals(mine.id()) && overlap(mine, other)))
                .map(Planned::id).collect(Collectors.toSet());
    }

    @Override
    public synchronized Optional<Instant> lastStart(TherapistId therapist) {
        return taken(therapist).stream().map(Session::start).max(Comparator.naturalOrder());
    }

    private List<Session> taken(TherapistId therapist) {
        return streams.keySet().stream().filter(stream -> stream.kind() == StreamId.Kind.CARE_EPISODE)
                .flatMap(stream -> ((CareEpisode.Opened) episodes.state(stream).state()).course().sessions().values()
                        .stream())
                .filter(session -> switch (session) {
                    case Planned planned -> planned.plan().therapist().equals(therapist);
                    case Held held -> held.treatment().therapist().equals(therapist);
                    case Missed _,Cancelled _,Voided _ -> false;
                }).toList();
    }

    private static boolean overlap(Session one, Session another) {
        return one.start().isBefore(end(another)) && another.start().isBefore(end(one));
    }

    private static Instant end(Session session) {
        int minutes = session instanceof Held held ? held.treatment().minutes()
                : Objects.requireNonNull(session.plan()).minutes();
        return session.start().plus(Duration.ofMinutes(minutes));
    }

    private final class Kind<C extends Command, S, E extends Event> {
        private final Decider<C, S, E> decider;
        private final Class<C> commands;
        private final Class<E> events;
        private final BiPredicate<Scope, S> seen;

        Kind(Decider<C, S, E> decider, Class<C> commands, Class<E> events, BiPredicate<Scope, S> seen) {
            this.seen = seen;
            this.decider = decider;
            this.commands = commands;
            this.events = events;
        }

        boolean isSeen(Scope scope, Command command) {
            return seen.test(scope, state(command.stream()).state());
        }

        void decideUnknown(Command command) {
            decider.decide(commands.cast(command), decider.initial());
            throw new Rejected(new ConcurrentChange(command.stream()));
        }

        List<E> decide(Command command) {
            return decider.decide(commands.cast(command), state(command.stream()).state());
        }

        Versioned<S> state(StreamId stream) {
            List<E> happened = history(stream).stream().map(each -> events.cast(each.event())).toList();
            return new Versioned<>(decider.replay(happened), happened.size() - 1L);
        }
    }
}
