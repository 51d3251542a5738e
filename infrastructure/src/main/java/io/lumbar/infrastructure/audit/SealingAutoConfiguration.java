package io.lumbar.infrastructure.audit;

import java.time.Duration;

import javax.sql.DataSource;

import io.lumbar.application.Job;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Seals the history while the product runs, and when it ends. */
@AutoConfiguration(after = AuditAutoConfiguration.class, beforeName = "io.lumbar.infrastructure.job.JobAutoConfiguration")
class SealingAutoConfiguration {
    /** Jobs are made after it, since it is one, and so end before it: nothing is recorded after the last seal. */
    @Bean
    Sealing sealing(DataSource dataSource, SealKey key, SealFile file) {
        return new Sealing(new Seals(dataSource), key, file);
    }

    /** With the time that passes until somebody looks for due jobs it is run within each minute. */
    @Bean
    Job sealsOfHistory(Sealing sealing, @Value("${lumbar.seals.pause:PT40S}") Duration pause) {
        return new Job("history-seals", pause, sealing::run);
    }
}
