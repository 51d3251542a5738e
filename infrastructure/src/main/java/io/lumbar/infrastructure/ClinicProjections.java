package io.lumbar.infrastructure;

import io.lumbar.infrastructure.account.AccountProjection;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.ObjectMapper;

/** Every projection, for the product and for an operator's commands, which need nothing else of it. */
@AutoConfiguration
class ClinicProjections {
    private final ObjectMapper json = new NamedSerializer().getObjectMapper();

    @Bean
    AccountProjection accountProjection() {
        return new AccountProjection(json);
    }

    @Bean
    ClinicProjection clinicProjection() {
        return new ClinicProjection(json);
    }

    @Bean
    TherapistProjection therapistProjection() {
        return new TherapistProjection(json);
    }

    @Bean
    ClientProjection clientProjection() {
        return new ClientProjection(json);
    }

    @Bean
    EpisodeProjection episodeProjection() {
        return new EpisodeProjection(new StoredEvents()::event);
    }
}
