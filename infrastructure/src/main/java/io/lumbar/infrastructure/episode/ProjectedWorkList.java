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

/** Reads from {@link EpisodeProjection}'s episodes what they wait for. */
public final class ProjectedWorkList implements WorkList {
    private final Readings readings;
    private final EpisodeProjection episodes;

    public ProjectedWorkList(Readings readings, EpisodeProjection episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    @Override
    public Page<Item> open(Set<ClinicId> clinics, PageRequest page) {
        var query = new Query("select episode, client, clinic, referred_at, referral_codes from "
                + EpisodeTables.EPISODE + " where referred_at is not null")
                .thenUnlessEmpty("and clinic = any(?)", "uuid", clinics, ClinicId::value);
        if (page.cursor() != null) {
            var last = Readings.momentAndIdFrom(page.cursor());
            query.then("and (referred_at, episode) > (?, ?)", last.getKey(), last.getValue());
        }
        return readings.page(Set.of(episodes), page, query, "referred_at, episode",
                row -> new Item(Kind.URGENT_REFERRAL, new EpisodeId(row.getObject("episode", UUID.class)),
                        new ClientId(row.getObject("client", UUID.class)),
                        new ClinicId(row.getObject("clinic", UUID.class)),
                        Objects.requireNonNull(Query.instant(row, "referred_at")), Query.texts(row, "referral_codes")),
                item -> item.since() + "_" + item.episode().value());
    }
}
