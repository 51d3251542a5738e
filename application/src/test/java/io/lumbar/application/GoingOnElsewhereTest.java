package io.lumbar.application;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.episode.Episodes;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Discharge;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.Desk.request;
import static org.assertj.core.api.Assertions.assertThat;

/** An episode that was handed to a clinic is gone on with there, by people who know no other clinic. */
class GoingOnElsewhereTest {
    private final Desk desk = new Desk();
    private final ClinicId there = new ClinicId(desk.clinics
            .open(request(), "Elsewhere", ZoneId.of("Europe/Amsterdam"), List.of(), null).resource());
    private final EpisodeId before = desk.waitingEpisode();
    private final ClientId client = desk.standing(before).course().client();
    private final Request receiving = new Request("account:x", UUID.randomUUID(), null, null, false,
            new Scope(false, Set.of(there), null));

    @Test
    void who_was_handed_over_is_treated_at_the_clinic_that_was_named() {
        desk.episodes.discharge(request(), before, Discharge.Reason.TRANSFERRED, null, there);

        var episode = new EpisodeId(desk.episodes.open(receiving, goingOn(before)).resource());

        CareEpisode.Opened opened = desk.episodes.episode(receiving.scope(), episode).state();
        assertThat(opened.course().clinic()).isEqualTo(there);
        assertThat(refusal(() -> desk.episodes.episode(receiving.scope(), before)))
                .isEqualTo(new NotFound("episode", before));
    }

    @Test
    void who_was_not_is_not_there() {
        assertThat(refusal(() -> desk.episodes.open(receiving, goingOn(before))))
                .isEqualTo(new UnknownReference("clientId", "client", client.value().toString()));
    }

    @Test
    void another_episode_of_that_client_is_not_there() {
        desk.episodes.discharge(request(), before, Discharge.Reason.TRANSFERRED, null, there);
        EpisodeId other = new EpisodeId(desk.episodes.open(request(), desk.opening(client, null)).resource());

        assertThat(refusal(() -> desk.episodes.open(receiving, goingOn(other))))
                .isEqualTo(new UnknownReference("continues", "episode", other.value().toString()));
    }

    private Episodes.Opening goingOn(EpisodeId continues) {
        Episodes.Opening intake = desk.opening(client, null);
        return new Episodes.Opening(intake.client(), there, intake.openedAt(), intake.complaint(),
                intake.otherActivities(), intake.catalogueVersion(), intake.positive(), intake.baseline(),
                intake.doctorConsulted(), intake.preference(), continues, null);
    }
}
