package io.lumbar.infrastructure.clinic;

import java.time.ZoneOffset;

import io.lumbar.domain.Event;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a clinic, which its open episodes refer to; while there are any, closing it is refused. */
public final class OpenClinics {

    private final JdbcClient jdbc;

    /** Rows through {@code jdbc}, in the transaction that is running. */
    public OpenClinics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes {@code rules.clinic}. */
    public void record(Event event) {
        switch (event) {
            case ClinicOpened opened ->
                jdbc.sql("insert into rules.clinic (clinic_id) values (?)").param(opened.clinic().value()).update();
            case ClinicClosed closed -> jdbc.sql("update rules.clinic set closed_at = ? where clinic_id = ?")
                    .params(closed.at().atOffset(ZoneOffset.UTC), closed.clinic().value()).update();
            default -> {}
        }
    }
}
