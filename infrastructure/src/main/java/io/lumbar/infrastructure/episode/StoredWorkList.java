package io.lumbar.infrastructure.episode;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.episode.WorkList;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;

/** Reads what {@link UrgentReferrals} wrote: current at once, and with the position of the episodes' lists. */
public final class StoredWorkList implements WorkList {
    private final Readings readings;
    private final EpisodeProjection episodes;

    public StoredWorkList(Readings readings, EpisodeProjection episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    @Override
    public Page<Item> open(Set<ClinicId> clinics, PageRequest page) {
        var query = new Query(
                "select episode_id, client_id, clinic_id, since, codes from rules.urgent_referral where true")
                .thenUnlessEmpty("and clinic_id = any(?)", "uuid", clinics, ClinicId::value);
        if (page.cursor() != null) {
            var last = Readings.momentAndIdFrom(page.cursor());
            query.then("and (since, episode_id) > (?, ?)", last.getKey(), last.getValue());
        }
        return readings.page(Set.of(episodes), page, query, "since, episode_id",
                row -> new Item(Kind.URGENT_REFERRAL, new EpisodeId(row.getObject("episode_id", UUID.class)),
                        new ClientId(row.getObject("client_id", UUID.class)),
                        new ClinicId(row.getObject("clinic_id", UUID.class)),
                        Objects.requireNonNull(Query.instant(row, "since")), Query.texts(row, "codes")),
                item -> item.since() + "_" + item.episode().value());
    }
}
