package io.lumbar.infrastructure.axon;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

import io.lumbar.application.Decisions;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.domain.Command;
import io.lumbar.domain.Rejected;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times each command as its sender waits for it, with everything that was tried again, and counts it by how it ended:
 * {@code accepted}, also where nothing had to change; {@code refused} by a rule; or {@code failed}.
 */
final class TimedDecisions implements Decisions {
    private static final Duration[] BOUNDS = {Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100),
            Duration.ofMillis(500), Duration.ofSeconds(2)};

    private enum Outcome {
        ACCEPTED, REFUSED, FAILED
    }

    private final Decisions decisions;
    private final MeterRegistry meters;

    TimedDecisions(Decisions decisions, MeterRegistry meters) {
        this.decisions = decisions;
        this.meters = meters;
    }

    @Override
    public Receipt decide(Command command, Request request, UUID resource) {
        Timer.Sample waiting = Timer.start(meters);
        var outcome = Outcome.FAILED;
        try {
            Receipt receipt = decisions.decide(command, request, resource);
            outcome = Outcome.ACCEPTED;
            return receipt;
        } catch (Rejected refusal) {
            outcome = Outcome.REFUSED;
            throw refusal;
        } finally {
            waiting.stop(timer(command, outcome));
        }
    }

    private Timer timer(Command command, Outcome outcome) {
        return Timer.builder("commands").description("How long commands took, by how they ended")
                .tag("command", command.getClass().getSimpleName())
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT)).serviceLevelObjectives(BOUNDS)
                .register(meters);
    }
}
