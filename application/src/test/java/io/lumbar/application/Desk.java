package io.lumbar.application;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.application.client.ClientIdentities;
import io.lumbar.application.client.Clients;
import io.lumbar.application.client.ConsentPolicy;
import io.lumbar.application.clinic.Clinics;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Assignments;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.FollowUps;
import io.lumbar.application.episode.Measurements;
import io.lumbar.application.episode.Sessions;
import io.lumbar.application.therapist.Therapists;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.therapist.Qualification;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A reception desk on a Monday morning: one clinic in Amsterdam, its books in memory, and a clock that stands still. */
public final class Desk {

    /** When everything is asked. */
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    /** In memory; empty when the desk has other books. */
    public final InMemoryClinic books;
    public final Clinics clinics;
    public final Therapists therapists;
    public final Clients clients;
    public final ConsentPolicy consents;
    public final Episodes episodes;
    public final Assignments assignments;
    public final Sessions sessions;
    public final Measurements measurements;
    public final FollowUps followUps;
    public final ClinicId clinic;

    private long ids;
    private int clientsSeen;

    public Desk() {
        this(new InMemoryClinic(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Desk(InMemoryClinic books, Clock clock) {
        this(books, books, books, books, books, books, clock);
    }

    /** A desk with other books, and another time. */
    public Desk(Decisions decisions, Records records, BookedTimes booked, ClientEpisodes clientEpisodes,
            ClientIdentities identities, Clock clock) {
        this(new InMemoryClinic(), decisions, records, booked, clientEpisodes, identities, clock);
    }

    private Desk(InMemoryClinic unused, Decisions decisions, Records records, BookedTimes booked,
            ClientEpisodes clientEpisodes, ClientIdentities identities, Clock clock) {
        books = unused;
        Ids next = () -> new UUID(7, ++ids);
        var lookup = new Lookup(records, new Sight(records, clientEpisodes));
        clinics = new Clinics(decisions, lookup, next, clock);
        therapists = new Therapists(decisions, lookup, booked, next, clock);
        consents = new ConsentPolicy(decisions, lookup, clientEpisodes, next, clock);
        clients = new Clients(decisions, lookup, identities, consents, next, clock);
        episodes = new Episodes(decisions, records, lookup, next, clock);
        assignments = new Assignments(decisions, lookup, booked, clock);
        sessions = new Sessions(decisions, lookup, next, clock);
        measurements = new Measurements(decisions, lookup, next, clock);
        followUps = new FollowUps(decisions, lookup, next, clock);
        clinic = new ClinicId(
                clinics.open(request(), "Rugzorg", ZoneId.of("Europe/Amsterdam"), List.of(), null).resource());
    }

    public static Request request() {
        return new Request("client:desk", new UUID(1, 1), null, null);
    }

    public TherapistId therapist(String licenceNumber) {
        return new TherapistId(therapists.register(request(), new PersonName("Anna", "de Wit"), licenceNumber,
                LocalDate.of(2010, 1, 1), List.of(clinic),
                List.of(new Qualification(Style.SWEDISH, LocalDate.of(2011, 1, 1), null)), null, null, List.of())
                .resource());
    }

    public ClientId client() {
        String family = ++clientsSeen == 1 ? "Bakker" : "Bakker " + clientsSeen;
        var bo = new Clients.Details(new PersonName("Bo", family), LocalDate.of(1985, 5, 5), null, null);
        var consent = new Clients.Agreed(Consent.Purpose.TREATMENT, "v1", NOW.minusSeconds(30 * 86_400L));
        return new ClientId(
                clients.register(request(), clinic, bo, List.of(consent), null).resource());
    }

    public Episodes.Opening opening(ClientId client, @Nullable Instant openedAt, PositiveSign... positive) {
        return new Episodes.Opening(client, clinic, openedAt,
                new Complaint(LocalDate.of(2026, 10, 1), List.of(Area.LUMBAR), List.of(Cause.STRESS), List.of(),
                        List.of()),
                List.of(), 1, List.of(positive), List.of(nprs(7)), true, null, null, null);
    }

    /** An episode that waits for a therapist since twenty days. */
    public EpisodeId waitingEpisode() {
        return new EpisodeId(
                episodes.open(request(), opening(client(), NOW.minusSeconds(20 * 86_400L))).resource());
    }

    /** An episode that is in treatment since twenty days. */
    public EpisodeId treatedBy(TherapistId therapist) {
        EpisodeId episode = waitingEpisode();
        assignments.assign(request(), episode, therapist, NOW.minusSeconds(20 * 86_400L), null, null, null);
        return episode;
    }

    public static AnswerSheet nprs(int score) {
        return _ -> Reading.given(Instrument.NPRS, BigDecimal.valueOf(score));
    }

    public static Sessions.Given given(@Nullable TherapistId therapist, Instant startedAt) {
        return new Sessions.Given(therapist, startedAt, 45, Style.SWEDISH, SessionKind.WHOLE_BODY, List.of(), null,
                null, null, null, List.of(), List.of(), null);
    }

    public SessionId planned(EpisodeId episode, Instant start, @Nullable TherapistId therapist) {
        return new SessionId(
                sessions.plan(request(), episode, start, 45, Style.SWEDISH, null, therapist).resource());
    }

    public CareEpisode.Opened standing(EpisodeId episode) {
        return episodes.episode(Scope.EVERYTHING, episode).state();
    }

    /** Why {@code ask} is refused. */
    public static DomainError refusal(Runnable ask) {
        return catchThrowableOfType(Rejected.class, ask::run).error();
    }
}
