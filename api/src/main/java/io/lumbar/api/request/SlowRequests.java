package io.lumbar.api.request;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends connections on which the head of a request does not come to its end in time. Tomcat's own time-out begins anew with
 * every byte, so that whoever sends one now and then would hold a connection for hours, and a few thousand of them all
 * that there are.
 */
@Component
class SlowRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Duration atMost;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("slow-requests").factory());

    SlowRequests(@Value("${lumbar.limits.head:PT15S}") Duration atMost) {
        this.atMost = atMost;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof Watched protocol) {
                long millis = Math.max(100, atMost.toMillis() / 5);
                var _ = watch.scheduleWithFixedDelay(() -> protocol.endSlow(atMost), millis, millis,
                        TimeUnit.MILLISECONDS);
            }
        });
        tomcat.setProtocol(Watched.class.getName());
    }

    @PreDestroy
    void stop() {
        watch.shutdownNow();
    }

    /** Tomcat's own protocol, whose connections can be seen. */
    public static final class Watched extends Http11NioProtocol {

        private void endSlow(Duration atMost) {
            AbstractEndpoint<NioChannel, ?> endpoint = getEndpoint();
            for (SocketWrapperBase<NioChannel> connection : endpoint.getConnections()) {
                if (connection.getCurrentProcessor() instanceof AbstractProcessor processor
                        && isSlow(processor.getRequest(), atMost)) {
                    connection.close();
                }
            }
        }

        private static boolean isSlow(Request request, Duration atMost) {
            long begun = request.getStartTimeNanos(); // not positive before the first byte and between two requests
            int stage = request.getRequestProcessor().getStage(); // ended, too, while it waits for more of a head
            return (stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED) && begun > 0
                    && System.nanoTime() - begun > atMost.toNanos();
        }
    }
}
