package io.lumbar.infrastructure.projection;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.application.ParkedEvents;
import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.client.ClientList;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.episode.EpisodeList;
import io.lumbar.application.episode.WorkList;
import io.lumbar.application.report.SessionCounts;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.Schemas;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.calendar.ProjectedCalendar;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.client.ProjectedClientList;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.clinic.ProjectedClinicList;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.episode.ProjectedEpisodeList;
import io.lumbar.infrastructure.episode.StoredWorkList;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.report.ProjectedSessionCounts;
import io.lumbar.infrastructure.therapist.ProjectedTherapistList;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** The projections, what keeps them going, and the ports that are read from them. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.axon.AxonHostAutoConfiguration")
class ProjectionAutoConfiguration {
    /** How long a reader waits for a position, or for transactions that may still record something by a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    ClinicProjection clinicProjection(NamedSerializer serializer) {
        return new ClinicProjection(serializer.getObjectMapper());
    }

    @Bean
    TherapistProjection therapistProjection(NamedSerializer serializer) {
        return new TherapistProjection(serializer.getObjectMapper());
    }

    @Bean
    ClientProjection clientProjection(NamedSerializer serializer) {
        return new ClientProjection(serializer.getObjectMapper());
    }

    @Bean
    EpisodeProjection episodeProjection() {
        return new EpisodeProjection();
    }

    @Bean
    Projections projections(List<Projection> all, EmbeddedEventStore source, TokenStore tokens,
            TransactionManager transactions, DataSource dataSource, EventReader events, NamedSerializer serializer) {
        return new Projections(all, source, tokens, transactions, dataSource, events, serializer);
    }

    @Bean
    Transactions projectionTransactions(PlatformTransactionManager manager, DataSource dataSource) {
        return new Transactions(manager, dataSource);
    }

    @Bean
    Rebuild rebuild(List<Projection> all, Transactions transactions, EventReader events, StoredEvents parsing,
            ConnectionProvider connections, NamedSerializer serializer) {
        TokenStore tokens = JdbcTokenStore.builder().connectionProvider(connections).serializer(serializer)
                .schema(Schemas.tokens()).nodeId("rebuild-" + UUID.randomUUID()).build();
        return new Rebuild(all, transactions, events, parsing::event, tokens);
    }

    @Bean
    ParkedEvents parkedEvents(List<Projection> all, Transactions transactions, EventReader events,
            StoredEvents parsing) {
        return new StoredParkedEvents(all, transactions, events, parsing::event);
    }

    @Bean
    Readings readings(DataSource dataSource, NamedSerializer serializer) {
        return new Readings(dataSource, serializer, PATIENCE);
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
    EpisodeList episodeList(Readings readings, EpisodeProjection episodes) {
        return new ProjectedEpisodeList(readings, episodes);
    }

    @Bean
    WorkList workList(Readings readings, EpisodeProjection episodes) {
        return new StoredWorkList(readings, episodes);
    }

    @Bean
    Calendar calendar(Readings readings, EpisodeProjection episodes) {
        return new ProjectedCalendar(readings, episodes);
    }

    @Bean
    SessionCounts sessionCounts(Readings readings, EpisodeProjection episodes, EventReader events,
            DataSource dataSource) {
        return new ProjectedSessionCounts(readings, episodes, events, dataSource, PATIENCE);
    }
}
