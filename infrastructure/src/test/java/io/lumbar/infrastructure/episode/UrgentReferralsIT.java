package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.infrastructure.rules.RuleTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.cleared;
import static io.lumbar.domain.episode.Episodes.declined;
import static io.lumbar.domain.episode.Episodes.notCleared;
import static io.lumbar.domain.episode.Episodes.openedWith;
import static io.lumbar.domain.episode.Episodes.personal;
import static io.lumbar.domain.episode.Episodes.screened;
import static org.assertj.core.api.Assertions.assertThat;

class UrgentReferralsIT extends RuleTables {

    @BeforeEach
    void empty() {
        sql.sql("delete from rules.urgent_referral").update();
        sql.sql("delete from rules.episode").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF-CES-1", "RF-AAA-1", "RF-NEU-1", "CI-DVT"})
    void a_sign_of_emergency_or_stop_puts_the_client_on_the_work_list(String code) {
        happened(openedWith(code, "CI-PREG"));
        assertThat(sql.sql("select codes[1] || '/' || cardinality(codes) from rules.urgent_referral")
                .query(String.class).list()).containsExactly(code + "/1");
    }

    @Test
    void a_sign_that_only_needs_clearance_does_not() {
        happened(openedWith("CI-PREG"));
        assertThat(waiting()).isZero();
    }

    @Test
    void the_word_of_a_physician_takes_the_client_off_it() {
        happened(openedWith("RF-CES-1"));
        happened(cleared(OPENED_AT.plusSeconds(3600)));
        assertThat(waiting()).isZero();
    }

    @Test
    void a_word_from_before_the_screening_does_not() {
        happened(openedWith("RF-CES-1"));
        happened(cleared(OPENED_AT.minusSeconds(3600)));
        assertThat(waiting()).isOne();
    }

    @Test
    void the_end_of_the_episode_takes_the_client_off_it() {
        happened(openedWith("RF-CES-1"));
        happened(declined());
        assertThat(waiting()).isZero();
    }

    @Test
    void the_reopening_puts_the_client_on_it_again() {
        happened(openedWith("RF-CES-1"));
        happened(List.of(new EpisodeDischarged(EPISODE, Discharge.Reason.MEDICAL, OPENED_AT, null)));
        assertThat(waiting()).isZero();
        happened(List.of(new EpisodeReopened(EPISODE, null, OPENED_AT, personal("back"), null)));
        assertThat(waiting()).isOne();
    }

    @Test
    void so_does_that_it_was_entered_in_error() {
        happened(openedWith("RF-CES-1"));
        happened(List.of(new EpisodeVoided(EPISODE, personal("of another client"), OPENED_AT.plusSeconds(60))));
        assertThat(waiting()).isZero();
    }

    @Test
    void a_sign_that_was_not_there_takes_the_client_off_it_and_one_that_was_overlooked_puts_on() {
        happened(openedWith("RF-CES-1"));
        happened(corrected(OPENED_AT.minusSeconds(3600), "RF-NEU-1", "CI-EPIL"));
        assertThat(listed()).containsExactly("07:00 RF-NEU-1");
        happened(corrected(OPENED_AT));
        assertThat(listed()).isEmpty();
        happened(corrected(OPENED_AT, "RF-INF-1"));
        assertThat(listed()).containsExactly("08:00 RF-INF-1");
        happened(cleared(OPENED_AT));
        happened(corrected(OPENED_AT, "RF-CES-1"));
        assertThat(listed()).isEmpty();
    }

    @Test
    void what_a_later_screening_found_stays_when_the_intake_is_put_right() {
        happened(openedWith("RF-CES-1"));
        happened(screened(OPENED_AT.plusSeconds(7200), "RF-INF-1", "RF-CES-1"));
        happened(corrected(OPENED_AT));
        assertThat(listed()).containsExactly("10:00 RF-CES-1 RF-INF-1");
        happened(corrected(OPENED_AT, "RF-NEU-1"));
        assertThat(listed()).containsExactly("08:00 RF-CES-1 RF-INF-1 RF-NEU-1");
    }

    private static List<EpisodeEvent> corrected(Instant openedAt, String... codes) {
        EpisodeOpened intake = (EpisodeOpened) openedWith().getFirst();
        return List.of(new IntakeCorrected(EPISODE, new Findings(openedAt, intake.ageBand(), intake.sex(),
                intake.complaint(), intake.otherActivities(), intake.doctorConsulted(), intake.preference(), 1,
                Stream.of(codes).map(code -> new PositiveSign(code, List.of())).toList()), personal("wrong line"),
                OPENED_AT.plusSeconds(86_400)));
    }

    private static List<@Nullable String> listed() {
        return sql.sql("select to_char(since at time zone 'UTC', 'HH24:MI ') || array_to_string(codes, ' ')"
                + " from rules.urgent_referral join rules.episode using (episode_id) where open").query(String.class)
                .list();
    }

    @Test
    void a_later_screening_puts_the_client_on_it_again() {
        happened(openedWith("RF-CES-1"));
        happened(cleared(OPENED_AT.plusSeconds(3600)));
        happened(screened(OPENED_AT.plusSeconds(7200), "RF-INF-1", "CI-EPIL"));
        assertThat(sql.sql("select codes[1] || '/' || cardinality(codes) from rules.urgent_referral")
                .query(String.class).list()).containsExactly("RF-INF-1/1");
        happened(screened(OPENED_AT.plusSeconds(7300), "RF-NEU-1"));
        assertThat(sql.sql("select array_to_string(codes, ' ') from rules.urgent_referral").query(String.class)
                .list()).containsExactly("RF-INF-1 RF-NEU-1");
        happened(notCleared(OPENED_AT.plusSeconds(7200)));
        assertThat(waiting()).isOne();
        happened(notCleared(OPENED_AT.plusSeconds(7300)));
        assertThat(waiting()).isZero();
    }

    @Test
    void found_again_it_waits_since_it_was_found_first_until_the_latest_is_spoken_of() {
        happened(openedWith("RF-CES-1"));
        happened(screened(OPENED_AT.plusSeconds(7200), "RF-CES-1"));
        happened(screened(OPENED_AT.plusSeconds(3600), "RF-CES-1", "RF-INF-1"));
        assertThat(listed()).containsExactly("08:00 RF-CES-1 RF-INF-1");
        happened(cleared(OPENED_AT.plusSeconds(3599)));
        assertThat(listed()).as("since the first that nobody has spoken of")
                .containsExactly("09:00 RF-CES-1 RF-INF-1");
        happened(cleared(OPENED_AT.plusSeconds(3600)));
        assertThat(listed()).containsExactly("10:00 RF-CES-1 RF-INF-1");
        happened(cleared(OPENED_AT.plusSeconds(7200)));
        assertThat(listed()).isEmpty();
    }

    @Test
    void found_again_it_is_another_entry() {
        happened(openedWith("RF-CES-1"));
        List<@Nullable String> first = entries();
        happened(screened(OPENED_AT.plusSeconds(7200), "RF-CES-1"));
        assertThat(entries()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    private static List<@Nullable String> entries() {
        return sql.sql("select entry_id::text from rules.urgent_referral").query(String.class).list();
    }

    @Test
    void but_not_when_it_is_entered_after_a_word_that_covers_it() {
        happened(openedWith());
        happened(cleared(OPENED_AT.plusSeconds(3600)));
        happened(screened(OPENED_AT.plusSeconds(3600), "RF-CES-1"));
        assertThat(waiting()).isZero();
    }

    private static int waiting() {
        return sql.sql("select count(*) from rules.urgent_referral join rules.episode using (episode_id)"
                + " where open").query(Integer.class).single();
    }

    private static void happened(List<EpisodeEvent> events) {
        var episodes = new OpenEpisodes(sql);
        var referrals = new UrgentReferrals(sql);
        events.forEach(event -> {
            episodes.record(event);
            referrals.record(event);
        });
    }
}
