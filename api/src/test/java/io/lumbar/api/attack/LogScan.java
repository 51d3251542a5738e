package io.lumbar.api.attack;

import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Reads along whatever is logged, and keeps the lines in which a planted string stands. */
final class LogScan extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> planted;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final AtomicLong lines = new AtomicLong();

    LogScan(List<String> planted) {
        this.planted = planted.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.incrementAndGet();
        IThrowableProxy thrown = event.getThrowableProxy();
        String line = event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
        String lower = line.toLowerCase(Locale.ROOT);
        if (planted.stream().anyMatch(lower::contains)) {
            found.add(line);
        }
    }

    /** The lines with a planted string in them. */
    Queue<String> found() {
        return found;
    }

    /** How many lines there were. */
    long lines() {
        return lines.get();
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
