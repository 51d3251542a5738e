package io.lumbar.infrastructure.client;

import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.client.ClientList;
import io.lumbar.domain.ClinicId;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

/** Reads {@link ClientProjection}'s table. */
public final class ProjectedClientList implements ClientList {
    private final Readings readings;
    private final ClientProjection clients;

    public ProjectedClientList(Readings readings, ClientProjection clients) {
        this.readings = readings;
        this.clients = clients;
    }

    @Override
    public Page<Entry> find(Set<ClinicId> clinics, PageRequest page) {
        var query = new Query("select " + ClientProjection.COLUMNS + " from " + ClientProjection.TABLE + " where true")
                .thenUnlessEmpty("and clinic = any(?)", "uuid", clinics, ClinicId::value);
        Within.clients(query, page.scope(), "clinic", "id");
        if (page.cursor() != null) {
            query.then("and id < ?", Readings.idFrom(page.cursor()));
        }
        return readings.page(Set.of(clients), page, query, "id desc", clients::prepare, clients::read,
                entry -> entry.id().value().toString());
    }
}
