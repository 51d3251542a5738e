package io.lumbar.application.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lumbar.application.Ids;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Request.Idempotency;
import io.lumbar.application.imports.Drafts;
import io.lumbar.application.imports.Drafts.NotKept;
import io.lumbar.application.imports.Form;
import io.lumbar.application.imports.ImportStore;
import io.lumbar.application.imports.ImportStore.Progress;
import io.lumbar.application.imports.Imports;
import io.lumbar.application.imports.TellingClock;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.ImportId;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Fills a demo store. What was begun goes on at the next start, and instances that start together fill it once. */
public final class Demo {
    private static final String ACTOR = "demo";

    private final Imports imports;
    private final ImportStore store;
    private final Drafts drafts;
    private final Records records;
    private final Ids ids;
    private final Clock clock;

    /** A demo whose clinics become {@code drafts} and whose histories are imported. */
    public Demo(Imports imports, ImportStore store, Drafts drafts, Records records, Ids ids, Clock clock) {
        this.imports = imports;
        this.store = store;
        this.drafts = drafts;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins, unless it was begun before; the histories follow in the background. */
    public ImportId begin() {
        return store.demo().orElseGet(this::beginAnew);
    }

    private ImportId beginAnew() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        found(now);
        String lines = IntStream.range(0, InventedHistories.EPISODES).mapToObj(n -> InventedHistories.line(now, n))
                .collect(Collectors.joining("\n"));
        try {
            return imports.receive(new Request(ACTOR, ids.next(), null, new Idempotency(ACTOR, ACTOR, ""), true),
                    Form.INVENTED, false,
                    new ByteArrayInputStream(lines.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the clinics and takes the therapists on; a second time changes nothing. {@code now}: when the demo is made. */
    public void found(Instant now) {
        var request = new Request(ACTOR, ids.next(), null, null, true);
        TellingClock telling = TellingClock.turning(clock);
        Drafts.Draft draft = drafts.begin(records, telling);
        InventedClinics.found(draft, request, telling, now);
        try {
            drafts.keep(List.of(draft), () -> {});
        } catch (NotKept reason) {
            if (!(reason.error() instanceof ConcurrentChange)) {
                throw reason;
            }
            // Another instance founds them at this very moment, the same ones.
        }
    }

    /** Since when the store is marked as a demo; empty when it is a store like any other. */
    public Optional<Instant> since() {
        return store.demoSince();
    }

    /** How far it is; empty when it was never begun. */
    public Optional<Progress> progress() {
        return store.demo().map(imports::progress);
    }
}
