package io.lumbar.infrastructure.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.lumbar.application.audit.History;
import io.lumbar.infrastructure.Outage;
import org.jspecify.annotations.Nullable;

/** The events, the seals and the exported file, held against each other. */
final class VerifiedHistory implements History {
    /** So many connections are in use at a time, and as many processors, beside the database's own. */
    private static final int THREADS = 2;

    private final Seals seals;
    private final HistoryRanges ranges;
    private final SealKey key;
    private final SealFile file;
    private final AtomicReference<@Nullable CompletableFuture<Verification>> underway = new AtomicReference<>();

    VerifiedHistory(DataSource dataSource, SealKey key, SealFile file) {
        this.seals = new Seals(dataSource);
        this.ranges = new HistoryRanges(dataSource, THREADS);
        this.key = key;
        this.file = file;
    }

    @Override
    public Verification verify() {
        var own = new CompletableFuture<Verification>();
        CompletableFuture<Verification> first = underway.compareAndExchange(null, own);
        if (first != null) {
            try {
                return first.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        try {
            Verification verification = Outage.during(this::verified);
            own.complete(verification);
            return verification;
        } catch (RuntimeException e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            underway.set(null);
        }
    }

    /** What is exported is sealed before, and what is sealed is known to readers before: so they are asked the other way round. */
    private Verification verified() {
        long begun = System.nanoTime();
        SealFile.End end = file.end();
        try (SealFile.Reading reading = end == null ? null : file.read(end)) {
            Seal last = seals.last();
            var comparing = new Comparing(seals, key, last == null ? 0 : last.number(), reading);
            comparing.begin();
            if (comparing.found() == null) {
                ranges.read(comparing::next);
            }
            comparing.end();
            return new Verification(comparing.events(), comparing.sealed(), comparing.seals(), comparing.sealedAt(),
                    comparing.exported(), Duration.ofNanos(System.nanoTime() - begun), comparing.found());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
