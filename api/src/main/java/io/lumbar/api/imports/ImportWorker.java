package io.lumbar.api.imports;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import io.lumbar.application.Unavailable;
import io.lumbar.application.imports.Imports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Imports slice after slice while there are any, and looks for new ones twice a second. It works on a thread of its own:
 * those that keep time are not to wait for it.
 */
@Component
final class ImportWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Imports imports;
    private final ReentrantLock slice = new ReentrantLock();
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean stopping;

    ImportWorker(Imports imports) {
        this.imports = imports;
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT0.5S")
    void look() {
        if (working.compareAndSet(false, true)) {
            Thread.ofVirtual().name("imports").start(this::work);
        }
    }

    private void work() {
        try {
            while (!stopping && next()) {
                LOG.debug("A slice was imported");
            }
        } catch (Unavailable e) {
            LOG.warn("Imports wait: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("An import does not go on", e);
        } finally {
            working.set(false);
        }
    }

    private boolean next() {
        slice.lock();
        try {
            return imports.importNext();
        } finally {
            slice.unlock();
        }
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forgetAbandoned() {
        imports.forgetAbandoned();
    }

    /** A slice that has begun is ended; what waits is left to the next start or to another instance. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        stopping = true;
        if (slice.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            slice.unlock();
        }
    }
}
