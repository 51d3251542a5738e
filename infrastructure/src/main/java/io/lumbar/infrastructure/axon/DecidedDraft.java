package io.lumbar.infrastructure.axon;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lumbar.application.Position;
import io.lumbar.application.Receipt;
import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Versioned;
import io.lumbar.application.imports.Drafts.Draft;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.Decider;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
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
import io.lumbar.domain.episode.EpisodeCommand;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand;
import io.lumbar.domain.therapist.TherapistDecider;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListCommand;
import io.lumbar.domain.worklist.WorkListDecider;
import io.lumbar.domain.worklist.WorkListEvent;
import io.lumbar.infrastructure.eventstore.Append.Dated;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** States in memory, on top of what is stored, and the events that led to them. */
final class DecidedDraft implements Draft {

    private final @Nullable Clock recorded;
    private final List<Step> steps = new ArrayList<>();
    private final Part<ClientCommand, Client, ClientEvent> clients;
    private final Part<TherapistCommand, Therapist, TherapistEvent> therapists;
    private final Part<ClinicCommand, Clinic, ClinicEvent> clinics;
    private final Part<EpisodeCommand, CareEpisode, EpisodeEvent> episodes;
    private final Part<WorkListCommand, WorkEntry, WorkListEvent> workEntries;
    private final Part<AccountCommand, Account, AccountEvent> accounts;

    DecidedDraft(Records standing, @Nullable Clock recorded) {
        this.recorded = recorded;
        clients = new Part<>(new ClientDecider(), ClientCommand.class,
                stream -> standing.client(new ClientId(stream.id())));
        therapists = new Part<>(new TherapistDecider(), TherapistCommand.class,
                stream -> standing.therapist(new TherapistId(stream.id())));
        clinics = new Part<>(new ClinicDecider(), ClinicCommand.class,
                stream -> standing.clinic(new ClinicId(stream.id())));
        episodes = new Part<>(new CareEpisodeDecider(), EpisodeCommand.class,
                stream -> standing.episode(new EpisodeId(stream.id())));
        workEntries = new Part<>(new WorkListDecider(), WorkListCommand.class,
                stream -> standing.workEntry(new WorkEntryId(stream.id())));
        accounts = new Part<>(new AccountDecider(), AccountCommand.class,
                stream -> standing.account(new AccountId(stream.id())));
    }

    /** A command that led to events. */
    record Step(Command command, List<? extends Event> events, List<Dated> messages) {}

    List<Step> steps() {
        return steps;
    }

    @Override
    public Receipt decide(Command command, Request request, UUID resource) {
        if (request.expectedVersion() != null || request.idempotency() != null) {
            throw new IllegalArgumentException("a draft knows no conditions");
        }
        Part<?, ?, ?> part = switch (command.stream().kind()) {
            case CLIENT -> clients;
            case THERAPIST -> therapists;
            case CLINIC -> clinics;
            case CARE_EPISODE -> episodes;
            case WORK_ENTRY -> workEntries;
            case ACCOUNT -> accounts;
        };
        long before = part.now(command.stream()).version();
        List<? extends Event> events = part.decide(command);
        if (!events.isEmpty()) {
            steps.add(new Step(command, events, messages(command.stream(), before, events, request, resource)));
        }
        return new Receipt(resource, before + events.size(), null,
                events.isEmpty() ? Receipt.Outcome.UNCHANGED : Receipt.Outcome.RECORDED);
    }

    private List<Dated> messages(StreamId stream, long before, List<? extends Event> events, Request request,
            UUID resource) {
        MetaData metadata = new Attempt(request, resource).metadata();
        Instant recordedAt = recorded == null ? null : recorded.instant();
        var messages = new ArrayList<Dated>();
        for (Event event : events) {
            messages.add(new Dated(new GenericDomainEventMessage<>(stream.kind().label(), stream.toString(),
                    before + 1 + messages.size(),
                    new GenericMessage<>(IdentifierFactory.getInstance().generateIdentifier(), event, metadata),
                    Instant.EPOCH), recordedAt));
        }
        return messages;
    }

    @Override
    public Versioned<Client> client(ClientId client) {
        return clients.now(StreamId.of(client));
    }

    @Override
    public Versioned<Therapist> therapist(TherapistId therapist) {
        return therapists.now(StreamId.of(therapist));
    }

    @Override
    public Versioned<Clinic> clinic(ClinicId clinic) {
        return clinics.now(StreamId.of(clinic));
    }

    @Override
    public Versioned<CareEpisode> episode(EpisodeId episode) {
        return episodes.now(StreamId.of(episode));
    }

    @Override
    public Versioned<WorkEntry> workEntry(WorkEntryId entry) {
        return workEntries.now(StreamId.of(entry));
    }

    @Override
    public Versioned<Account> account(AccountId account) {
        return accounts.now(StreamId.of(account));
    }

    /** @throws UnsupportedOperationException always: what is not stored has no place in the order */
    @Override
    public List<Recorded<?>> history(StreamId stream) {
        throw new UnsupportedOperationException("a draft has no " + Position.class.getSimpleName());
    }

    private interface Standing<S> {
        Versioned<S> of(StreamId stream);
    }

    /** The streams of one kind. */
    private static final class Part<C extends Command, S, E extends Event> {
        private final Decider<C, S, E> decider;
        private final Class<C> commands;
        private final Standing<S> standing;
        private final Map<StreamId, Versioned<S>> states = new HashMap<>();

        Part(Decider<C, S, E> decider, Class<C> commands, Standing<S> standing) {
            this.decider = decider;
            this.commands = commands;
            this.standing = standing;
        }

        Versioned<S> now(StreamId stream) {
            Versioned<S> state = states.get(stream);
            if (state == null) {
                state = standing.of(stream);
                states.put(stream, state);
            }
            return state;
        }

        List<E> decide(Command command) {
            Versioned<S> before = now(command.stream());
            List<E> events = decider.decide(commands.cast(command), before.state());
            S after = before.state();
            for (E event : events) {
                after = decider.evolve(after, event);
            }
            states.put(command.stream(), new Versioned<>(after, before.version() + events.size()));
            return events;
        }
    }
}
