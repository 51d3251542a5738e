package io.lumbar.infrastructure.therapist;

import java.nio.file.Path;
import java.util.List;

import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.projection.World;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LicenceNumbersIT {

    @Test
    void a_number_is_kept_so_that_nobody_finds_it_out_without_the_key_and_earlier_rows_are_made_anew() {
        try (var world = new World()) {
            var sql = JdbcClient.create(world.database.dataSource());
            var numbers = new LicenceNumbers(sql,
                    IdentityKey.of("a key of more than thirty-two characters", Path.of("unused"), sql));
            world.appendRaw(registered("any", ANNA).stream(), "therapist.registered", """
                    {"licenceNumber": {"subject": "therapist:%s", "value": "nl-1234 "}}""".formatted(ANNA.value()));
            sql.sql("insert into rules.licence (therapist_id, digest) values (?, sha256('NL1234'))")
                    .param(ANNA.value()).update();
            assertThat(numbers.holderOf("NL 1234")).isEmpty();

            numbers.hashAnew();

            assertThat(numbers.holderOf("NL 1234")).contains(ANNA);
            assertThatThrownBy(() -> numbers.record(registered("NL.1234", BEN)))
                    .hasMessageContaining("licence_number_taken");
            assertThat(sql.sql("select count(*) from rules.licence where digest = sha256('NL1234') or not keyed")
                    .query(Long.class).single()).isZero();
        }
    }

    private static TherapistRegistered registered(String number, io.lumbar.domain.TherapistId therapist) {
        var subject = Subject.of(therapist);
        return new TherapistRegistered(therapist, Personal.of(subject, new PersonName("Anna", "Visser")),
                Personal.of(subject, number), java.time.LocalDate.of(2015, 9, 1), List.of(CLINIC), null, 30, OPENED_AT);
    }
}
