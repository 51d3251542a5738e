package io.lumbar.infrastructure.account;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.account.AccountEvent.AccountDisabled;
import io.lumbar.domain.account.AccountEvent.AccountOpened;
import io.lumbar.domain.account.AccountEvent.RightsChanged;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.rules.RuleTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdministratorsIT extends RuleTables {

    private static final String REFUSED = "no other account administers every clinic";
    private static final Rights EVERYWHERE = new Rights(List.of(Role.MANAGER, Role.ADMIN), true, List.of(), null);

    @BeforeEach
    void empty() {
        JdbcClient.create(database.ownerDataSource()).sql("delete from rules.account").update();
    }

    @Test
    void who_administers_every_clinic_stops_when_somebody_else_goes_on() {
        AccountId ina = open(EVERYWHERE);
        open(new Rights(List.of(Role.ADMIN), false, List.of(CLINIC), null));
        open(new Rights(List.of(Role.MANAGER), true, List.of(), null));

        assertThatThrownBy(() -> happened(new AccountDisabled(ina, OPENED_AT))).hasMessageContaining(REFUSED);
        assertThatThrownBy(() -> happened(new RightsChanged(ina,
                new Rights(List.of(Role.ADMIN), false, List.of(CLINIC), null)))).hasMessageContaining(REFUSED);
        happened(new RightsChanged(ina, new Rights(List.of(Role.ADMIN), true, List.of(), null)));

        AccountId ole = open(EVERYWHERE);
        happened(new AccountDisabled(ina, OPENED_AT));
        assertThatThrownBy(() -> happened(new AccountDisabled(ole, OPENED_AT))).hasMessageContaining(REFUSED);
    }

    @Test
    void of_two_who_stop_at_the_same_moment_the_second_waits_and_goes_on() throws Exception {
        AccountId ina = open(EVERYWHERE);
        AccountId ole = open(EVERYWHERE);
        Future<?> second;
        try (Connection first = database.dataSource().getConnection();
                var others = Executors.newSingleThreadExecutor()) {
            first.setAutoCommit(false);
            rows(JdbcClient.create(new SingleConnectionDataSource(first, true)))
                    .record(new AccountDisabled(ina, OPENED_AT));
            second = others.submit(() -> happened(new AccountDisabled(ole, OPENED_AT)));
            while (!second.isDone() && waiting() == 0) {
                Thread.onSpinWait();
            }
            first.commit();
        }
        assertThatThrownBy(second::get).isInstanceOf(ExecutionException.class).hasMessageContaining(REFUSED);
        assertThat(sql.sql("select account_id from rules.account where enabled").query(UUID.class).list())
                .containsExactly(ole.value());
    }

    private static int waiting() {
        return sql.sql("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'").query(Integer.class).single();
    }

    private static AccountId open(Rights rights) {
        var account = new AccountId(UUID.randomUUID());
        happened(new AccountOpened(account, Personal.of(Subject.of(account), new PersonName("Ina", "Bos")), rights,
                new SecretId(UUID.randomUUID()), OPENED_AT));
        return account;
    }

    private static void happened(Event event) {
        rows(sql).record(event);
    }

    private static StoredAccounts rows(JdbcClient jdbc) {
        return new StoredAccounts(jdbc,
                IdentityKey.of("a key of more than thirty-two characters", Path.of("unused"), jdbc));
    }
}
