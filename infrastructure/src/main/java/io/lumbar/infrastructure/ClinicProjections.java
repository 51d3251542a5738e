package io.lumbar.infrastructure;

import io.lumbar.application.privacy.Vault;
import io.lumbar.infrastructure.account.AccountProjection;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Every projection, for the product and for an operator's commands, which need nothing else of it. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.privacy.VaultAutoConfiguration")
class ClinicProjections {

    @Bean
    AccountProjection accountProjection(Vault vault) {
        return new AccountProjection(new NamedSerializer(vault));
    }

    @Bean
    ClinicProjection clinicProjection() {
        return new ClinicProjection(new NamedSerializer().getObjectMapper());
    }

    @Bean
    TherapistProjection therapistProjection(Vault vault) {
        return new TherapistProjection(new NamedSerializer(vault));
    }

    @Bean
    ClientProjection clientProjection(Vault vault) {
        return new ClientProjection(new NamedSerializer(vault));
    }

    /** It keeps nothing personal, so it asks for no keys. */
    @Bean
    EpisodeProjection episodeProjection() {
        return new EpisodeProjection(new StoredEvents()::event);
    }
}
