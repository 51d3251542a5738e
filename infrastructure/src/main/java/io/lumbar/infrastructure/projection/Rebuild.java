package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.lumbar.domain.Event;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.RecordedEvent;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes projections anew from all events, at bulk speed. Each event is read and parsed once for all of them, while the
 * slice before is being written.
 *
 * <p>
 * It takes the projections' positions away from the processors of all instances, empties the tables and writes slice by
 * slice, each in a transaction short enough not to hold up readers of events; commands go on meanwhile. Lists and
 * reports answer with what is there, and those that must include a position wait. At the end the processors take the
 * positions back; they do so as well, and go on from the last slice, when the rebuild is killed.
 */
public final class Rebuild {
    /** Events in one transaction, which takes well under a second. */
    private static final int SLICE = 5_000;

    private final List<Projection> projections;
    private final Transactions transactions;
    private final EventReader events;
    private final ProjectedEvents parsing;
    private final TokenStore tokens;

    /** @param tokens the token store under a node id that no processor has */
    Rebuild(List<Projection> projections, Transactions transactions, EventReader events,
            ProjectedEvents parsing, TokenStore tokens) {
        this.projections = List.copyOf(projections);
        this.transactions = transactions;
        this.events = events;
        this.parsing = parsing;
        this.tokens = tokens;
    }

    /** What a rebuild did. */
    public record Done(long events, Duration took) {}

    /**
     * Rebuilds.
     *
     * @param names of the projections; none means all of them
     */
    public Done of(Set<String> names) {
        var chosen = projections.stream().filter(each -> names.isEmpty() || names.contains(each.name()))
                .map(Projection::alone).toList();
        if (chosen.size() < names.size()) {
            throw new IllegalArgumentException("not all of these are projections: " + names);
        }
        long begun = System.nanoTime();
        transactions.run(transaction -> {
            takeOver(transaction, chosen);
            return true;
        });
        long total = 0;
        var next = slice(EventPosition.BEGINNING);
        for (List<Parsed> slice = next.join(); !slice.isEmpty(); slice = next.join()) {
            EventPosition end = slice.getLast().stored().position();
            next = slice(end);
            write(chosen, slice, end);
            total += slice.size();
        }
        transactions.run(transaction -> {
            forEachSegment(chosen, tokens::releaseClaim);
            return true;
        });
        return new Done(total, Duration.ofNanos(System.nanoTime() - begun));
    }

    private record Parsed(RecordedEvent stored, @Nullable Occurrence occurrence) {
        Arrival arrival(Function<RecordedEvent, Event> parsing) {
            Arrival anew = Arrival.of(stored, parsing);
            Occurrence known = occurrence;
            return known == null ? anew : new Arrival(anew.stream(), anew.version(), anew.id(), () -> known);
        }
    }

    private CompletableFuture<List<Parsed>> slice(EventPosition after) {
        return CompletableFuture.supplyAsync(() -> {
            var slice = new ArrayList<Parsed>(SLICE);
            List<RecordedEvent> rows = events.after(after, SLICE);
            parsing.prepare(rows);
            for (RecordedEvent stored : rows) {
                slice.add(new Parsed(stored, parsed(stored)));
            }
            return slice;
        });
    }

    /** Null for what cannot be parsed: each projection finds out by itself and parks it. */
    private @Nullable Occurrence parsed(RecordedEvent stored) {
        try {
            return new Occurrence(parsing.event(stored), stored.version(), stored.recordedAt());
        } catch (RuntimeException _) {
            return null;
        }
    }

    private void write(List<Projection> chosen, List<Parsed> slice, EventPosition end) {
        List<Arrival> arrivals = slice.stream().map(each -> each.arrival(parsing::event)).toList();
        transactions.run(transaction -> {
            forEachSegment(chosen, (name, segment) -> tokens.storeToken(end, name, segment));
            for (Projection projection : chosen) {
                Delivery.deliver(transaction, projection, arrivals);
            }
            return true;
        });
    }

    private void takeOver(Connection transaction, List<Projection> chosen) throws SQLException {
        for (Projection projection : chosen) {
            new Query("update axon.token set owner = null where processor_name = ?", projection.name())
                    .update(transaction);
        }
        forEachSegment(chosen, (name, segment) -> {
            tokens.fetchToken(name, segment);
            tokens.storeToken(EventPosition.BEGINNING, name, segment);
        });
        ParkedRows.clear(transaction, chosen.stream().map(Projection::name).toList());
        new Query("truncate " + String.join(", ", Projection.tablesOf(chosen))).update(transaction);
    }

    private interface PerSegment {
        void accept(String processor, int segment);
    }

    private void forEachSegment(List<Projection> chosen, PerSegment action) {
        for (Projection projection : chosen) {
            for (int segment : tokens.fetchSegments(projection.name())) {
                action.accept(projection.name(), segment);
            }
        }
    }
}
