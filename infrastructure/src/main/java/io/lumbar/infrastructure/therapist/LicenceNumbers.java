package io.lumbar.infrastructure.therapist;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.imports.Licences;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One row a licence number; a second therapist with the same number is refused. */
public final class LicenceNumbers implements Licences {

    private final JdbcClient jdbc;

    public LicenceNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void record(Event event) {
        if (event instanceof TherapistRegistered registered
                && registered.licenceNumber() instanceof Personal.Known<String>(_, String number)) {
            claim(registered.therapist(), number);
        }
    }

    private void claim(TherapistId therapist, String number) {
        jdbc.sql("insert into rules.licence (therapist_id, digest) values (?, ?)")
                .params(therapist.value(), digest(number))
                .update();
    }

    @Override
    public Optional<TherapistId> holderOf(String licenceNumber) {
        return jdbc.sql("select therapist_id from rules.licence where digest = ?").param(digest(licenceNumber))
                .query((row, _) -> new TherapistId(row.getObject(1, UUID.class))).optional();
    }

    /** Spaces, dots, dashes and case do not tell two numbers apart. */
    private static byte[] digest(String number) {
        String plain = number.replaceAll("[\\s.\\-/]", "").toUpperCase(Locale.ROOT);
        try {
            return MessageDigest.getInstance("SHA-256").digest(plain.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
