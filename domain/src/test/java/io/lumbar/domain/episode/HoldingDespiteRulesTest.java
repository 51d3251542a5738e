package io.lumbar.domain.episode;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.lumbar.domain.Area;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.EpisodeError.AreaExcluded;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeError.ManagerNeeded;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Session.Breach;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.therapist.TherapistStanding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.MILA_BORN_ON;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.episode.Corrections.correct;
import static io.lumbar.domain.episode.Corrections.enteredInError;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assigned;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.given;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.SessionRule.AREA_EXCLUDED;
import static io.lumbar.domain.episode.SessionRule.CLEARANCE_MISSING;
import static io.lumbar.domain.episode.SessionRule.CONSENT_MISSING;
import static io.lumbar.domain.episode.SessionRule.STYLE_RESTRICTED;
import static io.lumbar.domain.episode.SessionRule.THERAPIST_NOT_AT_CLINIC;
import static io.lumbar.domain.episode.SessionRule.THERAPIST_NOT_PRACTISING;
import static io.lumbar.domain.episode.SessionRule.THERAPIST_NOT_QUALIFIED;
import static org.assertj.core.api.Assertions.assertThat;

class HoldingDespiteRulesTest {

    private static final ClientStanding UNASKED = client(personal(MILA_BORN_ON), FIRST_AT.plusSeconds(1));
    private static final List<EpisodeEvent> HELD = held();

    private static RuleBreached breached(SessionRule rule) {
        return new RuleBreached(EPISODE, FIRST, rule, personal("it happened"), later(FIRST_AT));
    }

    private static List<EpisodeEvent> held() {
        return Stream.of(opened(), assigned(ANNA), given(opened(), assigned(ANNA))
                .when(hold(FIRST).style(Style.SPORTS).despite("it happened", THERAPIST_NOT_QUALIFIED).command())
                .accepted()).flatMap(List::stream).toList();
    }

    static Stream<Arguments> breaches() {
        var elsewhere = new TherapistStanding(BEN, LocalDate.of(2015, 1, 1), List.of(OTHER_CLINIC),
                anna().qualifications());
        var novice = new TherapistStanding(BEN, LocalDate.of(2026, 3, 6), List.of(CLINIC), ben().qualifications());
        return Stream.of(Arguments.of(CONSENT_MISSING, opened(), hold(FIRST).of(UNASKED)),
                Arguments.of(THERAPIST_NOT_AT_CLINIC, opened(), hold(FIRST).by(elsewhere)),
                Arguments.of(THERAPIST_NOT_PRACTISING, opened(), hold(FIRST).by(novice)),
                Arguments.of(THERAPIST_NOT_QUALIFIED, opened(), hold(FIRST).style(Style.SPORTS)),
                Arguments.of(CLEARANCE_MISSING,
                        Stream.concat(openedWith("RF-INF-1").stream(), cleared(SECOND_AT).stream()).toList(),
                        hold(FIRST)),
                Arguments.of(STYLE_RESTRICTED, openedWith("CI-DIAB"), hold(FIRST).style(Style.HOT_STONE)),
                Arguments.of(AREA_EXCLUDED, openedWith("CI-VARIX"), hold(FIRST).areas(Area.LEG)));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void what_did_happen_against_a_rule_is_recorded_with_the_breach(SessionRule rule, List<EpisodeEvent> opening,
            AHolding holding) {
        var standing = given(opening, assigned(ANNA));
        standing.when(holding.command()).rejectsAs(rule.name().toLowerCase(Locale.ROOT).replace('_', '-'));

        var recording = standing.when(holding.despite("it happened", rule).command());

        assertThat(recording.accepted()).hasSize(2).endsWith(breached(rule)).first().isInstanceOf(SessionHeld.class);
        assertThat(((Held) ((Opened) recording.state()).course().session(FIRST)).breaches())
                .containsExactly(new Breach(rule, personal("it happened")));
    }

    @Test
    void several_rules_are_named_together_and_none_is_passed_over() {
        var standing = given(openedWith("CI-VARIX"), assigned(ANNA));
        var holding = hold(FIRST).of(UNASKED).areas(Area.LEG);
        standing.when(holding.despite("so", CONSENT_MISSING).command()).rejects(new AreaExcluded(Area.LEG));
        standing.when(holding.despite("so", AREA_EXCLUDED).command()).rejects(new ConsentMissing(MILA, FIRST_AT));
        assertThat(standing.when(holding.despite("so", CONSENT_MISSING, AREA_EXCLUDED).command()).accepted())
                .hasSize(3);
    }

    @Test
    void a_rule_that_was_kept_is_not_recorded_as_broken() {
        given(opened(), assigned(ANNA)).when(hold(FIRST).despite("so", CONSENT_MISSING).command())
                .rejectsValueOf("despite");
        given(opened(), assigned(ANNA))
                .when(hold(FIRST).of(UNASKED).despite("so", CONSENT_MISSING, AREA_EXCLUDED).command())
                .rejectsValueOf("despite");
        given(opened(), assigned(ANNA))
                .when(hold(FIRST).of(UNASKED).despite("so", CONSENT_MISSING, CONSENT_MISSING).command())
                .rejectsValueOf("despite.furtherRules[1]");
    }

    @Test
    void only_a_manager_says_so_and_says_why() {
        var standing = given(opened(), assigned(ANNA));
        standing.when(hold(FIRST).of(UNASKED)
                .despite(new Despite(CONSENT_MISSING, List.of(), new RuleOverride("so", false))).command())
                .rejects(new ManagerNeeded("despite"));
        standing.when(hold(FIRST).of(UNASKED).despite(" ", CONSENT_MISSING).command())
                .rejectsValueOf("despite.reason");
    }

    @Test
    void the_same_again_changes_nothing_and_without_the_breach_is_refused() {
        var standing = given(HELD);
        standing.when(hold(FIRST).style(Style.SPORTS).despite("it happened", THERAPIST_NOT_QUALIFIED).command())
                .thenNothing();
        standing.when(hold(FIRST).style(Style.SPORTS).command()).rejects(AlreadyExists.class);
        standing.when(hold(FIRST).style(Style.SPORTS).despite("for fun", THERAPIST_NOT_QUALIFIED).command())
                .rejects(AlreadyExists.class);
    }

    @Test
    void a_correction_that_leaves_the_breach_keeps_it() {
        var correcting = given(HELD).when(correct(FIRST).areas(Area.HIP).command());
        assertThat(correcting.accepted()).hasSize(1).first()
                .isInstanceOfSatisfying(SessionCorrected.class, e -> assertThat(e.stillBreached()).isNull());
        assertThat(breaches(correcting.state())).containsExactly(THERAPIST_NOT_QUALIFIED);
        assertThat(breaches(given(HELD).when(correct(FIRST).minutes(60).command()).state()))
                .containsExactly(THERAPIST_NOT_QUALIFIED);
    }

    @Test
    void a_correction_by_which_there_was_no_breach_takes_it_away() {
        var correcting = given(HELD).when(correct(FIRST).style(Style.SWEDISH).command());
        assertThat(correcting.accepted()).hasSize(1).first()
                .isInstanceOfSatisfying(SessionCorrected.class, e -> assertThat(e.stillBreached()).isEmpty());
        assertThat(breaches(correcting.state())).isEmpty();
    }

    @Test
    void a_correction_breaks_another_rule_only_when_a_manager_says_so() {
        var unasked = correct(FIRST).of(UNASKED).areas(Area.HIP);
        given(HELD).when(unasked.command()).rejects(new ConsentMissing(MILA, FIRST_AT));
        assertThat(breaches(given(HELD).when(unasked.despite("so", CONSENT_MISSING).command()).state()))
                .containsExactly(THERAPIST_NOT_QUALIFIED, CONSENT_MISSING);
        given(HELD).when(correct(FIRST).minutes(60).despite("so", CONSENT_MISSING).command())
                .rejectsValueOf("despite");
        given(HELD).when(correct(FIRST).areas(Area.HIP).despite("so", THERAPIST_NOT_QUALIFIED).command())
                .rejectsValueOf("despite");
        given(HELD).when(correct(FIRST).despite("so", CONSENT_MISSING).command()).rejectsValueOf("despite");
    }

    private static List<SessionRule> breaches(CareEpisode state) {
        return ((Held) ((Opened) state).course().session(FIRST)).breaches().stream().map(Breach::rule).toList();
    }

    @Test
    void nothing_is_left_of_it_once_the_session_is_voided() {
        assertThat(((Opened) given(HELD).when(enteredInError(FIRST, "of another client")).state()).course()
                .heldInOrder()).isEmpty();
    }
}
