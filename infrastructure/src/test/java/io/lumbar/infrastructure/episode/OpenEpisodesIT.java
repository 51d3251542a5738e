package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.Executors;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.infrastructure.rules.RuleTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.episode.Episodes.opened;
import static io.lumbar.domain.episode.Episodes.personal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenEpisodesIT extends RuleTables {

    private static final String REFUSED = "client_has_open_episode";
    private static final Personal<String> BY_A_MANAGER = personal("another pain");

    @BeforeEach
    void empty() {
        sql.sql("delete from rules.episode").update();
        sql.sql("delete from rules.client_standing").update();
        sql.sql("insert into rules.client_standing (client_id) values (?)").param(MILA.value()).update();
    }

    @Test
    void a_client_has_one_open_episode_until_it_ends() {
        EpisodeId first = open(MILA, null);
        assertThatThrownBy(() -> open(MILA, null)).hasMessageContaining(REFUSED);
        open(new ClientId(UUID.randomUUID()), null);
        discharge(first);
        EpisodeId second = open(MILA, null);
        happened(new EpisodeDeclined(second, personal("went elsewhere"), OPENED_AT));
        open(MILA, null);
    }

    @Test
    void a_manager_may_allow_another_beside_it() {
        open(MILA, null);
        open(MILA, BY_A_MANAGER);
        open(MILA, BY_A_MANAGER);
        assertThatThrownBy(() -> open(MILA, null)).hasMessageContaining(REFUSED);
    }

    @Test
    void what_stood_beside_the_one_that_ends_takes_its_place() {
        EpisodeId first = open(MILA, null);
        EpisodeId second = open(MILA, BY_A_MANAGER);
        EpisodeId third = open(MILA, BY_A_MANAGER);
        discharge(first);
        assertThatThrownBy(() -> open(MILA, null)).hasMessageContaining(REFUSED);
        discharge(third);
        assertThatThrownBy(() -> open(MILA, null)).hasMessageContaining(REFUSED);
        discharge(second);
        open(MILA, null);
    }

    @Test
    void an_override_that_nobody_needed_makes_no_room() {
        open(MILA, BY_A_MANAGER);
        assertThatThrownBy(() -> open(MILA, null)).hasMessageContaining(REFUSED);
    }

    @Test
    void an_episode_is_reopened_where_no_other_is_open_unless_a_manager_allows_it() {
        EpisodeId first = open(MILA, null);
        discharge(first);
        EpisodeId second = open(MILA, null);
        assertThatThrownBy(() -> reopen(first, null)).hasMessageContaining(REFUSED);
        reopen(first, BY_A_MANAGER);
        discharge(second);
        assertThatThrownBy(() -> reopen(second, null)).hasMessageContaining(REFUSED);
        discharge(first);
        reopen(second, null);
        assertThat(sql.sql("select episode_id from rules.episode where open and not beside").query(UUID.class).list())
                .containsExactly(second.value());
    }

    @Test
    void what_a_manager_allows_while_the_other_one_ends_waits_and_keeps_the_next_from_being_opened() throws Exception {
        EpisodeId first = open(MILA, null);
        try (Connection ending = database.dataSource().getConnection();
                var others = Executors.newSingleThreadExecutor()) {
            ending.setAutoCommit(false);
            new OpenEpisodes(JdbcClient.create(new SingleConnectionDataSource(ending, true)))
                    .record(new EpisodeDischarged(first, Discharge.Reason.MOVED, OPENED_AT, null));
            var opening = others.submit(() -> open(MILA, BY_A_MANAGER));
            while (!opening.isDone() && waiting() == 0) {
                Thread.onSpinWait();
            }
            ending.commit();
            opening.get();
        }
        assertThatThrownBy(() -> open(MILA, null)).hasMessageContaining(REFUSED);
    }

    private static int waiting() {
        return sql.sql("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'").query(Integer.class).single();
    }

    private static EpisodeId open(ClientId client, @Nullable Personal<String> override) {
        var episode = new EpisodeId(UUID.randomUUID());
        var e = (EpisodeOpened) opened().getFirst();
        happened(new EpisodeOpened(episode, client, e.clinic(), e.openedAt(), e.zone(), e.ageBand(), e.sex(),
                e.complaint(), e.otherActivities(), e.doctorConsulted(), e.preference(), null, override));
        return episode;
    }

    private static void discharge(EpisodeId episode) {
        happened(new EpisodeDischarged(episode, Discharge.Reason.MOVED, OPENED_AT, null));
    }

    private static void reopen(EpisodeId episode, @Nullable Personal<String> override) {
        happened(new EpisodeReopened(episode, null, OPENED_AT, personal("the pain came back"), override));
    }

    private static void happened(Event event) {
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))
                .executeWithoutResult(_ -> new OpenEpisodes(sql).record(event));
    }
}
