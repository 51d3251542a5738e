package io.lumbar.infrastructure.account;

import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.account.AccountList;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

/** Reads {@link AccountProjection}'s table. */
public final class ProjectedAccountList implements AccountList {
    private final Readings readings;
    private final AccountProjection accounts;

    public ProjectedAccountList(Readings readings, AccountProjection accounts) {
        this.readings = readings;
        this.accounts = accounts;
    }

    @Override
    public Page<Entry> find(Set<State> states, PageRequest page) {
        var query = new Query("select " + AccountProjection.COLUMNS + " from " + AccountProjection.TABLE
                + " where true")
                .thenUnlessEmpty("and case when disabled_at is null then 'ENABLED' else 'DISABLED' end = any(?)",
                        "text", states, State::name);
        Within.clinics(query, page.scope(), "not every_clinic and clinics <@ ?");
        if (page.cursor() != null) {
            query.then("and id < ?", Readings.idFrom(page.cursor()));
        }
        return readings.page(Set.of(accounts), page, query, "id desc", accounts::prepare, accounts::read,
                entry -> entry.id().value().toString());
    }
}
