package io.lumbar.infrastructure.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.application.account.AccountList;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.AccountEvent;
import io.lumbar.domain.account.AccountEvent.AccountDisabled;
import io.lumbar.domain.account.AccountEvent.AccountOpened;
import io.lumbar.domain.account.AccountEvent.LogInNameGiven;
import io.lumbar.domain.account.AccountEvent.RightsChanged;
import io.lumbar.domain.account.AccountEvent.SecondFactorEnrolled;
import io.lumbar.domain.account.AccountEvent.SecondFactorRemoved;
import io.lumbar.domain.account.AccountEvent.SecretRenewed;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.RowPerStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Accounts as they stand. */
public final class AccountProjection extends RowPerStream<AccountEvent, AccountList.Entry> {
    static final String TABLE = "projection.account_v1";
    static final String COLUMNS = "id, version, opened_at, disabled_at, every_clinic, roles, clinics, therapist, second_factor, personal";

    /** The column {@code personal}. */
    private record About(Personal<PersonName> name, @Nullable Personal<String> logInName) {}

    private final NamedSerializer stored;
    private final ObjectMapper json;

    /** @param stored seals what is personal */
    public AccountProjection(NamedSerializer stored) {
        super("accounts-v1", TABLE, COLUMNS, StreamId.Kind.ACCOUNT, AccountEvent.class);
        this.stored = stored;
        this.json = stored.jsonIn(TABLE);
    }

    @Override
    protected AccountList.Entry apply(AccountList.@Nullable Entry row, AccountEvent event, long version) {
        return switch (event) {
            case AccountOpened e ->
                new AccountList.Entry(e.account(), version, e.name(), null, e.rights(), false, e.at(), null);
            case RightsChanged e -> changed(known(row, e), version, e.rights(), known(row, e).disabledAt());
            case LogInNameGiven e -> named(known(row, e), version, e.name());
            case SecretRenewed e ->
                changed(known(row, e), version, known(row, e).rights(), known(row, e).disabledAt());
            case SecondFactorEnrolled e -> secondFactor(known(row, e), version, true);
            case SecondFactorRemoved e -> secondFactor(known(row, e), version, false);
            case AccountDisabled e -> changed(known(row, e), version, known(row, e).rights(), e.at());
        };
    }

    private static AccountList.Entry changed(AccountList.Entry row, long version, Rights rights,
            @Nullable Instant disabledAt) {
        return new AccountList.Entry(row.id(), version, row.name(), row.logInName(), rights, row.secondFactor(),
                row.openedAt(),
                disabledAt);
    }

    private static AccountList.Entry named(AccountList.Entry row, long version, Personal<String> logInName) {
        return new AccountList.Entry(row.id(), version, row.name(), logInName, row.rights(), row.secondFactor(),
                row.openedAt(),
                row.disabledAt());
    }

    private static AccountList.Entry secondFactor(AccountList.Entry row, long version, boolean enrolled) {
        return new AccountList.Entry(row.id(), version, row.name(), row.logInName(), row.rights(), enrolled,
                row.openedAt(), row.disabledAt());
    }

    @Override
    public void prepare(Collection<UUID> streams) {
        stored.fetch(StreamId.Kind.ACCOUNT, streams);
    }

    @Override
    protected AccountList.Entry read(ResultSet row) throws SQLException {
        UUID therapist = row.getObject("therapist", UUID.class);
        var rights = new Rights(Query.texts(row, "roles").stream().map(Role::valueOf).toList(),
                row.getBoolean("every_clinic"),
                Query.elements(row, "clinics", UUID.class).stream().map(ClinicId::new).toList(),
                therapist == null ? null : new TherapistId(therapist));
        var about = json.readValue(row.getString("personal"), About.class);
        return new AccountList.Entry(new AccountId(row.getObject("id", UUID.class)), row.getLong("version"),
                about.name(),
                about.logInName(), rights, row.getBoolean("second_factor"),
                Objects.requireNonNull(Query.instant(row, "opened_at")), Query.instant(row, "disabled_at"));
    }

    @Override
    protected @Nullable Object[] values(AccountList.Entry row) {
        Rights rights = row.rights();
        TherapistId therapist = rights.therapist();
        return new @Nullable Object[]{row.id().value(), row.version(), row.openedAt(), row.disabledAt(),
                rights.everyClinic(), rights.roles(), rights.clinics().stream().map(ClinicId::value).toList(),
                therapist == null ? null : therapist.value(), row.secondFactor(),
                json.writeValueAsString(new About(row.name(), row.logInName()))};
    }
}
