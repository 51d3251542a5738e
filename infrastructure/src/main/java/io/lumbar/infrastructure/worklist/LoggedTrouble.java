package io.lumbar.infrastructure.worklist;

import io.lumbar.application.worklist.Policies;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.StaleVersion;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.projection.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever runs the product, without a value that is about a person. */
public final class LoggedTrouble implements Policies.Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedTrouble.class);

    private final Counter failures;

    public LoggedTrouble(MeterRegistry meters) {
        failures = Counter.builder("policies.failures")
                .description("Episodes and therapists whose policies could not be carried out").register(meters);
    }

    @Override
    public void with(StreamId stream, RuntimeException failure) {
        switch (failure) {
            // Somebody was faster: the record has changed, and is looked at again for that.
            case Rejected refusal when refusal.error() instanceof StaleVersion
                    || refusal.error() instanceof ConcurrentChange ->
                {}
            case Rejected refusal -> {
                failures.increment();
                LOG.warn("The policies cannot do what is due for {}: {}", stream, refusal.error().code());
            }
            default -> {
                failures.increment();
                LOG.warn("The policies failed for {}: {}", stream, Failure.describe(failure));
            }
        }
    }
}
