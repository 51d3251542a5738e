package io.lumbar.infrastructure.axon;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.account.AccountEvent.AccountDisabled;
import io.lumbar.domain.account.AccountEvent.AccountOpened;
import io.lumbar.domain.account.AccountEvent.LogInNameGiven;
import io.lumbar.domain.account.AccountEvent.RightsChanged;
import io.lumbar.domain.account.AccountEvent.SecondFactorEnrolled;
import io.lumbar.domain.account.AccountEvent.SecondFactorRemoved;
import io.lumbar.domain.account.AccountEvent.SecretRenewed;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.client.Contact;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.domain.clinic.ClinicEvent.OpeningHoursChanged;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.LimitedActivity;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.episode.SessionRule;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.OdiSections;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.RmdqTicked;
import io.lumbar.domain.outcome.StartBackTotals;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistEvent.AbsenceAdded;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.QualificationRevoked;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
import io.lumbar.domain.therapist.WorkingHours;
import io.lumbar.domain.worklist.Matter;
import io.lumbar.domain.worklist.WorkListEvent.EntryClaimed;
import io.lumbar.domain.worklist.WorkListEvent.EntryClosed;
import io.lumbar.domain.worklist.WorkListEvent.EntryDone;
import io.lumbar.domain.worklist.WorkListEvent.EntryRaised;
import io.lumbar.domain.worklist.WorkListEvent.EntryReleased;

/**
 * One event of every type and of every shape it has, under the name of the file that holds its stored form. A variant
 * carries a third part in its name.
 */
final class StoredExamples {
    private static final ClinicId CLINIC = new ClinicId(id(1));
    private static final AccountId ACCOUNT = new AccountId(id(90));
    private static final SecretId SECRET = new SecretId(id(91));
    private static final TherapistId THERAPIST = new TherapistId(id(2));
    private static final ClientId CLIENT = new ClientId(id(3));
    private static final EpisodeId EPISODE = new EpisodeId(id(4));
    private static final SessionId SESSION = new SessionId(id(5));
    private static final MeasurementId MEASUREMENT = new MeasurementId(id(6));
    private static final AdverseEventId ADVERSE_EVENT = new AdverseEventId(id(8));
    private static final FollowUpId FOLLOW_UP = new FollowUpId(id(7));
    private static final TherapistId OTHER_THERAPIST = new TherapistId(id(8));
    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T10:00:00.123456Z");
    private static final WeeklyHours MONDAYS = new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0),
            LocalTime.of(17, 30));
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private StoredExamples() {}

    static Map<String, Event> all() {
        var examples = new LinkedHashMap<String, Event>();
        people(examples);
        intake(examples);
        turns(examples);
        treatment(examples);
        measurements(examples);
        corrections(examples);
        workList(examples);
        return examples;
    }

    /** What was written before a field that may be absent was added, and is still read. */
    static Map<String, Event> earlier() {
        var zoe = aboutClient(new PersonName("Zoë", "de Vries"));
        var born = aboutClient(LocalDate.of(1984, 2, 29));
        return Map.of("care-episode.session-corrected.1", corrected(), "client.registered.1",
                new ClientRegistered(CLIENT, CLINIC, aboutClient(new PersonName("Zoë", "de Vries \"Jr.\"")), born,
                        Sex.FEMALE, aboutClient(new Contact("zoe@example.org", null, null)), AT, null),
                "client.registered.1.without-contact",
                new ClientRegistered(CLIENT, CLINIC, zoe, born, Sex.UNKNOWN, null, AT, null),
                "care-episode.opened.1", opened(), "care-episode.opened.1.bare", openedBare());
    }

    private static EpisodeOpened opened() {
        return new EpisodeOpened(EPISODE, CLIENT, CLINIC, AT, ZONE, AgeBand.FROM_40_TO_49, Sex.FEMALE,
                new Complaint(LocalDate.of(2026, 1, 15), List.of(Area.LUMBAR, Area.BUTTOCK),
                        List.of(Cause.IMPROPER_LIFTING, Cause.STRESS), List.of(Muscle.QUADRATUS_LUMBORUM),
                        List.of(LimitedActivity.BENDING_TO_TIE_SHOES)),
                aboutClient(List.of("gardening", "carrying my son")), true,
                new Preference(Style.DEEP_TISSUE, 3, Gender.FEMALE), null, null);
    }

    private static EpisodeOpened openedBare() {
        return new EpisodeOpened(EPISODE, CLIENT, CLINIC, AT, ZONE, AgeBand.FROM_80, Sex.UNKNOWN,
                new Complaint(LocalDate.of(2026, 1, 15), List.of(Area.LUMBAR), List.of(Cause.UNKNOWN), List.of(),
                        List.of()),
                null, false, Preference.NONE, null, null);
    }

    private static void people(Map<String, Event> examples) {
        examples.put("clinic.opened.1", new ClinicOpened(CLINIC, "Rug & Heup", ZONE, List.of(MONDAYS), 90, AT));
        examples.put("clinic.opening-hours-changed.1", new OpeningHoursChanged(CLINIC, List.of(MONDAYS)));
        examples.put("clinic.closed.1", new ClinicClosed(CLINIC, LATER));
        var desk = new Rights(List.of(Role.FRONT_DESK, Role.MANAGER), false, List.of(CLINIC), null);
        examples.put("account.opened.1", new AccountOpened(ACCOUNT,
                Personal.of(Subject.of(ACCOUNT), new PersonName("Ína", "Bos")), desk, SECRET, AT));
        examples.put("account.rights-changed.1",
                new RightsChanged(ACCOUNT, new Rights(List.of(Role.THERAPIST), true, List.of(), THERAPIST)));
        examples.put("account.log-in-name-given.1",
                new LogInNameGiven(ACCOUNT, Personal.of(Subject.of(ACCOUNT), "ina.bos")));
        examples.put("account.secret-renewed.1", new SecretRenewed(ACCOUNT, SECRET));
        examples.put("account.second-factor-enrolled.1", new SecondFactorEnrolled(ACCOUNT, SECRET));
        examples.put("account.second-factor-removed.1", new SecondFactorRemoved(ACCOUNT));
        examples.put("account.disabled.1", new AccountDisabled(ACCOUNT, LATER));
        examples.put("therapist.registered.1",
                new TherapistRegistered(THERAPIST, aboutTherapist(new PersonName("Anna", "Visser")),
                        aboutTherapist("NL-1234"), LocalDate.of(2015, 9, 1), List.of(CLINIC), Gender.FEMALE, 30, AT));
        examples.put("therapist.registered.1.erased",
                new TherapistRegistered(THERAPIST, new Personal.Erased<>(Subject.of(THERAPIST)),
                        new Personal.Erased<>(Subject.of(THERAPIST)), LocalDate.of(2015, 9, 1), List.of(CLINIC), null,
                        30, AT));
        examples.put("therapist.qualification-granted.1", new QualificationGranted(THERAPIST,
                new Qualification(Style.DEEP_TISSUE, LocalDate.of(2016, 2, 29), LocalDate.of(2027, 12, 31))));
        examples.put("therapist.qualification-granted.1.without-end", new QualificationGranted(THERAPIST,
                new Qualification(Style.SWEDISH, LocalDate.of(2016, 2, 29), null)));
        examples.put("therapist.working-hours-set.1",
                new WorkingHoursSet(THERAPIST, List.of(new WorkingHours(CLINIC, MONDAYS))));
        examples.put("therapist.qualification-revoked.1",
                new QualificationRevoked(THERAPIST, Style.DEEP_TISSUE, LocalDate.of(2026, 5, 1)));
        examples.put("therapist.absence-added.1", new AbsenceAdded(THERAPIST, new Absence(AT, LATER)));
        examples.put("therapist.caseload-limit-changed.1", new CaseloadLimitChanged(THERAPIST, 12));
        examples.put("therapist.deactivated.1", new TherapistDeactivated(THERAPIST, LATER));
        examples.put("client.registered.1.told-apart", new ClientRegistered(CLIENT, CLINIC,
                aboutClient(new PersonName("Zoë", "de Vries \"Jr.\"")), aboutClient(LocalDate.of(1984, 2, 29)),
                Sex.FEMALE, aboutClient(new Contact("zoe@example.org", null, null)), AT, aboutClient("her cousin")));
        examples.put("client.registered.1.bare", new ClientRegistered(CLIENT, CLINIC,
                aboutClient(new PersonName("Zoë", "de Vries")), aboutClient(LocalDate.of(1984, 2, 29)), Sex.UNKNOWN,
                null, AT, null));
        examples.put("client.details-corrected.1", new ClientDetailsCorrected(CLIENT,
                aboutClient(new PersonName("Zoë", "Bakker")), aboutClient(LocalDate.of(1984, 2, 28)), Sex.FEMALE,
                aboutClient(new Contact(null, "+31 6 12345678", null)), aboutClient("her cousin")));
        examples.put("client.details-corrected.1.without-contact", new ClientDetailsCorrected(CLIENT,
                aboutClient(new PersonName("Zoë", "Bakker")), aboutClient(LocalDate.of(1984, 2, 28)), Sex.OTHER,
                null, null));
        examples.put("client.consent-withdrawn.1", new ConsentWithdrawn(CLIENT, Consent.Purpose.TREATMENT, LATER));
        examples.put("client.consent-given.1",
                new ConsentGiven(CLIENT, new Consent(Consent.Purpose.TREATMENT, "2026-01", AT)));
    }

    private static void intake(Map<String, Event> examples) {
        examples.put("care-episode.opened.1.anew", opened());
        examples.put("care-episode.opened.1.continuing",
                new EpisodeOpened(EPISODE, CLIENT, CLINIC, AT, ZONE, AgeBand.FROM_40_TO_49, Sex.FEMALE,
                        opened().complaint(), null, false, Preference.NONE, new EpisodeId(id(9)),
                        aboutClient("another pain")));
        examples.put("care-episode.declined.1", new EpisodeDeclined(EPISODE, aboutClient("went elsewhere"), AT));
        examples.put("care-episode.screening-recorded.1", new ScreeningRecorded(EPISODE, 1,
                List.of(new PositiveSign("NIGHT_PAIN", List.of()), new PositiveSign("SKIN", List.of(Area.HIP))), AT));
        examples.put("care-episode.clearance-recorded.1", new ClearanceRecorded(EPISODE, aboutClient("Dr Bakker"), AT,
                ClearanceOutcome.CLEARED, List.of(Style.SWEDISH)));
        examples.put("care-episode.therapist-assigned.1", new TherapistAssigned(EPISODE, THERAPIST, AT, null));
        examples.put("care-episode.therapist-assigned.1.override",
                new TherapistAssigned(EPISODE, THERAPIST, AT, aboutClient("nobody else that week")));
    }

    private static void turns(Map<String, Event> examples) {
        examples.put("care-episode.therapist-reassigned.1", new TherapistReassigned(EPISODE, THERAPIST,
                OTHER_THERAPIST, AT, aboutClient("on leave"), null));
        examples.put("care-episode.therapist-reassigned.1.override", new TherapistReassigned(EPISODE, THERAPIST,
                OTHER_THERAPIST, AT, aboutClient("on leave"), aboutClient("client agrees")));
    }

    private static void treatment(Map<String, Event> examples) {
        examples.put("care-episode.session-planned.1", new SessionPlanned(EPISODE, SESSION,
                new Plan(THERAPIST, LATER, 50, Style.TRIGGER_POINT, SessionKind.STRUCTURAL), AT));
        examples.put("care-episode.session-rescheduled.1", new SessionRescheduled(EPISODE, SESSION,
                new Plan(THERAPIST, LATER, 60, Style.TRIGGER_POINT, SessionKind.STRUCTURAL), AT));
        examples.put("care-episode.no-show-reverted.1", new NoShowReverted(EPISODE, SESSION,
                new Plan(THERAPIST, LATER, 60, Style.TRIGGER_POINT, SessionKind.STRUCTURAL),
                aboutClient("waited in the hall"), AT));
        examples.put("care-episode.session-cancelled.1",
                new SessionCancelled(EPISODE, SESSION, CancelledBy.CLIENT, aboutClient("has the flu"), AT));
        examples.put("care-episode.session-cancelled.1.discharge",
                new SessionCancelled(EPISODE, SESSION, CancelledBy.DISCHARGE, null, AT));
        examples.put("care-episode.session-missed.1", new SessionMissed(EPISODE, SESSION, AT));
        examples.put("care-episode.session-held.1", new SessionHeld(EPISODE, SESSION,
                new Treatment(THERAPIST, AT, 50, Style.DEEP_TISSUE, SessionKind.STRUCTURAL,
                        List.of(Area.LUMBAR, Area.HIP), 4, 6, 3, aboutClient("left side tense"),
                        aboutClient(List.of("soreness")))));
        examples.put("care-episode.session-held.1.bare", new SessionHeld(EPISODE, SESSION, new Treatment(THERAPIST, AT,
                5, Style.SWEDISH, SessionKind.WHOLE_BODY, List.of(), null, null, null, null, null)));
        examples.put("care-episode.discharged.1",
                new EpisodeDischarged(EPISODE, Discharge.Reason.TRANSFERRED, AT, CLINIC));
        examples.put("care-episode.discharged.1.goals-met",
                new EpisodeDischarged(EPISODE, Discharge.Reason.GOALS_MET, AT, null));
        examples.put("care-episode.reopened.1",
                new EpisodeReopened(EPISODE, THERAPIST, AT, aboutClient("the pain came back"), null));
        examples.put("care-episode.reopened.1.nobody", new EpisodeReopened(EPISODE, null, AT,
                aboutClient("the pain came back"), aboutClient("another pain")));
        examples.put("care-episode.follow-up-missed.1", new FollowUpMissed(EPISODE, FOLLOW_UP, AT));
        examples.put("care-episode.follow-up-withdrawn.1", new FollowUpWithdrawn(EPISODE, FOLLOW_UP, AT));
        examples.put("care-episode.follow-up-planned.1",
                new FollowUpPlanned(EPISODE, FOLLOW_UP, FollowUp.Kind.W6, LocalDate.of(2026, 4, 13)));
        examples.put("care-episode.follow-up-recorded.1",
                new FollowUpRecorded(EPISODE, FOLLOW_UP, LATER, FollowUp.FurtherCare.PHYSIOTHERAPY));
        examples.put("care-episode.follow-up-recorded.1.not-asked",
                new FollowUpRecorded(EPISODE, FOLLOW_UP, LATER, null));
    }

    private static void measurements(Map<String, Event> examples) {
        examples.put("care-episode.measurement-recorded.1",
                measured(new Occasion.Baseline(), new Reading.Given(Instrument.ODI, "2.1a", new BigDecimal("35.6"))));
        examples.put("care-episode.measurement-recorded.1.odi", measured(new Occasion.BetweenSessions(),
                new Reading.Answered("2.1a", new OdiSections(Arrays.asList(1, 2, 0, null, 3, 5, 4, 0, 1, 2)))));
        examples.put("care-episode.measurement-recorded.1.rmdq", measured(new Occasion.AtSession(SESSION),
                new Reading.Answered("24-item", new RmdqTicked(Set.of(24, 1, 7)))));
        examples.put("care-episode.measurement-recorded.1.psfs",
                measured(new Occasion.AtFollowUp(FOLLOW_UP),
                        new Reading.Answered("1995",
                                new PsfsActivities(List.of(new PsfsActivity(1, aboutClient("gardening"), 4),
                                        new PsfsActivity(2, new Personal.Erased<>(Subject.of(CLIENT)), 7))))));
        examples.put("care-episode.measurement-recorded.1.start-back",
                measured(new Occasion.Baseline(), new Reading.Answered("9-item", new StartBackTotals(5, 3))));
    }

    private static void corrections(Map<String, Event> examples) {
        examples.put("care-episode.rule-breached.1", new RuleBreached(EPISODE, SESSION,
                SessionRule.THERAPIST_NOT_QUALIFIED, aboutClient("nobody else was there"), LATER));
        examples.put("care-episode.session-corrected.1.no-breach-left",
                new SessionCorrected(EPISODE, SESSION, new Treatment(THERAPIST, AT, 60, Style.SWEDISH,
                        SessionKind.STRUCTURAL, List.of(), null, null, null, null, null), aboutClient("wrong style"),
                        LATER, List.of()));
        examples.put("care-episode.session-corrected.1.breaches-as-before", corrected());
        examples.put("care-episode.follow-up-corrected.1", new FollowUpCorrected(EPISODE, FOLLOW_UP, AT,
                FollowUp.FurtherCare.MASSAGE, aboutClient("misheard"), LATER));
        examples.put("care-episode.follow-up-corrected.1.not-asked", new FollowUpCorrected(EPISODE, FOLLOW_UP, AT,
                null, aboutClient("misheard"), LATER));
        examples.put("care-episode.intake-corrected.1", new IntakeCorrected(EPISODE,
                new Findings(AT, AgeBand.FROM_40_TO_49, Sex.FEMALE,
                        new Complaint(LocalDate.of(2026, 1, 15), List.of(Area.LUMBAR), List.of(Cause.INJURY),
                                List.of(Muscle.OTHER), List.of(LimitedActivity.LIFTING)),
                        aboutClient(List.of("gardening")), true, new Preference(Style.SWEDISH, 2, null), 1,
                        List.of(new PositiveSign("SKIN", List.of(Area.HIP)))),
                aboutClient("of another client"), LATER));
        examples.put("care-episode.intake-corrected.1.bare", new IntakeCorrected(EPISODE,
                new Findings(AT, AgeBand.FROM_80, Sex.UNKNOWN,
                        new Complaint(LocalDate.of(2026, 1, 15), List.of(Area.LUMBAR), List.of(Cause.UNKNOWN),
                                List.of(), List.of()),
                        null, false, Preference.NONE, 1, List.of()),
                aboutClient("of another client"), LATER));
        examples.put("care-episode.voided.1", new EpisodeVoided(EPISODE, aboutClient("of another client"), LATER));
        examples.put("care-episode.session-voided.1",
                new SessionVoided(EPISODE, SESSION, aboutClient("entered twice"), LATER));
        examples.put("care-episode.adverse-event-reported.1",
                new AdverseEventReported(EPISODE, ADVERSE_EVENT, new Happening(Duration.DAYS, Severity.MODERATE, AT,
                        SESSION, aboutClient("sore left side")), LATER));
        examples.put("care-episode.adverse-event-reported.1.bare", new AdverseEventReported(EPISODE, ADVERSE_EVENT,
                new Happening(Duration.HOURS, Severity.MILD, AT, null, null), LATER));
        examples.put("care-episode.adverse-event-corrected.1",
                new AdverseEventCorrected(EPISODE, ADVERSE_EVENT,
                        new Happening(Duration.WEEKS, Severity.SEVERE, AT, SESSION, aboutClient("sore left side")),
                        aboutClient("it went on"), LATER));
        examples.put("care-episode.measurement-corrected.1", new MeasurementCorrected(EPISODE, MEASUREMENT,
                new Occasion.AtSession(SESSION), new Reading.Given(Instrument.NPRS, "7-day", BigDecimal.valueOf(4)), AT,
                aboutClient("misread"), LATER));
        examples.put("care-episode.measurement-voided.1",
                new MeasurementVoided(EPISODE, MEASUREMENT, aboutClient("of another client"), LATER));
    }

    private static SessionCorrected corrected() {
        return new SessionCorrected(EPISODE, SESSION,
                new Treatment(THERAPIST, AT, 60, Style.SWEDISH, SessionKind.STRUCTURAL, List.of(Area.LUMBAR), 4, 6,
                        null, aboutClient("left side tense"), null),
                aboutClient("copied from the wrong line"), LATER, null);
    }

    private static void workList(Map<String, Event> examples) {
        var missed = new Matter(Matter.Kind.MISSED_FOLLOW_UP, CLINIC, EPISODE, CLIENT, THERAPIST, null, FOLLOW_UP, null,
                AT, null, LocalDate.of(2026, 4, 13), null, List.of());
        var expiring = new Matter(Matter.Kind.EXPIRING_QUALIFICATION, CLINIC, null, null, THERAPIST, null, null,
                Style.HOT_STONE, LATER, null, LocalDate.of(2028, 2, 29), null, List.of());
        var urgent = new Matter(Matter.Kind.URGENT_REFERRAL, CLINIC, EPISODE, CLIENT, null, SESSION, null, null, AT,
                LATER, null, 4, List.of("RF-CES-1", "RF-CES-2"));
        examples.put("work-entry.raised.1", new EntryRaised(missed.entry(), missed, AT));
        examples.put("work-entry.raised.1.qualification", new EntryRaised(expiring.entry(), expiring, LATER));
        examples.put("work-entry.raised.1.signs", new EntryRaised(urgent.entry(), urgent, LATER));
        examples.put("work-entry.claimed.1", new EntryClaimed(missed.entry(), "client:admin-cli", AT));
        examples.put("work-entry.released.1", new EntryReleased(missed.entry(), "client:admin-cli", LATER));
        examples.put("work-entry.done.1",
                new EntryDone(missed.entry(), "client:admin-cli", aboutClient("moved abroad"), LATER));
        examples.put("work-entry.done.1.bare", new EntryDone(missed.entry(), "client:admin-cli", null, LATER));
        examples.put("work-entry.closed.1", new EntryClosed(missed.entry(), LATER));
    }

    private static MeasurementRecorded measured(Occasion occasion, Reading reading) {
        return new MeasurementRecorded(EPISODE, MEASUREMENT, occasion, reading, AT);
    }

    private static <T> Personal<T> aboutClient(T value) {
        return Personal.of(Subject.of(CLIENT), value);
    }

    private static <T> Personal<T> aboutTherapist(T value) {
        return Personal.of(Subject.of(THERAPIST), value);
    }

    private static UUID id(int number) {
        return UUID.fromString("01990000-0000-7000-8000-%012d".formatted(number));
    }
}
