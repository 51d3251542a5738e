package io.lumbar.api.demo;

import io.lumbar.application.Unavailable;
import io.lumbar.application.demo.Demo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Begins to fill the store when a demo is asked for, and tells every few seconds how far it is. */
@Component
final class Filling {
    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);

    private final Demo demo;
    private final boolean asked;
    private volatile boolean watching;

    Filling(Demo demo, Environment settings) {
        this.demo = demo;
        this.asked = settings.getProperty("lumbar.demo", Boolean.class, false);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (asked) {
            demo.begin();
        }
        watching = demo.since().isPresent();
    }

    @Scheduled(fixedDelayString = "PT2S")
    void tell() {
        if (!watching) {
            return;
        }
        try {
            demo.progress().ifPresent(progress -> {
                var counts = progress.counts();
                LOG.info("Demo: {} of {} episodes", counts.imported() + counts.present(), progress.lines());
                if (counts.refused() > 0) {
                    LOG.warn("Demo: {} episodes were refused", counts.refused());
                }
                watching = progress.finishedAt() == null;
            });
        } catch (Unavailable e) {
            LOG.debug("How far the demo is cannot be told now", e);
        }
    }
}
