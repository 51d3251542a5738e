package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.EpisodeError.ClearanceMissing;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.EpisodeStateForbids;
import io.lumbar.domain.EpisodeError.StyleRestricted;
import io.lumbar.domain.EpisodeError.TherapistNotAtClinic;
import io.lumbar.domain.EpisodeError.TherapistNotPractising;
import io.lumbar.domain.EpisodeError.TherapistNotQualified;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.client.Consents;
import io.lumbar.domain.client.Consents.Withdrawal;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.therapist.TherapistStanding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.People.mila;
import static io.lumbar.domain.episode.Episodes.ASSIGNED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cancelled;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.discharged;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.held;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.plan;
import static io.lumbar.domain.episode.Episodes.planned;
import static org.assertj.core.api.Assertions.assertThat;

class PlanningSessionTest {

    @Test
    void a_session_is_planned() {
        given(opened(), assigned(ANNA)).when(plan(FIRST, FIRST_AT).command()).then(new SessionPlanned(EPISODE, FIRST,
                new Plan(ANNA, FIRST_AT, 50, Style.SWEDISH, SessionKind.STRUCTURAL), ASSIGNED_AT));
    }

    @Test
    void another_therapist_than_the_responsible_one_may_take_it() {
        assertThat(given(opened(), assigned(ANNA)).when(plan(FIRST, FIRST_AT).with(ben()).command()).accepted())
                .hasSize(1);
    }

    @Test
    void the_same_plan_again_changes_nothing_whatever_became_of_it() {
        var command = plan(FIRST, FIRST_AT).command();
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT)).when(command).thenNothing();
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), cancelled(FIRST)).when(command).thenNothing();
        given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT), held(FIRST, FIRST_AT)).when(command).thenNothing();
    }

    @Test
    void another_plan_under_the_same_id_is_refused() {
        var standing = given(opened(), assigned(ANNA), planned(FIRST, FIRST_AT));
        standing.when(plan(FIRST, SECOND_AT).command()).rejects(new AlreadyExists("session", FIRST));
        standing.when(plan(FIRST, FIRST_AT).minutes(60).command()).rejects(AlreadyExists.class);
        given(opened(), assigned(ANNA), held(FIRST, FIRST_AT)).when(plan(FIRST, FIRST_AT).command())
                .rejects(AlreadyExists.class);
    }

    @Test
    void only_in_treatment() {
        var command = plan(FIRST, FIRST_AT).command();
        given(opened()).when(command)
                .rejects(new EpisodeStateForbids(EPISODE, "awaiting a therapist", "plan a session"));
        given(openedWith("RF-INF-1")).when(command)
                .rejects(new EpisodeStateForbids(EPISODE, "awaiting clearance", "plan a session"));
        given(opened(), declined()).when(command).rejects(EpisodeStateForbids.class);
        given(opened(), assigned(ANNA), discharged(Discharge.Reason.MOVED)).when(command)
                .rejects(EpisodeStateForbids.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 241, -1, 0})
    void it_does_not_last_less_than_5_or_more_than_240_minutes(int minutes) {
        given(opened(), assigned(ANNA)).when(plan(FIRST, FIRST_AT).minutes(minutes).command())
                .rejectsValueOf("minutes");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 240})
    void it_lasts_5_to_240_minutes(int minutes) {
        assertThat(given(opened(), assigned(ANNA)).when(plan(FIRST, FIRST_AT).minutes(minutes).command()).accepted())
                .hasSize(1);
    }

    @Test
    void it_starts_after_the_opening() {
        given(opened(), assigned(ANNA)).when(plan(FIRST, OPENED_AT.minusMillis(1)).command()).rejectsValueOf("start");
        assertThat(given(opened(), assigned(ANNA)).when(plan(FIRST, OPENED_AT).command()).accepted()).hasSize(1);
    }

    @Test
    void it_starts_at_most_two_years_ahead_by_the_clinics_calendar() {
        Instant now = Instant.parse("2026-03-28T09:00:00Z");
        // The same time on the wall, for which it is summer time on that day of 2028.
        Instant twoYears = Instant.parse("2028-03-28T08:00:00Z");
        var standing = given(opened(), assigned(ANNA));
        assertThat(standing.when(plan(FIRST, twoYears).askedAt(now).command()).accepted()).hasSize(1);
        standing.when(plan(FIRST, twoYears.plusMillis(1)).askedAt(now).command()).rejectsValueOf("start");
        standing.when(plan(FIRST, Instant.MAX).command()).rejectsValueOf("start");
    }

    @Test
    void consent_to_treatment_stands_at_its_start() {
        var standing = given(opened(), assigned(ANNA));
        var birth = personal(MILA_BORN_ON);
        standing.when(plan(FIRST, FIRST_AT).of(client(birth, FIRST_AT.plusMillis(1))).command())
                .rejects(new ConsentMissing(MILA, FIRST_AT));
        assertThat(standing.when(plan(FIRST, FIRST_AT).of(client(birth, FIRST_AT)).command()).accepted()).hasSize(1);
        standing.when(plan(FIRST, FIRST_AT).of(new ClientStanding(MILA, birth, Sex.FEMALE, List.of())).command())
                .rejects(ConsentMissing.class);
    }

    @Test
    void consent_counts_until_it_is_withdrawn() {
        var standing = given(opened(), assigned(ANNA));
        var consents = new Consents(mila().consents().given(),
                List.of(new Withdrawal(Consent.Purpose.TREATMENT, FIRST_AT)));
        var withdrawn = new ClientStanding(MILA, mila().dateOfBirth(), Sex.FEMALE, consents);
        standing.when(plan(FIRST, FIRST_AT).of(withdrawn).command()).rejects(new ConsentMissing(MILA, FIRST_AT));
        assertThat(standing.when(plan(FIRST, FIRST_AT.minusMillis(1)).of(withdrawn).command()).accepted()).hasSize(1);
        standing.when(hold(FIRST).startedAt(FIRST_AT).of(withdrawn).command()).rejects(ConsentMissing.class);
        assertThat(standing.when(hold(FIRST).startedAt(FIRST_AT.minusMillis(1)).of(withdrawn).command()).accepted())
                .isNotEmpty();
    }

    @Test
    void nobody_elses_consent_counts() {
        var other = new ClientStanding(new ClientId(id("a99")), mila().dateOfBirth(), Sex.FEMALE, mila().consents());
        given(opened(), assigned(ANNA)).when(plan(FIRST, FIRST_AT).of(other).command()).rejectsValueOf("clientId");
    }

    @Test
    void the_therapist_is_fit_for_it_on_the_local_day_of_its_start() {
        var standing = given(opened(), assigned(ANNA));
        Instant lastMinute = Instant.parse("2026-05-31T21:59:00Z");
        assertThat(standing.when(plan(FIRST, lastMinute).with(ben()).command()).accepted()).hasSize(1);
        standing.when(plan(FIRST, lastMinute.plusSeconds(60)).with(ben()).command())
                .rejects(new TherapistNotQualified(BEN, Style.SWEDISH, LocalDate.of(2026, 6, 1)));
        standing.when(plan(FIRST, FIRST_AT).with(ben()).style(Style.DEEP_TISSUE).command())
                .rejects(TherapistNotQualified.class);
        var novice = new TherapistStanding(BEN, LocalDate.of(2026, 3, 6), List.of(CLINIC), ben().qualifications());
        standing.when(plan(FIRST, FIRST_AT).with(novice).command())
                .rejects(new TherapistNotPractising(BEN, LocalDate.of(2026, 3, 5)));
        var elsewhere = new TherapistStanding(BEN, ben().practisingSince(), List.of(OTHER_CLINIC),
                ben().qualifications());
        standing.when(plan(FIRST, FIRST_AT).with(elsewhere).command())
                .rejects(new TherapistNotAtClinic(BEN, CLINIC));
    }

    @Test
    void a_style_that_a_sign_restricts_is_refused() {
        given(openedWith("CI-DIAB", "CI-NEUROP"), assigned(ANNA))
                .when(plan(FIRST, FIRST_AT).style(Style.HOT_STONE).command())
                .rejects(new StyleRestricted(Style.HOT_STONE, List.of("CI-NEUROP", "CI-DIAB")));
    }

    @Test
    void a_restriction_survives_a_clearance_that_does_not_name_the_style() {
        Instant before = ASSIGNED_AT.minusSeconds(60);
        var deep = plan(FIRST, FIRST_AT).style(Style.DEEP_TISSUE).command();
        given(openedWith("CI-OSTEO"), cleared(before), assigned(ANNA)).when(deep)
                .rejects(new StyleRestricted(Style.DEEP_TISSUE, List.of("CI-OSTEO")));
        given(openedWith("CI-OSTEO"), cleared(before, Style.TRIGGER_POINT), assigned(ANNA)).when(deep)
                .rejects(StyleRestricted.class);
        assertThat(given(openedWith("CI-OSTEO"), cleared(before, Style.DEEP_TISSUE), assigned(ANNA)).when(deep)
                .accepted()).hasSize(1);
    }

    @Test
    void a_style_is_free_from_the_date_of_the_clearance_that_names_it() {
        var standing = given(openedWith("CI-DIAB"), assigned(ANNA), cleared(FIRST_AT, Style.HOT_STONE));
        standing.when(plan(FIRST, FIRST_AT.minusMillis(1)).style(Style.HOT_STONE).command())
                .rejects(StyleRestricted.class);
        assertThat(standing.when(plan(FIRST, FIRST_AT).style(Style.HOT_STONE).command()).accepted()).hasSize(1);
    }

    @Test
    void nothing_is_planned_for_a_time_before_the_clearance() {
        given(openedWith("RF-INF-1"), cleared(ASSIGNED_AT), assigned(ANNA))
                .when(plan(FIRST, ASSIGNED_AT.minus(Duration.ofMinutes(1))).command())
                .rejects(new ClearanceMissing(EPISODE, List.of("RF-INF-1")));
    }
}
