package io.lumbar.application;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.therapist.WorkingHours;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Desk.NOW;
import static io.lumbar.application.Desk.given;
import static io.lumbar.application.Desk.nprs;
import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.Desk.request;
import static java.time.DayOfWeek.MONDAY;
import static java.time.LocalTime.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class NamingWhatIsThereTest {

    private static final UUID NOBODY = new UUID(9, 9);
    private static final EpisodeId NO_EPISODE = new EpisodeId(NOBODY);

    private final Desk desk = new Desk();

    @Test
    void an_id_that_was_asked_for_and_is_of_nothing_is_not_found() {
        assertThat(refusal(() -> desk.clinics.clinic(Scope.EVERYTHING, new ClinicId(NOBODY))))
                .isEqualTo(new NotFound("clinic", new ClinicId(NOBODY)));
        assertThat(refusal(() -> desk.therapists.therapist(Scope.EVERYTHING, new TherapistId(NOBODY))))
                .isEqualTo(new NotFound("therapist", new TherapistId(NOBODY)));
        assertThat(refusal(() -> desk.clients.client(Scope.EVERYTHING, new ClientId(NOBODY))))
                .isEqualTo(new NotFound("client", new ClientId(NOBODY)));
    }

    @Test
    void nothing_can_be_recorded_in_an_episode_that_is_not_there() {
        var notFound = new NotFound("episode", NO_EPISODE);
        TherapistId anna = desk.therapist("A1");

        assertThat(refusal(() -> desk.episodes.episode(Scope.EVERYTHING, NO_EPISODE))).isEqualTo(notFound);
        assertThat(refusal(() -> desk.episodes.history(Scope.EVERYTHING, NO_EPISODE))).isEqualTo(notFound);
        assertThat(refusal(() -> desk.assignments.assign(request(), NO_EPISODE, anna, null, null, null, null)))
                .isEqualTo(notFound);
        assertThat(refusal(() -> desk.episodes.decline(request(), NO_EPISODE, "no"))).isEqualTo(notFound);
        assertThat(refusal(() -> desk.sessions.holdUnplanned(request(), NO_EPISODE, given(anna, NOW))))
                .isEqualTo(notFound);
        assertThat(refusal(() -> desk.measurements.record(request(), NO_EPISODE, nprs(3), NOW))).isEqualTo(notFound);
    }

    @Test
    void a_reference_in_the_request_names_its_field() {
        assertThat(refusal(() -> desk.episodes.open(request(), desk.opening(new ClientId(NOBODY), null))))
                .isEqualTo(new UnknownReference("clientId", "client", NOBODY.toString()));
        assertThat(refusal(() -> desk.assignments.assign(request(), desk.waitingEpisode(), new TherapistId(NOBODY),
                null, null, null, null)))
                .isEqualTo(new UnknownReference("therapistId", "therapist", NOBODY.toString()));
        assertThat(refusal(() -> desk.episodes.discharge(request(), desk.waitingEpisode(),
                Discharge.Reason.TRANSFERRED, null, new ClinicId(NOBODY))))
                .isEqualTo(new UnknownReference("toClinicId", "clinic", NOBODY.toString()));
    }

    @Test
    void a_therapist_works_at_clinics_that_exist() {
        var nowhere = new ClinicId(NOBODY);
        var hours = new WorkingHours(nowhere, new WeeklyHours(MONDAY, NOON, NOON.plusHours(1)));

        assertThat(refusal(() -> register(List.of(desk.clinic, nowhere), List.of())))
                .isEqualTo(new UnknownReference("clinics[1]", "clinic", NOBODY.toString()));
        assertThat(refusal(() -> register(List.of(desk.clinic), List.of(hours))))
                .isEqualTo(new UnknownReference("workingHours[0].clinicId", "clinic", NOBODY.toString()));
    }

    private void register(List<ClinicId> clinics, List<WorkingHours> hours) {
        desk.therapists.register(request(), new PersonName("Ben", "Vos"), "B2", LocalDate.of(2020, 1, 1), clinics,
                List.of(), null, null, hours);
    }
}
