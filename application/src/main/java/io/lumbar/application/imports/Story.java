package io.lumbar.application.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.application.client.Clients;
import io.lumbar.application.client.ConsentPolicy;
import io.lumbar.application.episode.AdverseEvents;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Assignments;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.FollowUps;
import io.lumbar.application.episode.Measurements;
import io.lumbar.application.episode.Sessions;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Session;
import org.jspecify.annotations.Nullable;

/**
 * Tells a history to the use cases, deed by deed in the order of time, as staff would have told it. What the other
 * system's names stand for is known here.
 */
public final class Story {

    private final Request request;
    private final Records records;
    private final Licences licences;
    private final Clients clients;
    private final Episodes episodes;
    private final Assignments assignments;
    private final Sessions sessions;
    private final Measurements measurements;
    private final AdverseEvents adverseEvents;
    private final FollowUps followUps;

    private final EpisodeHistory history;
    private final Map<String, SessionId> named = new HashMap<>();
    private final List<String> fields = new ArrayList<>();
    private String field = "";
    private @Nullable EpisodeId episode;

    private Story(EpisodeHistory history, Drafts.Draft draft, Request request, Licences licences, Clock clock) {
        Decisions noting = this.noting(draft);
        var lookup = new Lookup(draft);
        Ids ids = Names.of("episode", history.clinic(), history.externalId());
        Ids person = Names.of("client", history.clinic(), history.person().externalId());
        this.history = history;
        this.request = request;
        this.records = draft;
        this.licences = licences;
        this.clients = new Clients(noting, lookup, (_, _) -> Optional.empty(),
                new ConsentPolicy(noting, lookup, new OnlyThisEpisode(), ids, clock), person, clock);
        this.episodes = new Episodes(noting, draft, lookup, ids, clock);
        this.assignments = new Assignments(noting, lookup, BookedTimes.NONE, clock);
        this.sessions = new Sessions(noting, lookup, ids, clock);
        this.measurements = new Measurements(noting, lookup, ids, clock);
        this.adverseEvents = new AdverseEvents(noting, ids, clock);
        this.followUps = new FollowUps(noting, lookup, ids, clock);
    }

    /** Where of the line each command comes from. */
    private Decisions noting(Decisions decisions) {
        return (Command command, Request asked, UUID resource) -> {
            fields.add(field);
            return decisions.decide(command, asked, resource);
        };
    }

    /** A story that was told, and not stored yet. */
    record Told(EpisodeHistory history, Drafts.Draft draft, EpisodeId episode, List<String> fields) {

        /** Why it is not stored, in terms of the line. */
        LineRefused refused(Drafts.NotKept reason) {
            String field = reason.command() >= 0 && reason.command() < fields.size() ? fields.get(reason.command())
                    : "";
            return Story.refused(field, reason.error());
        }
    }

    /**
     * Tells {@code history}.
     *
     * @throws LineRefused when a rule forbids any of it
     */
    static Told tell(EpisodeHistory history, Drafts.Draft draft, Request request, Licences licences,
            TellingClock clock) {
        var story = new Story(history, draft, request, licences, clock);
        try {
            story.begin(clock);
            for (Deed deed : history.deeds().stream().sorted(Comparator.comparing(Deed::at)).toList()) {
                clock.turnTo(deed.at());
                story.field = deed.field();
                deed.telling().accept(story);
            }
        } catch (Rejected refusal) {
            throw refused(story.field, refusal.error());
        }
        return new Told(history, draft, story.episode(), story.fields);
    }

    private static LineRefused refused(String place, DomainError error) {
        String within = error.field();
        String path = within == null ? place : place.isEmpty() ? within : place + "." + within;
        return new LineRefused(error.code(), path.isEmpty() ? null : path, error.message());
    }

    private void begin(TellingClock clock) {
        EpisodeHistory.Person person = history.person();
        clock.turnTo(person.registeredAt());
        field = "client";
        ClientId client = client(person);
        field = "episode";
        Episodes.Opening opening = history.opening().apply(client);
        clock.turnTo(opening.openedAt());
        episode = new EpisodeId(episodes.open(request, opening).resource());
    }

    private ClientId client(EpisodeHistory.Person person) {
        var id = new ClientId(Names.of("client", history.clinic(), person.externalId()).next());
        switch (records.client(id).state()) {
            case Client.Unregistered() ->
                clients.register(request, history.clinic(), person.details(), person.consents(),
                        person.overrideReason());
            case Client.Registered known -> {
                if (!known.name().equals(Personal.of(Subject.of(id), person.details().name()))
                        || !known.dateOfBirth().equals(Personal.of(Subject.of(id), person.details().dateOfBirth()))) {
                    throw new Rejected(new AlreadyExists("client", id));
                }
                person.consents().forEach(consent -> clients.giveConsent(request, id, consent));
            }
        }
        return id;
    }

    /** The episode that is told of. */
    public EpisodeId episode() {
        if (episode == null) {
            throw new IllegalStateException("the story has not begun");
        }
        return episode;
    }

    /** A physician's word. */
    public void clear(String clinician, Instant clearedAt, @Nullable ClearanceOutcome outcome, List<Style> permitted) {
        episodes.recordClearance(request, episode(), clinician, clearedAt, outcome, permitted);
    }

    /** The holder of the licence becomes responsible; see {@link Assignments#assign}. */
    public void assign(String licenceNumber, Instant at, @Nullable String reason, @Nullable String overrideReason) {
        assignments.assign(request, episode(), holder(licenceNumber), at, reason, overrideReason, null);
    }

    /**
     * A session took place.
     *
     * @param externalId what the other system calls it; null when nothing else refers to it
     * @param licenceNumber of who gave it; null for the one assigned
     */
    public void hold(@Nullable String externalId, @Nullable String licenceNumber, Sessions.Given given) {
        Sessions.Given by = licenceNumber == null ? given : given.by(holder(licenceNumber));
        name(externalId, sessions.holdUnplanned(request, episode(), by));
    }

    /** An instrument was filled in between sessions. */
    public void measure(AnswerSheet sheet, Instant takenAt) {
        measurements.record(request, episode(), sheet, takenAt);
    }

    /**
     * The client suffered after treatment; see {@link AdverseEvents#report}.
     *
     * @param session what the other system calls the one that is held responsible; null for none
     */
    public void suffer(AdverseEvent.Duration duration, AdverseEvent.Severity severity, Instant occurredAt,
            @Nullable String session, @Nullable String description) {
        adverseEvents.report(request, episode(), duration, severity, occurredAt,
                session == null ? null : session("sessionExternalId", session), description);
    }

    /** The episode ended; see {@link Episodes#discharge}. */
    public void discharge(Discharge.Reason reason, @Nullable Instant at, @Nullable ClinicId toClinic) {
        episodes.discharge(request, episode(), reason, at, toClinic);
    }

    /** The client told after the discharge how things are; see {@link FollowUps#record}. */
    public void followUp(FollowUp.Kind kind, Instant takenAt, List<AnswerSheet> sheets,
            FollowUp.@Nullable FurtherCare furtherCare) {
        followUps.record(request, episode(), followUp(kind), takenAt, sheets, furtherCare);
    }

    /** A session was planned; {@code name} is what {@link #holdPlanned} and the like call it. */
    public void plan(String name, Instant start, int minutes, Style style, SessionKind kind) {
        name(name, sessions.plan(request, episode(), start, minutes, style, kind, null));
    }

    /** A planned session took place. */
    public void holdPlanned(String name, Sessions.Given given) {
        sessions.holdPlanned(request, episode(), session("name", name), given);
    }

    /** A planned session was called off. */
    public void callOff(String name, Session.CancelledBy by, @Nullable String reason) {
        sessions.cancel(request, episode(), session("name", name), by, reason);
    }

    /** The client did not come. */
    public void miss(String name) {
        sessions.markNoShow(request, episode(), session("name", name));
    }

    /** The pain after a session was another than recorded. */
    public void correct(String name, int painAfter, String reason) {
        sessions.correct(request, episode(), session("name", name), new Session.Changes(null, null, null, null, null,
                null, null, null, painAfter, null, null, List.of()), reason, null);
    }

    /** A session was entered in error. */
    public void enteredInError(String name, String reason) {
        sessions.enteredInError(request, episode(), session("name", name), reason);
    }

    /** The client was screened again. */
    public void screen(List<PositiveSign> positive, Instant at) {
        episodes.recordScreening(request, episode(), null, positive, at);
    }

    /** The client was turned away. */
    public void decline(String reason) {
        episodes.decline(request, episode(), reason);
    }

    /** Nobody answered a follow-up. */
    public void giveUp(FollowUp.Kind kind) {
        followUps.miss(request, episode(), followUp(kind));
    }

    private void name(@Nullable String externalId, Receipt session) {
        if (externalId != null && named.put(externalId, new SessionId(session.resource())) != null) {
            throw new Rejected(new InvalidValue("externalId", "must be given once"));
        }
    }

    private SessionId session(String from, String externalId) {
        SessionId session = named.get(externalId);
        if (session == null) {
            throw new Rejected(new UnknownReference(from, "session", externalId));
        }
        return session;
    }

    private TherapistId holder(String licenceNumber) {
        return licences.holderOf(licenceNumber).orElseThrow(
                () -> new Rejected(new UnknownReference("licenceNumber", "therapist", "one with this licence number")));
    }

    private FollowUpId followUp(FollowUp.Kind kind) {
        return ((CareEpisode.Opened) records.episode(episode()).state()).course().followUps().values().stream()
                .filter(each -> each.kind() == kind).map(FollowUp::id).findFirst()
                .orElseThrow(() -> new Rejected(new UnknownReference("kind", "follow-up", kind.name())));
    }

    /** The client's other episodes have no sessions to come: they are histories too. */
    private final class OnlyThisEpisode implements ClientEpisodes {
        @Override
        public List<EpisodeId> of(ClientId client) {
            return List.of(episode());
        }

        @Override
        public List<ClientId> bookedWithoutConsent(int most) {
            return List.of();
        }
    }
}
