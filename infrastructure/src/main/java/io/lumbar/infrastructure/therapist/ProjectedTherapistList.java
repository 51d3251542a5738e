package io.lumbar.infrastructure.therapist;

import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Style;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Projection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

/** Reads {@link TherapistProjection}'s table, and counts what they carry in the episodes'. */
public final class ProjectedTherapistList implements TherapistList {
    private final Readings readings;
    private final TherapistProjection therapists;
    private final Set<Projection> projections;

    public ProjectedTherapistList(Readings readings, TherapistProjection therapists, EpisodeProjection episodes) {
        this.readings = readings;
        this.therapists = therapists;
        this.projections = Set.of(therapists, episodes);
    }

    @Override
    public Page<Entry> find(Filter filter, PageRequest page) {
        var query = new Query("select t.*, (select count(*) from projection.episode_v2 e"
                + " where e.therapist = t.id and e.ended_at is null and e.state <> 'VOIDED') as caseload from "
                + TherapistProjection.TABLE
                + " t where true").thenUnlessEmpty("and clinics && ?", "uuid", filter.clinics(), ClinicId::value)
                .thenUnlessEmpty("and styles && ?", "text", filter.styles(), Style::name)
                .thenUnlessEmpty("and case when left_at is null then 'ACTIVE' else 'DEACTIVATED' end = any(?)", "text",
                        filter.states(), State::name);
        Within.clinics(query, page.scope(), "clinics && ?");
        if (page.cursor() != null) {
            query.then("and id < ?", Readings.idFrom(page.cursor()));
        }
        return readings.page(projections, page, query, "id desc",
                therapists::prepare, row -> therapists.entry(row, row.getInt("caseload")),
                entry -> entry.id().value().toString());
    }
}
