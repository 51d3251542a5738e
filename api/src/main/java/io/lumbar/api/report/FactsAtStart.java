package io.lumbar.api.report;

import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Unavailable;
import io.lumbar.application.report.ReportFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets what reports count be read into memory as soon as requests are accepted, so that whoever asks first does not wait for
 * it. Nothing waits for this, readiness least of all: a report that comes earlier reads what it needs, as ever.
 */
@Component
final class FactsAtStart implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FactsAtStart.class);

    private final ReportFacts facts;
    private final Thread reader;

    FactsAtStart(ReportFacts facts) {
        this.facts = facts;
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
