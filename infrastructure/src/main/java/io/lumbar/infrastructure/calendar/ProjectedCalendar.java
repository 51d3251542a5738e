package io.lumbar.infrastructure.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.calendar.Calendar;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

/** Reads {@link EpisodeProjection}'s sessions as they stand. */
public final class ProjectedCalendar implements Calendar {
    /** No session is longer, so that an index on starts finds the ones that reach into a span. */
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Readings readings;
    private final EpisodeProjection episodes;

    public ProjectedCalendar(Readings readings, EpisodeProjection episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    @Override
    public Page<Entry> find(Filter filter, PageRequest page) {
        var query = new Query("select * from projection.session_fact_v1 where recorded_to = 'infinity'"
                + " and start_at < ? and end_at > ? and start_at > ?", filter.to(), filter.from(),
                filter.from().minus(LONGEST))
                .thenUnlessEmpty("and clinic = any(?)", "uuid", filter.clinics(), ClinicId::value)
                .thenUnlessEmpty("and therapist = any(?)", "uuid", filter.therapists(), TherapistId::value);
        Within.episodes(query, page.scope(), "clinic", "episode");
        if (page.cursor() != null) {
            var last = Readings.momentAndIdFrom(page.cursor());
            query.then("and (start_at, session) > (?, ?)", last.getKey(), last.getValue());
        }
        return readings.page(Set.of(episodes), page, query, "start_at, session", ProjectedCalendar::entry,
                entry -> entry.start() + "_" + entry.id().value());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(new SessionId(row.getObject("session", UUID.class)),
                new EpisodeId(row.getObject("episode", UUID.class)), new ClientId(row.getObject("client", UUID.class)),
                new ClinicId(row.getObject("clinic", UUID.class)),
                new TherapistId(row.getObject("therapist", UUID.class)),
                Objects.requireNonNull(Query.instant(row, "start_at")),
                Objects.requireNonNull(Query.instant(row, "end_at")), Style.valueOf(row.getString("style")),
                SessionKind.valueOf(row.getString("kind")), State.valueOf(row.getString("state")));
    }
}
