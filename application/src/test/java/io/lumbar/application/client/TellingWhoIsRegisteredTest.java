package io.lumbar.application.client;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Decisions;
import io.lumbar.application.Desk;
import io.lumbar.application.Lookup;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Sight;
import io.lumbar.application.episode.Episodes;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DirectoryError.ClientAlreadyRegistered;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Desk.NOW;
import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.Desk.request;
import static org.assertj.core.api.Assertions.assertThat;

/** Whom a refused registration names: nobody, to a caller who may not know of clients at that clinic. */
class TellingWhoIsRegisteredTest {

    private static final Clients.Details BO = new Clients.Details(new PersonName("Bo", "Bakker"),
            LocalDate.of(1985, 5, 5), null, null);

    private final Desk desk = new Desk();
    private final ClientId registered = desk.client();
    /** Refuses as the database does, which knows nothing of callers. */
    private final Decisions refusing = (_, _, _) -> {
        throw new Rejected(new ClientAlreadyRegistered(null));
    };
    private final Clients clients = new Clients(refusing, new Lookup(desk.books, new Sight(desk.books, desk.books)),
            desk.books, desk.consents,
            UUID::randomUUID, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void who_is_registered_is_told_to_a_caller_of_that_clinic() {
        assertThat(registering(desk.clinic)).isEqualTo(new ClientAlreadyRegistered(registered));
        assertThat(refusal(() -> clients.correct(request(), registered, BO, null)))
                .isEqualTo(new ClientAlreadyRegistered(registered));
    }

    @Test
    void and_to_one_of_a_clinic_where_the_client_is_treated() {
        ClinicId other = anotherClinic();
        assertThat(registering(other)).isEqualTo(new ClientAlreadyRegistered(null));
        var opening = desk.opening(registered, null);
        desk.episodes.open(request(), new Episodes.Opening(opening.client(), other, opening.openedAt(),
                opening.complaint(), opening.otherActivities(), opening.catalogueVersion(), opening.positive(),
                opening.baseline(), opening.doctorConsulted(), opening.preference(), null, null));
        assertThat(registering(other)).isEqualTo(new ClientAlreadyRegistered(registered));
    }

    @Test
    void and_to_no_other() {
        assertThat(registering(anotherClinic())).isEqualTo(new ClientAlreadyRegistered(null));
    }

    private ClinicId anotherClinic() {
        return new ClinicId(desk.clinics
                .open(request(), "Elsewhere", ZoneId.of("Europe/Amsterdam"), List.of(), null).resource());
    }

    private DomainError registering(ClinicId at) {
        var caller = new Request("account:x", UUID.randomUUID(), null, null, false,
                new Scope(false, Set.of(at), null));
        return refusal(() -> clients.register(caller, at, BO, List.of(), null));
    }
}
