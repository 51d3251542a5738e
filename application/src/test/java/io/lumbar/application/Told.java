package io.lumbar.application;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistStanding;

/** Commands of one clinic with one therapist, one client and one episode, each acceptable after the ones before. */
public final class Told {
    public static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final LocalDate BORN = LocalDate.of(1984, 2, 29);
    private static final Consent CONSENT = new Consent(Consent.Purpose.TREATMENT, "2026-01", NOW);

    public final ClinicId clinic = new ClinicId(UUID.randomUUID());
    public final TherapistId therapist = new TherapistId(UUID.randomUUID());
    public final ClientId client = new ClientId(UUID.randomUUID());
    public final EpisodeId episode = new EpisodeId(UUID.randomUUID());
    private final MeasurementId baseline = new MeasurementId(UUID.randomUUID());

    public OpenClinic openClinic() {
        return openClinic("Rug & Heup");
    }

    public OpenClinic openClinic(String name) {
        return new OpenClinic(clinic, name, ZONE, List.of(), 90, NOW);
    }

    public RegisterTherapist registerTherapist(String licenceNumber) {
        return new RegisterTherapist(therapist, new PersonName("Anna", "Visser"), licenceNumber,
                LocalDate.of(2015, 9, 1), List.of(clinic),
                List.of(new Qualification(Style.SWEDISH, LocalDate.of(2016, 1, 1), null)), null, 30, List.of(), NOW);
    }

    public RegisterClient registerClient() {
        return new RegisterClient(client, clinic, new PersonName("Zoë", "de Vries " + client.value()), BORN, Sex.FEMALE,
                null,
                List.of(CONSENT), null, NOW);
    }

    public OpenEpisode openEpisode() {
        return new OpenEpisode(episode, clientStanding(), clinic, ZONE, NOW,
                new Complaint(LocalDate.of(2026, 1, 15), List.of(Area.LUMBAR), List.of(Cause.STRESS), List.of(),
                        List.of()),
                List.of(), 1, List.of(),
                List.of(new Taking(baseline, Reading.given(Instrument.NPRS, BigDecimal.valueOf(6)), NOW)), false,
                Preference.NONE, null, null, NOW);
    }

    public AssignTherapist assign() {
        return new AssignTherapist(episode, therapistStanding(), null, NOW, null, null, PlannedSessions.MOVE, Set.of(),
                NOW);
    }

    /** An hour on the n-th day from now. */
    public PlanSession plan(SessionId session, int day) {
        return new PlanSession(episode, session, therapistStanding(), clientStanding(), NOW.plus(Duration.ofDays(day)),
                60, Style.SWEDISH, SessionKind.WHOLE_BODY, NOW);
    }

    /** The n-th of sessions that were held two hours apart, by the word of whoever records them a year later. */
    public HoldSession hold(int n, String note) {
        return new HoldSession(episode, new SessionId(UUID.randomUUID()), false, therapistStanding(), clientStanding(),
                NOW.plus(Duration.ofHours(2L * n)), 60, Style.SWEDISH, SessionKind.WHOLE_BODY, List.of(Area.LUMBAR), 3,
                5, 3, note, List.of(), List.of(), null, NOW.plus(Duration.ofDays(400)));
    }

    public CancelSession cancel(SessionId session) {
        return new CancelSession(episode, session, CancelledBy.CLIENT, null, NOW);
    }

    private ClientStanding clientStanding() {
        return new ClientStanding(client, Personal.of(Subject.of(client), BORN), Sex.FEMALE, List.of(CONSENT));
    }

    private TherapistStanding therapistStanding() {
        return new TherapistStanding(therapist, LocalDate.of(2015, 9, 1), List.of(clinic),
                List.of(new Qualification(Style.SWEDISH, LocalDate.of(2016, 1, 1), null)));
    }

    /** A request on no condition. */
    public static Request request() {
        return new Request("u-1", UUID.randomUUID(), null, null);
    }

    /** A request that expects a version. */
    public static Request expecting(long version) {
        return new Request("u-1", UUID.randomUUID(), version, null);
    }

    /** A request under an idempotency key. */
    public static Request under(String key, String fingerprint) {
        return new Request("u-1", UUID.randomUUID(), null,
                new Request.Idempotency("POST /clinics", key, fingerprint));
    }
}
