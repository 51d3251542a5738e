package io.lumbar.application.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Desk;
import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Lookup;
import io.lumbar.application.Scope;
import io.lumbar.application.Told;
import io.lumbar.application.report.Outlooks.Person;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.clinic.ClinicCommand;
import io.lumbar.domain.clinic.ClinicCommand.CloseClinic;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.Intake;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.Chronicity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.report.AnEpisode.CLINIC;
import static io.lumbar.application.report.AnEpisode.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody with chronic pain of 7 from stress. */
class LookingAheadTest {
    private static final Person SOMEBODY = new Person(CLINIC, Chronicity.CHRONIC, 7, Cause.STRESS);
    private static final Scope HERE = new Scope(false, Set.of(CLINIC), null);

    private static final Instant OPENED = Instant.parse("2020-01-01T09:00:00Z");

    private final InMemoryClinic books = new InMemoryClinic();
    private final List<EpisodeFacts> episodes = new ArrayList<>();

    /** Half of them respond after two sessions, and the others leave after four. */
    private void treated(int howMany, ClinicId clinic, Chronicity chronicity, int baseline, Cause... causes) {
        for (int n = 0; n < howMany; n++) {
            episodes.add(AnEpisode.ofSomebody().at(clinic).with(chronicity).baseline(baseline).with(causes).held(4)
                    .pain(n % 2 == 0 ? 1 : baseline, 2).discharged(Reason.CLIENT_CHOICE).facts());
        }
    }

    private Outlook outlook(Person person, Scope scope) {
        return outlook(person, scope, Disclosure.ON_SCREEN);
    }

    private Outlook outlook(Person person, Scope scope, Disclosure disclosure) {
        return new Outlooks(KnownFacts.of(episodes), new Lookup(books), books).of(scope, person, null, null,
                disclosure);
    }

    @BeforeEach
    void open() {
        for (ClinicId clinic : List.of(CLINIC, OTHER_CLINIC)) {
            tell(new OpenClinic(clinic, "Rugzorg", ZoneId.of("Europe/Amsterdam"), List.of(), 90, OPENED));
        }
    }

    private void tell(ClinicCommand command) {
        books.decide(command, Told.request(), CLINIC.value());
    }

    @Test
    void describes_what_became_of_thirty_people_who_are_alike() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(20, CLINIC, Chronicity.ACUTE, 8, Cause.STRESS);

        Outlook outlook = outlook(SOMEBODY, HERE);

        assertThat(outlook.widened()).isEmpty();
        assertThat(outlook.matched()).isEqualTo(new Outlook.Matched(CLINIC, Chronicity.CHRONIC, "7-8", Cause.STRESS));
        assertThat(outlook.episodes()).isEqualTo(30);
        assertThat(outlook.medianSessionsToResponse()).isEqualTo(2);
        assertThat(outlook.shares()).extracting(Outlook.Share::share).containsExactly(0.0, 0.5, 0.5, 0.5);
        assertThat(outlook.inWords())
                .isEqualTo("Of 30 people like this one, 50 percent had responded after 4 sessions. "
                        + "Half of them had after 2. This describes what happened to others; it is no promise.");
    }

    @Test
    void what_is_a_cause_beside_the_primary_one_makes_nobody_alike() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(20, CLINIC, Chronicity.CHRONIC, 8, Cause.INJURY);
        treated(3, CLINIC, Chronicity.CHRONIC, 8, Cause.INJURY, Cause.STRESS);

        assertThat(outlook(SOMEBODY, HERE).widened()).isEmpty();
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(30);
        assertThat(outlook(SOMEBODY, HERE, Disclosure.EXPORTED).episodes()).isEqualTo(30);
    }

    @Test
    void few_beside_those_who_are_alike_are_not_found_by_subtraction() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(3, CLINIC, Chronicity.CHRONIC, 8, Cause.INJURY);

        assertThat(outlook(SOMEBODY, HERE).widened()).containsExactly("cause");
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(33);
    }

    @Test
    void gives_likeness_up_in_order_until_there_are_thirty() {
        treated(10, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(10, CLINIC, Chronicity.CHRONIC, 8, Cause.INJURY);
        treated(10, CLINIC, Chronicity.CHRONIC, 5, Cause.INJURY);
        treated(10, CLINIC, Chronicity.ACUTE, 5, Cause.INJURY);

        assertThat(outlook(SOMEBODY, HERE).widened()).containsExactly("cause", "baselineBand");
        assertThat(outlook(SOMEBODY, HERE).matched())
                .isEqualTo(new Outlook.Matched(CLINIC, Chronicity.CHRONIC, null, null));
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(30);
    }

    @Test
    void looks_at_other_clinics_last_and_only_at_those_that_may_be_seen() {
        treated(20, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(20, OTHER_CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        assertThat(outlook(SOMEBODY, Scope.EVERYTHING).widened()).containsExactly("cause", "baselineBand", "chronicity",
                "clinic");
        assertThat(outlook(SOMEBODY, Scope.EVERYTHING).episodes()).isEqualTo(40);
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(20);
    }

    @Test
    void says_nothing_of_four_and_nothing_wrong_of_nobody() {
        assertThat(outlook(SOMEBODY, HERE).inWords()).isEqualTo("Nobody like this one was treated here.");
        treated(4, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        Outlook outlook = outlook(SOMEBODY, HERE);

        assertThat(outlook.episodes()).isNull();
        assertThat(outlook.shares()).isNull();
        assertThat(outlook.suppressed()).containsExactly("episodes", "shares");
    }

    @Test
    void what_leaves_the_house_says_nothing_of_nine_and_ends_where_fewer_than_ten_are_at_risk() {
        treated(9, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(9);
        assertThat(outlook(SOMEBODY, HERE, Disclosure.EXPORTED).episodes()).isNull();
        assertThat(outlook(SOMEBODY, HERE, Disclosure.EXPORTED).suppressed()).containsExactly("episodes", "shares");

        treated(3, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        assertThat(outlook(SOMEBODY, HERE).shares()).hasSize(4);
        assertThat(outlook(SOMEBODY, HERE, Disclosure.EXPORTED).episodes()).isEqualTo(12);
        assertThat(outlook(SOMEBODY, HERE, Disclosure.EXPORTED).shares()).hasSize(2);
    }

    @Test
    void without_a_baseline_people_of_any_pain_are_alike() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        Outlook outlook = outlook(new Person(CLINIC, Chronicity.CHRONIC, null, Cause.STRESS), HERE);

        assertThat(outlook.widened()).isEmpty();
        assertThat(outlook.matched().baselineBand()).isNull();
    }

    @Test
    void a_clinic_that_was_closed_still_has_its_history_and_one_outside_is_not_there() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        tell(new CloseClinic(CLINIC, OPENED.plusSeconds(1), OPENED.plusSeconds(1)));

        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(30);
        var elsewhere = new Scope(false, Set.of(OTHER_CLINIC), null);
        var nowhere = new ClinicId(new UUID(1, 3));
        assertThat(refusal(() -> outlook(SOMEBODY, elsewhere)))
                .isEqualTo(new UnknownReference("clinicId", "clinic", CLINIC.value().toString()));
        assertThat(refusal(() -> outlook(new Person(nowhere, Chronicity.ACUTE, 7, Cause.STRESS), Scope.EVERYTHING)))
                .isEqualTo(new UnknownReference("clinicId", "clinic", nowhere.value().toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11})
    void pain_lies_on_its_scale(int baseline) {
        assertThat(refusal(() -> outlook(new Person(CLINIC, Chronicity.ACUTE, baseline, Cause.STRESS), HERE)))
                .isEqualTo(new InvalidValue("baselineNprs", "must be 0 to 10"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_baseline_to_which_the_rule_cannot_be_applied_is_given_up(int baseline) {
        treated(40, CLINIC, Chronicity.ACUTE, baseline, Cause.STRESS);
        treated(30, CLINIC, Chronicity.ACUTE, 8, Cause.INJURY);

        Outlook outlook = outlook(new Person(CLINIC, Chronicity.ACUTE, baseline, Cause.STRESS), HERE);

        assertThat(outlook.widened()).containsExactly("cause", "baselineBand");
        assertThat(outlook.episodes()).isEqualTo(30);
    }

    @Test
    void of_somebody_in_care_it_knows_no_more_than_was_known_then() {
        var desk = new Desk();
        EpisodeId episode = desk.waitingEpisode();
        Instant before = recordedAt(desk, episode);
        desk.episodes.correctIntake(Desk.request(), episode, new Intake.Changes(null, LocalDate.of(2026, 6, 1), null,
                List.of(Cause.INJURY), null, null, null, null, null, null), "asked again");
        Instant corrected = recordedAt(desk, episode);
        desk.episodes.enteredInError(Desk.request(), episode, "of another client");
        var everybody = new Outlook.Matched(desk.clinic, Chronicity.ACUTE, "7-8", Cause.STRESS);
        for (int n = 0; n < 30; n++) {
            episodes.add(
                    AnEpisode.ofSomebody().at(desk.clinic).with(Chronicity.ACUTE).with(Cause.STRESS).held(1).facts());
            episodes.add(
                    AnEpisode.ofSomebody().at(desk.clinic).with(Chronicity.CHRONIC).with(Cause.INJURY).held(1).facts());
        }

        assertThat(outlook(desk, episode, before).matched()).isEqualTo(everybody);
        assertThat(outlook(desk, episode, corrected).matched())
                .isEqualTo(new Outlook.Matched(desk.clinic, Chronicity.CHRONIC, "7-8", Cause.INJURY));
        var gone = new NotFound("episode", episode);
        assertThat(refusal(() -> outlook(desk, episode, null))).isEqualTo(gone);
        assertThat(refusal(() -> outlook(desk, episode, before.minusMillis(1)))).isEqualTo(gone);
    }

    private static Instant recordedAt(Desk desk, EpisodeId episode) {
        return desk.books.history(StreamId.of(episode)).getLast().recordedAt();
    }

    private Outlook outlook(Desk desk, EpisodeId episode, @Nullable Instant asOf) {
        Known known = KnownFacts.of(episodes).known();
        ReportFacts facts = (moment, _) -> new Known(moment == null ? known.asOf() : moment, known.position(), 0,
                known.months());
        return new Outlooks(facts, new Lookup(desk.books), desk.books).of(Scope.EVERYTHING, episode, asOf, null);
    }
}
