package io.lumbar.infrastructure;

import javax.sql.DataSource;

import io.lumbar.application.account.AccountList;
import io.lumbar.application.account.AppStore;
import io.lumbar.application.account.Delegations;
import io.lumbar.application.account.SecondFactors;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.client.ClientList;
import io.lumbar.application.client.ClientSearch;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.episode.EpisodeList;
import io.lumbar.application.imports.ImportStore;
import io.lumbar.application.limit.Allowance;
import io.lumbar.application.limit.Guesses;
import io.lumbar.application.privacy.Vault;
import io.lumbar.application.report.ReportFacts;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.application.worklist.Agenda;
import io.lumbar.application.worklist.Policies;
import io.lumbar.application.worklist.WorkList;
import io.lumbar.infrastructure.account.AccountProjection;
import io.lumbar.infrastructure.account.ProjectedAccountList;
import io.lumbar.infrastructure.account.StoredAccounts;
import io.lumbar.infrastructure.account.StoredApps;
import io.lumbar.infrastructure.account.StoredDelegations;
import io.lumbar.infrastructure.account.StoredSecondFactors;
import io.lumbar.infrastructure.axon.AxonHostAutoConfiguration;
import io.lumbar.infrastructure.axon.ConstraintRows;
import io.lumbar.infrastructure.calendar.ProjectedCalendar;
import io.lumbar.infrastructure.calendar.StoredBookedTimes;
import io.lumbar.infrastructure.client.ClientNames;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.client.ClientStandings;
import io.lumbar.infrastructure.client.Identities;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.client.ProjectedClientList;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.clinic.ProjectedClinicList;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.episode.ProjectedEpisodeList;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.imports.StoredImports;
import io.lumbar.infrastructure.limit.SharedAllowance;
import io.lumbar.infrastructure.limit.StoredGuesses;
import io.lumbar.infrastructure.privacy.StoredReads;
import io.lumbar.infrastructure.projection.ProjectionAutoConfiguration;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.report.ProjectedFacts;
import io.lumbar.infrastructure.therapist.LicenceNumbers;
import io.lumbar.infrastructure.therapist.ProjectedTherapistList;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import io.lumbar.infrastructure.worklist.LoggedTrouble;
import io.lumbar.infrastructure.worklist.StoredAgenda;
import io.lumbar.infrastructure.worklist.StoredWorkList;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the clinic's own packages add to the machinery: the ports that are read from {@link ClinicProjections} and from the
 * rows of rules. It stands above all of them, so that none has to know another.
 */
@AutoConfiguration(after = {AxonHostAutoConfiguration.class, ClinicProjections.class,
        ProjectionAutoConfiguration.class})
class ClinicAutoConfiguration {
    @Bean
    StoredAccounts storedAccounts(DataSource dataSource, IdentityKey key) {
        return new StoredAccounts(JdbcClient.create(dataSource), key);
    }

    @Bean
    SecondFactors secondFactors(DataSource dataSource, Vault vault, IdentityKey key) {
        return new StoredSecondFactors(JdbcClient.create(dataSource), vault, key);
    }

    @Bean
    AppStore appStore(DataSource dataSource) {
        return new StoredApps(JdbcClient.create(dataSource));
    }

    @Bean
    Delegations delegations(DataSource dataSource, IdentityKey key) {
        return new StoredDelegations(JdbcClient.create(dataSource), key);
    }

    @Bean
    @Order(0) // before the rows of rules, which tell the hash that is replaced
    ConstraintRows replacedSecrets(StoredAccounts accounts) {
        return ConstraintRows.each(accounts::forgetReplaced);
    }

    @Bean
    ClientStandings clientStandings(DataSource dataSource) {
        return new ClientStandings(JdbcClient.create(dataSource));
    }

    @Bean
    Identities identities(DataSource dataSource, IdentityKey key) {
        return new Identities(JdbcClient.create(dataSource), key);
    }

    @Bean
    LicenceNumbers licenceNumbers(DataSource dataSource, IdentityKey key) {
        return new LicenceNumbers(JdbcClient.create(dataSource), key);
    }

    @Bean
    ImportStore importStore(DataSource dataSource, Vault vault, IdentityKey key) {
        return new StoredImports(new JdbcTemplate(dataSource), vault, key);
    }

    @Bean
    Allowance allowance(DataSource dataSource) {
        return new SharedAllowance(dataSource);
    }

    @Bean
    Guesses guesses(DataSource dataSource, IdentityKey key, @Value("${lumbar.limits.wrong-secrets:20}") int spared) {
        return new StoredGuesses(dataSource, key, spared);
    }

    @Bean
    Policies.Trouble trouble(ObjectProvider<MeterRegistry> meters) {
        return new LoggedTrouble(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Agenda agenda(DataSource dataSource) {
        return new StoredAgenda(dataSource);
    }

    @Bean
    AccountList accountList(Readings readings, AccountProjection accounts) {
        return new ProjectedAccountList(readings, accounts);
    }

    @Bean
    ClinicList clinicList(Readings readings, ClinicProjection clinics) {
        return new ProjectedClinicList(readings, clinics);
    }

    @Bean
    TherapistList therapistList(Readings readings, TherapistProjection therapists, EpisodeProjection episodes) {
        return new ProjectedTherapistList(readings, therapists, episodes);
    }

    @Bean
    ClientList clientList(Readings readings, ClientProjection clients) {
        return new ProjectedClientList(readings, clients);
    }

    @Bean
    ClientSearch clientSearch(Readings readings, ClientProjection clients, Identities identities) {
        return new ClientNames(readings, clients, identities);
    }

    @Bean
    StoredReads reads(DataSource dataSource) {
        return new StoredReads(dataSource);
    }

    @Bean
    EpisodeList episodeList(Readings readings, EpisodeProjection episodes) {
        return new ProjectedEpisodeList(readings, episodes);
    }

    @Bean
    WorkList workList(Readings readings, EpisodeProjection episodes) {
        return new StoredWorkList(readings, episodes);
    }

    @Bean
    Calendar calendar(Readings readings, EpisodeProjection episodes, TherapistProjection therapists,
            ClinicProjection clinics) {
        return new ProjectedCalendar(readings, episodes, therapists, clinics);
    }

    @Bean
    BookedTimes bookedTimes(DataSource dataSource) {
        return new StoredBookedTimes(dataSource);
    }

    @Bean
    ReportFacts reportFacts(Readings readings, EpisodeProjection episodes, EventReader events, DataSource dataSource) {
        return new ProjectedFacts(readings, episodes, events, dataSource, ProjectionAutoConfiguration.PATIENCE);
    }
}
