package io.lumbar.infrastructure.client;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.client.ClientIdentities;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.infrastructure.Outage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One row a client, by a keyed hash of name and birth date; a second client of the same is refused unless told apart. Of
 * all clients of one hash the one with the least id is not told apart, whom the next one is refused for.
 */
public final class Identities implements ClientIdentities {

    private final JdbcClient jdbc;
    private final IdentityKey key;

    /**
     * Rows through {@code jdbc}, in the transaction that is running.
     *
     * @param key the one that all rows are made with
     */
    public Identities(JdbcClient jdbc, IdentityKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /** Writes {@code rules.client_identity}. */
    public void record(Event event) {
        switch (event) {
            case ClientRegistered e -> identify(e.client(), e.name(), e.dateOfBirth(), e.overrideReason() != null);
            case ClientDetailsCorrected e ->
                identify(e.client(), e.name(), e.dateOfBirth(), e.overrideReason() != null);
            default -> {}
        }
    }

    private void identify(ClientId client, Personal<PersonName> name, Personal<LocalDate> dateOfBirth,
            boolean overridden) {
        byte[] digest = digest(name, dateOfBirth);
        if (digest == null) {
            return;
        }
        leave(client, digest);
        if (overridden) {
            comeBefore(client, digest);
        }
        jdbc.sql("""
                insert into rules.client_identity (client_id, digest, told_apart)
                values (:client, :digest, :overridden and exists (select from rules.client_identity
                    where digest = :digest and client_id <> :client and not told_apart))
                on conflict (client_id) do nothing""")
                .param("client", client.value()).param("digest", digest).param("overridden", overridden).update();
    }

    /** Who was refused for this client until now is refused for the next one of the same former name and birth date. */
    private void leave(ClientId client, byte[] digest) {
        hold("(select digest from rules.client_identity where client_id = ? and digest <> ?)", client.value(), digest);
        jdbc.sql("""
                with gone as (
                    delete from rules.client_identity
                    where client_id = :client and digest <> :digest
                    returning digest, told_apart)
                update rules.client_identity set told_apart = false
                where client_id = (select client_id from rules.client_identity
                                   where digest = (select digest from gone where not told_apart) and told_apart
                                   order by client_id limit 1)""")
                .param("client", client.value()).param("digest", digest).update();
    }

    /**
     * Who has a lesser id than the one for whom others are refused takes the place of that one. Overrides for the same
     * name and birth date wait for each other, so that the second sees what the first left.
     */
    private void comeBefore(ClientId client, byte[] digest) {
        hold("?", digest);
        jdbc.sql("""
                update rules.client_identity set told_apart = true
                where digest = ? and not told_apart and client_id > ?""").params(digest, client.value()).update();
    }

    /** Whoever else registers or leaves the same name and birth date waits, and the next statement sees what they did. */
    private void hold(String digest, Object... parameters) {
        jdbc.sql("select client_id from rules.client_identity where digest = " + digest
                + " order by client_id for update").params(parameters).query().listOfRows();
    }

    /** Who is told apart follows from the ids of those who share name and birth date. */
    public void settle() {
        jdbc.sql("""
                update rules.client_identity i set told_apart = not told_apart
                where told_apart <> exists (select from rules.client_identity o
                                            where o.digest = i.digest and o.client_id < i.client_id)""").update();
    }

    /** Null when either was erased. */
    private byte @Nullable [] digest(Personal<PersonName> name, Personal<LocalDate> dateOfBirth) {
        return name instanceof Personal.Known<PersonName>(_, PersonName known)
                && dateOfBirth instanceof Personal.Known<LocalDate>(_, LocalDate bornOn) ? digest(known, bornOn) : null;
    }

    /** By which somebody of this name and birth date is known. */
    byte[] digest(PersonName name, LocalDate dateOfBirth) {
        return key.hash(plain(name.given()) + "|" + plain(name.family()) + "|" + dateOfBirth);
    }

    /** Accents, case, blanks and punctuation do not tell two names apart; a name of nothing else stays as it is. */
    static String plain(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? name.strip() : letters;
    }

    @Override
    public Optional<ClientId> find(PersonName name, LocalDate dateOfBirth) {
        return Outage.during(() -> jdbc
                .sql("select client_id from rules.client_identity where digest = ? and not told_apart")
                .param(digest(name, dateOfBirth)).query((row, _) -> new ClientId(row.getObject(1, UUID.class)))
                .optional());
    }
}
