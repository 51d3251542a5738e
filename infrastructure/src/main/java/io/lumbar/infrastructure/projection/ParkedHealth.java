package io.lumbar.infrastructure.projection;

import java.util.LinkedHashMap;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Always up: what is parked is for an operator to look at, and no reason to restart or to keep requests away. */
final class ParkedHealth extends AbstractHealthIndicator {
    private final Projections projections;

    ParkedHealth(Projections projections) {
        super("the parked events cannot be counted");
        this.projections = projections;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var parked = new LinkedHashMap<String, Long>();
        projections.standing().forEach(each -> parked.put(each.projection(), each.parked()));
        health.up().withDetails(parked);
    }
}
