package io.lumbar.infrastructure.therapist;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.imports.Licences;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.client.IdentityKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a licence number; a second therapist with the same number is refused. */
public final class LicenceNumbers implements Licences {

    private final JdbcClient jdbc;

    private final IdentityKey key;

    /** @param key the one that all rows are made with */
    public LicenceNumbers(JdbcClient jdbc, IdentityKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /** Makes those rows anew that an earlier release hashed without a key; their numbers stand in clear in the events. */
    public void hashAnew() {
        jdbc.sql("""
                select l.therapist_id, e.payload -> 'licenceNumber' ->> 'value' as number
                from rules.licence l
                     join eventstore.event e on e.stream_kind = 2 and e.stream_id = l.therapist_id
                                            and e.name = 'therapist.registered'
                where not l.keyed and e.payload -> 'licenceNumber' ->> 'value' is not null""")
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2))).list()
                .forEach(each -> jdbc.sql("update rules.licence set digest = ?, keyed = true where therapist_id = ?")
                        .params(digest(each.getValue()), each.getKey()).update());
    }

    public void record(Event event) {
        if (event instanceof TherapistRegistered registered
                && registered.licenceNumber() instanceof Personal.Known<String>(_, String number)) {
            claim(registered.therapist(), number);
        }
    }

    private void claim(TherapistId therapist, String number) {
        jdbc.sql("insert into rules.licence (therapist_id, digest, keyed) values (?, ?, true)")
                .params(therapist.value(), digest(number))
                .update();
    }

    @Override
    public Optional<TherapistId> holderOf(String licenceNumber) {
        return Outage.during(() -> jdbc.sql("select therapist_id from rules.licence where digest = ?")
                .param(digest(licenceNumber)).query((row, _) -> new TherapistId(row.getObject(1, UUID.class)))
                .optional());
    }

    /** Spaces, dots, dashes and case do not tell two numbers apart. */
    private byte[] digest(String number) {
        String plain = number.replaceAll("[\\s.\\-/]", "").toUpperCase(Locale.ROOT);
        return key.hash("licence " + plain);
    }
}
