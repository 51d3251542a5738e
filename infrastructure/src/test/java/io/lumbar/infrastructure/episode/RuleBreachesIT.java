package io.lumbar.infrastructure.episode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeCommand;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.infrastructure.rules.RuleTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.episode.Corrections.correct;
import static io.lumbar.domain.episode.Corrections.enteredInError;
import static io.lumbar.domain.episode.Corrections.voidEpisode;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.SessionRule.AREA_EXCLUDED;
import static io.lumbar.domain.episode.SessionRule.THERAPIST_NOT_QUALIFIED;
import static org.assertj.core.api.Assertions.assertThat;

class RuleBreachesIT extends RuleTables {

    private final List<EpisodeEvent> history = new ArrayList<>();

    @BeforeEach
    void hold_a_session_against_two_rules() {
        sql.sql("delete from rules.breach").update();
        sql.sql("delete from rules.episode").update();
        happens(intake().positive("CI-VARIX").command());
        happens(assign(anna()));
        happens(hold(FIRST).style(Style.SPORTS).areas(Area.LEG)
                .despite("it did happen", THERAPIST_NOT_QUALIFIED, AREA_EXCLUDED).command());
    }

    @Test
    void a_session_against_rules_waits_since_it_took_place() {
        assertThat(waiting()).containsExactly("2026-03-05 09:00 {THERAPIST_NOT_QUALIFIED,AREA_EXCLUDED}");
    }

    @Test
    void one_that_breaks_no_rule_does_not() {
        happens(hold(SECOND).startedAt(SECOND_AT).command());
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void a_correction_leaves_what_is_still_broken_at_the_time_it_took_place() {
        happens(correct(FIRST).areas(Area.LUMBAR).startedAt(FIRST_AT.plus(Duration.ofHours(1))).command());
        assertThat(waiting()).containsExactly("2026-03-05 10:00 {THERAPIST_NOT_QUALIFIED}");
        happens(correct(FIRST).minutes(30).command());
        assertThat(waiting()).containsExactly("2026-03-05 10:00 {THERAPIST_NOT_QUALIFIED}");
        happens(correct(FIRST).style(Style.SWEDISH).command());
        assertThat(waiting()).isEmpty();
    }

    @Test
    void a_correction_by_which_it_broke_a_rule_puts_it_on_the_list() {
        happens(hold(SECOND).startedAt(SECOND_AT).command());
        happens(correct(SECOND).areas(Area.LEG).despite("so it was", AREA_EXCLUDED).command());
        assertThat(waiting()).containsExactly("2026-03-05 09:00 {THERAPIST_NOT_QUALIFIED,AREA_EXCLUDED}",
                "2026-03-12 09:00 {AREA_EXCLUDED}");
    }

    @Test
    void a_session_that_was_voided_broke_none() {
        happens(enteredInError(FIRST, "entered twice"));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void nor_did_one_of_an_episode_that_was() {
        happens(voidEpisode("of another client"));
        assertThat(waiting()).isEmpty();
    }

    private static List<@Nullable String> waiting() {
        return sql.sql("""
                select to_char(since at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' ' || rules::text
                from rules.breach where client_id is not null and clinic_id is not null order by since""")
                .query(String.class).list();
    }

    private void happens(EpisodeCommand command) {
        var decider = new CareEpisodeDecider();
        List<EpisodeEvent> events = decider.decide(command, decider.replay(history));
        history.addAll(events);
        events.forEach(new OpenEpisodes(sql)::record);
        RuleBreaches.record(sql, events);
    }
}
