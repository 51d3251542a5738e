package io.lumbar.infrastructure.rules;

import java.util.List;

import javax.sql.DataSource;

import io.lumbar.domain.Event;
import io.lumbar.infrastructure.account.StoredAccounts;
import io.lumbar.infrastructure.axon.ConstraintRows;
import io.lumbar.infrastructure.calendar.Bookings;
import io.lumbar.infrastructure.client.ClientStandings;
import io.lumbar.infrastructure.client.Identities;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.clinic.OpenClinics;
import io.lumbar.infrastructure.episode.OpenEpisodes;
import io.lumbar.infrastructure.episode.RuleBreaches;
import io.lumbar.infrastructure.episode.UrgentReferrals;
import io.lumbar.infrastructure.therapist.Caseloads;
import io.lumbar.infrastructure.therapist.LicenceNumbers;
import io.lumbar.infrastructure.worklist.WorkEntryRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that write to the schema {@code rules}, one after another. */
public final class Rules implements ConstraintRows {
    private final JdbcClient jdbc;
    private final List<ConstraintRows> all;

    /** Rows through {@code dataSource}, in the transaction that is running. */
    public Rules(DataSource dataSource, IdentityKey key) {
        jdbc = JdbcClient.create(dataSource);
        var template = new JdbcTemplate(dataSource);
        var episodes = new OpenEpisodes(jdbc);
        var caseloads = new Caseloads(jdbc);
        var identities = new Identities(jdbc, key);
        all = List.of(ConstraintRows.each(new ClientStandings(jdbc)::record), // first: consents are referred to

                ConstraintRows.of(episodes::record, episodes::settle), // next: whose episode
                ConstraintRows.of(caseloads::record, caseloads::settle),
                ConstraintRows.of(events -> Bookings.record(template, events), () -> Bookings.settle(jdbc)),
                ConstraintRows.each(new OpenClinics(jdbc)::record),

                ConstraintRows.of(events -> events.forEach(identities::record), identities::settle),
                ConstraintRows.each(new UrgentReferrals(jdbc)::record),
                ConstraintRows.of(events -> RuleBreaches.record(jdbc, events), () -> {}),
                ConstraintRows.each(new LicenceNumbers(jdbc, key)::record),
                ConstraintRows.each(new WorkEntryRows(jdbc)::record),
                ConstraintRows.each(new StoredAccounts(jdbc, key)::record));
    }

    @Override
    public void record(List<? extends Event> events) {
        RowLocks.take(jdbc, events);
        all.forEach(each -> each.record(events));
    }

    @Override
    public void settle() {
        all.forEach(ConstraintRows::settle);
    }
}
