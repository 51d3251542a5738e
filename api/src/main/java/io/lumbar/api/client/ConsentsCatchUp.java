package io.lumbar.api.client;

import io.lumbar.application.client.ConsentPolicy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every minute for what a process left undone that ended right after it had recorded a withdrawal. */
@Component
final class ConsentsCatchUp {

    private final ConsentPolicy consents;

    ConsentsCatchUp(ConsentPolicy consents) {
        this.consents = consents;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT1M")
    void catchUp() {
        consents.catchUp();
    }
}
