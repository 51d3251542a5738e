package io.lumbar.infrastructure.episode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.episode.WorkList;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;

/** Reads what {@link UrgentReferrals} and {@link RuleBreaches} wrote: current at once, and with the position of the episodes' lists. */
public final class StoredWorkList implements WorkList {
    private static final String ITEMS = """
            select 'URGENT_REFERRAL' as kind, episode_id as id, null::uuid as session_id, episode_id, r.client_id,
                   r.clinic_id, since, codes
            from rules.urgent_referral r join rules.episode e using (episode_id)
            where e.open
            union all
            select 'RULE_BREACHED', session_id, session_id, episode_id, client_id, clinic_id, since, rules
            from rules.breach""";

    private final Readings readings;
    private final EpisodeProjection episodes;

    public StoredWorkList(Readings readings, EpisodeProjection episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    @Override
    public Page<Item> open(Set<ClinicId> clinics, PageRequest page) {
        var query = new Query("select * from (" + ITEMS + ") w where true")
                .thenUnlessEmpty("and clinic_id = any(?)", "uuid", clinics, ClinicId::value);
        if (page.cursor() != null) {
            var last = Readings.momentAndIdFrom(page.cursor());
            query.then("and (since, id) > (?, ?)", last.getKey(), last.getValue());
        }
        return readings.page(Set.of(episodes), page, query, "since, id", StoredWorkList::item,
                item -> item.since() + "_"
                        + (item.session() == null ? item.episode().value() : item.session().value()));
    }

    private static Item item(ResultSet row) throws SQLException {
        UUID session = row.getObject("session_id", UUID.class);
        return new Item(Kind.valueOf(row.getString("kind")), new EpisodeId(row.getObject("episode_id", UUID.class)),
                new ClientId(row.getObject("client_id", UUID.class)),
                new ClinicId(row.getObject("clinic_id", UUID.class)), session == null ? null : new SessionId(session),
                Objects.requireNonNull(Query.instant(row, "since")), Query.texts(row, "codes"));
    }
}
