package io.lumbar.infrastructure.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.fasterxml.uuid.Generators;
import io.lumbar.application.Told;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.AccountCommand.ChangeRights;
import io.lumbar.domain.account.AccountCommand.DisableAccount;
import io.lumbar.domain.account.AccountCommand.EnrolSecondFactor;
import io.lumbar.domain.account.AccountCommand.GiveLogInName;
import io.lumbar.domain.account.AccountCommand.OpenAccount;
import io.lumbar.domain.account.AccountCommand.RemoveSecondFactor;
import io.lumbar.domain.account.AccountCommand.RenewSecret;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.client.ClientCommand.CorrectClientDetails;
import io.lumbar.domain.client.ClientCommand.GiveConsent;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.client.Consent.Purpose;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.Intake.DeclineEpisode;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.RecordClearance;
import io.lumbar.domain.episode.Screening.RecordScreening;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;
import io.lumbar.domain.episode.Session.VoidSession;
import io.lumbar.domain.episode.SessionRule;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand.ChangeCaseloadLimit;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.RegisterTherapist;
import io.lumbar.domain.therapist.TherapistStanding;
import io.lumbar.domain.worklist.Matter;
import io.lumbar.domain.worklist.WorkListCommand.ClaimEntry;
import io.lumbar.domain.worklist.WorkListCommand.CloseEntry;
import io.lumbar.domain.worklist.WorkListCommand.FinishEntry;
import io.lumbar.domain.worklist.WorkListCommand.RaiseEntry;
import io.lumbar.domain.worklist.WorkListCommand.ReleaseEntry;
import io.lumbar.infrastructure.axon.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Clinics with few therapists and few hours where everybody wants everything at once, on two instances: commands of all
 * kinds that write to the rules' tables, many of which are refused.
 */
final class Bustle {
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final LocalDate SINCE = LocalDate.of(2015, 9, 1);
    private static final List<String> NAMES = List.of("Bakker", "Visser", "de Vries", "Smit", "Mulder", "Bos");

    private final List<Instance> instances;
    private final List<ClinicId> clinics = new CopyOnWriteArrayList<>();
    private final List<TherapistId> therapists = new CopyOnWriteArrayList<>();
    private final List<ClientId> clients = new CopyOnWriteArrayList<>();
    private final List<EpisodeId> episodes = new CopyOnWriteArrayList<>();
    private final List<AccountId> accounts = new CopyOnWriteArrayList<>();
    private final Map<String, Long> recorded = new ConcurrentSkipListMap<>();
    private final Map<String, Long> refused = new ConcurrentSkipListMap<>();

    Bustle(Instance... instances) {
        this.instances = List.of(instances);
        var random = new Random(1);
        var desk = new Desk(random, this.instances.getFirst());
        for (int n = 0; n < 4; n++) {
            desk.ask(desk.openClinic());
            desk.ask(desk.takeOn());
            desk.ask(desk.registerClient());
        }
    }

    /** How many commands of which name were recorded. */
    Map<String, Long> recorded() {
        return recorded;
    }

    /** Which refusals were met how often. */
    Map<String, Long> refused() {
        return refused;
    }

    /** Lets four at a time ask for {@code commands} each. Whatever is not carried out must be refused by a rule. */
    void goOn(long seed, int commands) {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                var desk = new Desk(new Random(seed * 4 + n), instances.get(n % instances.size()));
                all.add(threads.submit(() -> {
                    for (int i = 0; i < commands; i++) {
                        desk.ask(desk.next());
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** One who asks, on one instance. */
    private final class Desk {
        private final Random random;
        private final Instance instance;

        Desk(Random random, Instance instance) {
            this.random = random;
            this.instance = instance;
        }

        void ask(@Nullable Command command) {
            if (command == null) {
                return;
            }
            try {
                instance.decisions.decide(command, Told.request(), command.stream().id());
                recorded.merge(command.getClass().getSimpleName(), 1L, Long::sum);
                switch (command) {
                    case OpenClinic c -> clinics.add(c.clinic());
                    case RegisterTherapist c -> therapists.add(c.therapist());
                    case RegisterClient c -> clients.add(c.client());
                    case OpenEpisode c -> episodes.add(c.episode());
                    case OpenAccount c -> accounts.add(c.account());
                    default -> {}
                }
            } catch (Rejected refusal) {
                refused.merge(refusal.error().getClass().getSimpleName(), 1L, Long::sum);
            }
        }

        @Nullable
        Command next() {
            return switch (random.nextInt(42)) {
                case 0, 1, 2 -> registerClient();
                case 3 -> correct();
                case 4, 5 -> new GiveConsent(any(clients), consent(), now());
                case 6 -> new WithdrawConsent(any(clients), Purpose.TREATMENT, moment(), now());
                case 7 -> random.nextBoolean() ? openClinic() : takeOn();
                case 8 -> random.nextInt(3) == 0 ? new CloseClinic(clinics.getLast(), now(), now())
                        : new DeactivateTherapist(any(therapists), moment(), null, now());
                case 9, 10 -> new ChangeCaseloadLimit(any(therapists), 1 + random.nextInt(4));
                case 11, 12 -> open();
                case 13, 14 -> episodes.isEmpty() ? open() : seeTo(any(episodes));
                case 40 -> openAccount();
                case 41 -> accounts.isEmpty() ? openAccount() : of(any(accounts));
                default -> episodes.isEmpty() ? open() : of(any(episodes));
            };
        }

        /** To the one entry that each episode has. */
        private @Nullable Command seeTo(EpisodeId episode) {
            if (!(instance.records.episode(episode).state() instanceof CareEpisode.Opened opened)) {
                return null;
            }
            var matter = new Matter(Matter.Kind.STALLED_INTAKE, opened.course().clinic(), episode,
                    opened.course().client(), null, null, null, null, BEGIN, null, null, null, List.of());
            String by = random.nextBoolean() ? "user:flo" : "user:gus";
            return switch (random.nextInt(8)) {
                case 0 -> new CloseEntry(matter.entry(), now());
                case 1, 2 -> new ClaimEntry(matter.entry(), by, now());
                case 3 -> new ReleaseEntry(matter.entry(), by, true, now());
                case 4 -> new FinishEntry(matter.entry(), by, null, now());
                default -> new RaiseEntry(matter, now());
            };
        }

        private Command of(AccountId account) {
            return switch (random.nextInt(10)) {
                case 8 -> new EnrolSecondFactor(account, new SecretId(id()));
                case 9 -> new RemoveSecondFactor(account);
                case 0 -> new DisableAccount(account, now());
                case 1, 2, 3 -> new RenewSecret(account, new SecretId(id()));
                case 4 -> new GiveLogInName(account, "somebody" + random.nextInt(20));
                default -> new ChangeRights(account, rights());
            };
        }

        private OpenAccount openAccount() {
            return new OpenAccount(new AccountId(id()), name(), rights(),
                    random.nextBoolean() ? null : "somebody" + random.nextInt(20), new SecretId(id()), now());
        }

        private Rights rights() {
            return random.nextBoolean()
                    ? new Rights(List.of(Role.ADMIN), true, List.of(), null)
                    : new Rights(List.of(Role.THERAPIST), false, List.of(any(clinics)), any(therapists));
        }

        private @Nullable Command of(EpisodeId episode) {
            if (!(instance.records.episode(episode).state() instanceof CareEpisode.Opened opened)) {
                return null;
            }
            ClientStanding client = client(opened.course().client());
            TherapistStanding therapist = therapist();
            Instant now = now();
            return switch (random.nextInt(60)) {
                case 0 -> new DischargeEpisode(episode, Reason.GOALS_MET, now, null,
                        Stream.generate(() -> new FollowUpId(id())).limit(4).toList(), now);
                case 46, 47, 48 -> new ReopenEpisode(episode, opened.course().clinic(), therapist, "pain came back",
                        random.nextBoolean() ? new RuleOverride("another problem", true) : null, now);
                case 1 -> new DeclineEpisode(episode, "went elsewhere", now);
                case 2, 3 -> new RecordScreening(episode, client, 1, signs(), moment(), now);
                case 4, 5, 6 ->
                    new RecordClearance(episode, "Dr Bakker", moment(), ClearanceOutcome.CLEARED, List.of(), now);
                case 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 -> new AssignTherapist(episode, therapist, null, now,
                        opened instanceof CareEpisode.Treated ? "on leave" : null,
                        random.nextInt(3) == 0 ? new RuleOverride("knows her", true) : null,
                        random.nextBoolean() ? PlannedSessions.MOVE : PlannedSessions.KEEP, Set.of(), now);
                case 19, 20, 21, 22 ->
                    new CancelSession(episode, one(opened, Session.Planned.class), CancelledBy.CLIENT, null, now);
                case 23, 24, 25, 26 -> new MarkNoShow(episode, one(opened, Session.Planned.class), now);
                case 27, 28, 29, 30 -> revert(opened, client, now);
                case 31, 32, 33, 34, 35 -> move(opened, client, now);
                case 36, 37, 38, 39 -> new VoidSession(episode, one(opened, Session.Held.class), "entered twice", now);
                case 40, 41, 42, 43, 44, 45 -> new HoldSession(episode, new SessionId(id()), false, therapist, client,
                        moment(), 45, random.nextBoolean() ? Style.SWEDISH : Style.SHIATSU, SessionKind.STRUCTURAL,
                        List.of(), null, null, null, null, List.of(), List.of(),
                        random.nextBoolean() ? new Despite(SessionRule.THERAPIST_NOT_QUALIFIED, List.of(),
                                new RuleOverride("by mistake", true)) : null,
                        now);
                default -> new PlanSession(episode, new SessionId(id()), therapist, client, slot(), 45, Style.SWEDISH,
                        SessionKind.STRUCTURAL, now);
            };
        }

        /** By the therapist of the plan, as a session that is moved. */
        private Command revert(CareEpisode.Opened opened, ClientStanding client, Instant now) {
            SessionId session = one(opened, Session.Missed.class);
            return new RevertNoShow(opened.course().episode(), session, planned(opened, session), client, "in the hall",
                    now);
        }

        private Command move(CareEpisode.Opened opened, ClientStanding client, Instant now) {
            SessionId session = one(opened, Session.Planned.class);
            return new RescheduleSession(opened.course().episode(), session, planned(opened, session), client, slot(),
                    null, now);
        }

        private TherapistStanding planned(CareEpisode.Opened opened, SessionId id) {
            Session session = opened.course().sessions().get(id);
            Session.Plan plan = session == null ? null : session.plan();
            return plan == null ? therapist() : standing(plan.therapist());
        }

        /** One that stands so; one that is not there where none does. */
        private SessionId one(CareEpisode.Opened opened, Class<? extends Session> standing) {
            List<SessionId> such = opened.course().sessions().values().stream().filter(standing::isInstance)
                    .map(Session::id).toList();
            return such.isEmpty() ? new SessionId(id()) : any(such);
        }

        OpenClinic openClinic() {
            return new OpenClinic(new ClinicId(id()), "Rugzorg", ZONE, List.of(), 90, BEGIN);
        }

        RegisterTherapist takeOn() {
            return new RegisterTherapist(new TherapistId(id()), new PersonName("Anna", any(NAMES)),
                    "NL-" + random.nextInt(40), SINCE, clinics, List.of(new Qualification(Style.SWEDISH, SINCE, null)),
                    null, 1 + random.nextInt(3), List.of(), BEGIN);
        }

        RegisterClient registerClient() {
            return new RegisterClient(new ClientId(id()), any(clinics), name(), bornOn(), Sex.FEMALE, null,
                    List.of(consent()), override(), now());
        }

        private CorrectClientDetails correct() {
            return new CorrectClientDetails(any(clients), name(), bornOn(), Sex.FEMALE, null, override(), now());
        }

        private OpenEpisode open() {
            Instant now = BEGIN.plusSeconds(random.nextInt(3_600));
            return new OpenEpisode(new EpisodeId(id()), client(any(clients)), any(clinics), ZONE, now,
                    new Complaint(LocalDate.of(2026, 1, 15), List.of(Area.LUMBAR), List.of(Cause.STRESS), List.of(),
                            List.of()),
                    List.of(), 1, signs(),
                    List.of(new Taking(new MeasurementId(id()),
                            Reading.given(Instrument.NPRS, BigDecimal.valueOf(6)), now)),
                    false, Preference.NONE, null,
                    random.nextBoolean() ? new RuleOverride("another problem", true) : null, now);
        }

        private ClientStanding client(ClientId client) {
            return ((Client.Registered) instance.records.client(client).state()).standing();
        }

        private TherapistStanding therapist() {
            return standing(any(therapists));
        }

        private TherapistStanding standing(TherapistId therapist) {
            return ((Therapist.Registered) instance.records.therapist(therapist).state()).standing();
        }

        private List<PositiveSign> signs() {
            return random.nextInt(5) == 0 ? List.of(new PositiveSign(random.nextBoolean() ? "RF-CES-1" : "RF-CES-2",
                    List.of())) : List.of();
        }

        private @Nullable String override() {
            return random.nextBoolean() ? "her cousin" : null;
        }

        private PersonName name() {
            return new PersonName("Mila", any(NAMES));
        }

        private LocalDate bornOn() {
            return LocalDate.of(1980, 1, 1 + random.nextInt(3));
        }

        private Consent consent() {
            return new Consent(Purpose.TREATMENT, "2026-01", random.nextInt(3) == 0 ? moment() : BEGIN);
        }

        /** Within two weeks. */
        private Instant now() {
            return BEGIN.plus(Duration.ofMinutes(60 * 24 * 7 + random.nextInt(60 * 24 * 7)));
        }

        private Instant moment() {
            return BEGIN.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 8)));
        }

        private Instant slot() {
            return BEGIN.plus(Duration.ofDays(random.nextInt(20))).plus(Duration.ofHours(random.nextInt(8)));
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        private UUID id() {
            return Generators.timeBasedEpochGenerator().generate();
        }
    }
}
