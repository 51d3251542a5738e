package io.lumbar.infrastructure.job;

import java.time.Duration;

import javax.sql.DataSource;

import io.lumbar.application.Job;
import io.lumbar.application.worklist.SharedClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Runs the application's jobs, once it is ready and without keeping it from that. */
@AutoConfiguration(afterName = "io.lumbar.infrastructure.axon.AxonHostAutoConfiguration")
class JobAutoConfiguration {
    @Bean
    Jobs jobs(DataSource dataSource, ObjectProvider<Job> jobs, SharedClock clock,
            @Value("${lumbar.jobs.poll:PT10S}") Duration poll) {
        return new Jobs(dataSource, jobs.orderedStream().toList(), clock, poll);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> jobsBegin(Jobs jobs) {
        return _ -> Thread.ofPlatform().name("jobs-begin").daemon().start(jobs::start);
    }
}
