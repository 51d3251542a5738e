package io.lumbar.infrastructure.episode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.episode.EpisodeList;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

import static io.lumbar.infrastructure.projection.Query.instant;

/** Reads {@link EpisodeProjection}'s episodes as they stand. */
public final class ProjectedEpisodeList implements EpisodeList {
    private final Readings readings;
    private final EpisodeProjection episodes;

    public ProjectedEpisodeList(Readings readings, EpisodeProjection episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    @Override
    public Page<Entry> find(Filter filter, PageRequest page) {
        var query = new Query("select * from " + EpisodeTables.EPISODE + " where true")
                .thenUnlessEmpty("and clinic = any(?)", "uuid", filter.clinics(), ClinicId::value)
                .thenUnlessEmpty("and therapist = any(?)", "uuid", filter.therapists(), TherapistId::value)
                .thenUnlessEmpty("and client = any(?)", "uuid", filter.clients(), ClientId::value)
                .thenUnlessEmpty("and state = any(?)", "text", states(filter), State::name);
        if (filter.openedFrom() != null) {
            query.then("and opened_on >= ?", filter.openedFrom());
        }
        if (filter.openedTo() != null) {
            query.then("and opened_on <= ?", filter.openedTo());
        }
        Within.episodes(query, page.scope(), "clinic", "episode");
        if (page.cursor() != null) {
            query.then("and episode < ?", Readings.idFrom(page.cursor()));
        }
        return readings.page(Set.of(episodes), page, query, "episode desc", ProjectedEpisodeList::entry,
                entry -> entry.id().value().toString());
    }

    private static Set<State> states(Filter filter) {
        return filter.states().isEmpty() ? EnumSet.complementOf(EnumSet.of(State.VOIDED)) : filter.states();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        UUID therapist = row.getObject("therapist", UUID.class);
        String endReason = row.getString("end_reason");
        return new Entry(new EpisodeId(row.getObject("episode", UUID.class)), row.getLong("version"),
                new ClientId(row.getObject("client", UUID.class)), new ClinicId(row.getObject("clinic", UUID.class)),
                therapist == null ? null : new TherapistId(therapist), State.valueOf(row.getString("state")),
                Objects.requireNonNull(instant(row, "opened_at")), row.getObject("opened_on", LocalDate.class),
                Chronicity.valueOf(row.getString("chronicity")),
                Cause.valueOf(row.getString("primary_cause")), row.getInt("held"),
                instant(row, "last_held_at"), instant(row, "next_planned"), instant(row, "ended_at"),
                endReason == null ? null : Discharge.Reason.valueOf(endReason));
    }
}
