package io.lumbar.infrastructure.clinic;

import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

/** Reads {@link ClinicProjection}'s table. */
public final class ProjectedClinicList implements ClinicList {
    private final Readings readings;
    private final ClinicProjection clinics;

    public ProjectedClinicList(Readings readings, ClinicProjection clinics) {
        this.readings = readings;
        this.clinics = clinics;
    }

    @Override
    public Page<Entry> find(Set<State> states, PageRequest page) {
        var query = new Query("select " + ClinicProjection.COLUMNS + " from " + ClinicProjection.TABLE + " where true")
                .thenUnlessEmpty("and case when closed_at is null then 'OPEN' else 'CLOSED' end = any(?)", "text",
                        states, State::name);
        Within.clinics(query, page.scope(), "id = any(?)");
        if (page.cursor() != null) {
            query.then("and id < ?", Readings.idFrom(page.cursor()));
        }
        return readings.page(Set.of(clinics), page, query, "id desc", clinics::read,
                entry -> entry.id().value().toString());
    }
}
