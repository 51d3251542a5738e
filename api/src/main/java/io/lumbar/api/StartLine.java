package io.lumbar.api;

import io.lumbar.application.demo.Demo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells once that requests are accepted, at which address, and where the files are. */
@Component
class StartLine {
    private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

    private final Demo demo;

    StartLine(Demo demo) {
        this.demo = demo;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        var settings = ready.getApplicationContext().getEnvironment();
        LOG.info("Lumbar is ready at {}://{}:{}, home {}{}",
                String.valueOf(settings.getProperty("lumbar.tls.certificate")).isEmpty() ? "http" : "https",
                settings.getProperty("server.address"),
                settings.getProperty("local.server.port"), settings.getProperty("lumbar.home"),
                demo.since().isPresent() ? ", a demo: everything in it is invented" : "");
    }
}
