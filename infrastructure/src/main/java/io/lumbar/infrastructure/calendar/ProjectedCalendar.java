package io.lumbar.infrastructure.calendar;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Scope;
import io.lumbar.application.calendar.Calendar;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Projection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;
import io.lumbar.infrastructure.therapist.TherapistProjection;

/** Reads {@link EpisodeProjection}'s sessions as they stand, beside therapists' absences and clinics' hours. */
public final class ProjectedCalendar implements Calendar {
    /** No session is longer, so that an index on starts finds the ones that reach into a span. */
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Readings readings;
    private final TherapistProjection therapists;
    private final ClinicProjection clinics;
    private final Set<Projection> projections;

    public ProjectedCalendar(Readings readings, EpisodeProjection episodes, TherapistProjection therapists,
            ClinicProjection clinics) {
        this.readings = readings;
        this.therapists = therapists;
        this.clinics = clinics;
        this.projections = Set.of(episodes, therapists, clinics);
    }

    @Override
    public Part find(Filter filter, PageRequest page) {
        var query = new Query(
                "select * from projection.session_v2 join (select episode as its_episode, version, zone"
                        + " from projection.episode_v2) e on its_episode = episode"
                        + " where start_at < ? and end_at > ? and start_at > ?",
                filter.to(), filter.from(),
                filter.from().minus(LONGEST))
                .thenUnlessEmpty("and clinic = any(?)", "uuid", filter.clinics(), ClinicId::value)
                .thenUnlessEmpty("and therapist = any(?)", "uuid", filter.therapists(), TherapistId::value);
        Within.episodes(query, page.scope(), "clinic", "episode");
        if (page.cursor() != null) {
            var last = Readings.momentAndIdFrom(page.cursor());
            query.then("and (start_at, session) > (?, ?)", last.getKey(), last.getValue());
        }
        return readings.read(projections, Readings.position(page.after()), (connection, position) -> {
            Page<Entry> sessions = Readings.page(connection, position, page, query, "start_at, session",
                    ProjectedCalendar::entry, entry -> entry.start() + "_" + entry.id().value());
            return page.cursor() == null
                    ? new Part(sessions, absences(connection, filter, page.scope()),
                            closed(connection, filter, page.scope()))
                    : new Part(sessions, List.of(), List.of());
        });
    }

    /** In a scope of one's own one's own only. */
    private List<Away> absences(Connection connection, Filter filter, Scope scope) throws SQLException {
        var query = new Query("select id, absences from " + TherapistProjection.TABLE + " where true")
                .thenUnlessEmpty("and id = any(?)", "uuid", filter.therapists(), TherapistId::value)
                .thenUnlessEmpty("and clinics && ?", "uuid", filter.clinics(), ClinicId::value);
        Within.clinics(query, scope, "clinics && ?");
        if (scope.own() != null) {
            query.then("and id = ?", scope.own().value());
        }
        return query.list(connection, row -> {
            var therapist = new TherapistId(row.getObject("id", UUID.class));
            return therapists.absences(row).stream().filter(absence -> absence.overlaps(filter.from(), filter.to()))
                    .map(absence -> new Away(therapist, absence)).toList();
        }).stream().flatMap(List::stream).sorted(Comparator.comparing(away -> away.absence().from())).toList();
    }

    private List<Closed> closed(Connection connection, Filter filter, Scope scope) throws SQLException {
        var query = new Query("select " + ClinicProjection.COLUMNS + " from " + ClinicProjection.TABLE + " where true")
                .thenUnlessEmpty("and id = any(?)", "uuid", filter.clinics(), ClinicId::value);
        if (filter.clinics().isEmpty()) {
            query.thenUnlessEmpty("and id in (select unnest(clinics) from " + TherapistProjection.TABLE
                    + " where id = any(?))", "uuid", filter.therapists(), TherapistId::value);
        }
        Within.clinics(query, scope, "id = any(?)");
        return query.list(connection, clinics::read).stream()
                .flatMap(clinic -> Closed.of(clinic, filter.from(), filter.to()).stream()).toList();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(new SessionId(row.getObject("session", UUID.class)), row.getLong("version"),
                new ClinicTime(ZoneId.of(row.getString("zone"))),
                new EpisodeId(row.getObject("episode", UUID.class)), new ClientId(row.getObject("client", UUID.class)),
                new ClinicId(row.getObject("clinic", UUID.class)),
                new TherapistId(row.getObject("therapist", UUID.class)),
                Objects.requireNonNull(Query.instant(row, "start_at")),
                Objects.requireNonNull(Query.instant(row, "end_at")), Style.valueOf(row.getString("style")),
                SessionKind.valueOf(row.getString("kind")), State.valueOf(row.getString("state")));
    }
}
