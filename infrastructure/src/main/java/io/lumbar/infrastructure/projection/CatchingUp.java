package io.lumbar.infrastructure.projection;

import java.util.List;

import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Out of service until the projections include all that was recorded when they were first looked at after a start, so
 * that nobody is sent to lists that are still being made. From then on it is up for good and looks no more: a list that
 * lags later says so itself, and a probe costs no query.
 */
final class CatchingUp extends AbstractHealthIndicator {
    private final Projections projections;
    private final EventReader events;
    private @Nullable EventPosition goal;
    private volatile boolean over;

    CatchingUp(Projections projections, EventReader events) {
        super("the projections' positions cannot be read");
        this.projections = projections;
        this.events = events;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> behind = over ? List.of() : behind();
        if (behind.isEmpty()) {
            over = true;
            health.up();
        } else {
            health.outOfService().withDetail("behind", behind);
        }
    }

    private synchronized List<String> behind() {
        if (goal == null) {
            goal = events.head();
        }
        return projections.behind(goal);
    }
}
