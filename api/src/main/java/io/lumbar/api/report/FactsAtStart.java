package io.lumbar.api.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Scope;
import io.lumbar.application.Unavailable;
import io.lumbar.application.report.ReportFacts;
import io.lumbar.application.report.YearAtAGlance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets what reports count be read into memory as soon as requests are accepted, and the start page's year be counted in it,
 * so that whoever asks first does not wait for it. Nothing waits for this, readiness least of all: a report that comes
 * earlier reads and counts what it needs, as ever.
 */
@Component
final class FactsAtStart implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FactsAtStart.class);

    private final ReportFacts facts;
    private final YearAtAGlance glance;
    private final Clock clock;
    private final Thread reader;

    FactsAtStart(ReportFacts facts, YearAtAGlance glance, Clock clock) {
        this.facts = facts;
        this.glance = glance;
        this.clock = clock;
        this.reader = Thread.ofPlatform().daemon().name("facts-at-start").unstarted(this::read);
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (reader.getState() == Thread.State.NEW) {
            reader.start();
        }
    }

    private void read() {
        while (!reader.isInterrupted()) {
            try {
                facts.known(null, null);
                glance.answer(Set.of(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), Scope.EVERYTHING);
                return;
            } catch (PositionNotReached late) {
                LOG.debug("What reports count is still being put together", late); // this took some seconds
            } catch (Unavailable | IllegalStateException failure) {
                LOG.info("The first report reads what it counts", failure);
                return;
            }
        }
    }

    @Override
    public void destroy() {
        reader.interrupt();
    }
}
