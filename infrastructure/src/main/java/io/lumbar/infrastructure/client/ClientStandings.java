package io.lumbar.infrastructure.client;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.domain.client.Consent;
import io.lumbar.infrastructure.Outage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a client, whether the consent to treatment stands; a session that is planned refers to it. */
public final class ClientStandings implements ClientEpisodes {

    private final JdbcClient jdbc;

    /** Rows through {@code jdbc}, in the transaction that is running. */
    public ClientStandings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes {@code rules.client_standing}. */
    public void record(Event event) {
        switch (event) {
            case ClientRegistered registered -> jdbc.sql("insert into rules.client_standing (client_id) values (?)")
                    .param(registered.client().value()).update();
            case ConsentGiven(ClientId client, Consent consent) when isTreatment(consent.purpose()) -> {
                latest("consented_at", client, consent.givenAt());
                takeUp(client);
            }
            case ConsentWithdrawn(ClientId client, Consent.Purpose purpose, Instant at) when isTreatment(purpose) ->
                latest("withdrawn_at", client, at);
            default -> {}
        }
    }

    private static boolean isTreatment(Consent.Purpose purpose) {
        return purpose == Consent.Purpose.TREATMENT;
    }

    private void latest(String column, ClientId client, Instant at) {
        jdbc.sql("update rules.client_standing set %1$s = greatest(%1$s, ?) where client_id = ?".formatted(column))
                .params(at.atOffset(ZoneOffset.UTC), client.value()).update();
    }

    /** A consent that is given again is that of the sessions which were not cancelled meanwhile, too. */
    private void takeUp(ClientId client) {
        jdbc.sql("""
                update rules.booking b set consented_by = s.treatment
                from rules.client_standing s
                where s.client_id = ? and b.client_id = s.client_id and b.planned_with is not null
                  and b.consented_by is distinct from s.treatment""").param(client.value()).update();
    }

    @Override
    public List<EpisodeId> of(ClientId client) {
        return Outage.during(() -> jdbc
                .sql("select episode_id from rules.episode where client_id = ? order by episode_id")
                .param(client.value()).query((row, _) -> new EpisodeId(row.getObject(1, UUID.class))).list());
    }

    @Override
    public List<ClientId> bookedWithoutConsent(int most) {
        return Outage.during(() -> jdbc.sql("""
                select distinct b.client_id
                from rules.booking b join rules.client_standing s on s.client_id = b.client_id
                where b.planned_with is not null and b.consented_by is null
                  and s.treatment is null and lower(b.period) >= s.withdrawn_at
                order by b.client_id limit ?""").param(most)
                .query((row, _) -> new ClientId(row.getObject(1, UUID.class))).list());
    }
}
