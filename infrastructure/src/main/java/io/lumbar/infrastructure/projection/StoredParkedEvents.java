package io.lumbar.infrastructure.projection;

import java.util.List;
import java.util.function.Function;

import io.lumbar.application.ParkedEvents;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.eventstore.EventReader;
import io.lumbar.infrastructure.eventstore.RecordedEvent;

/** Parked events as rows that point to the store. */
final class StoredParkedEvents implements ParkedEvents {
    private final List<Projection> projections;
    private final Transactions transactions;
    private final EventReader events;
    private final Function<RecordedEvent, Event> parsing;

    StoredParkedEvents(List<Projection> projections, Transactions transactions, EventReader events,
            Function<RecordedEvent, Event> parsing) {
        this.projections = List.copyOf(projections);
        this.transactions = transactions;
        this.events = events;
        this.parsing = parsing;
    }

    @Override
    public List<Parked> list(int limit) {
        return transactions.run(transaction -> ParkedRows.list(transaction, limit));
    }

    @Override
    public int retry(String projection, StreamId stream) {
        int applied = 0;
        while (retryFirst(named(projection), stream)) {
            applied++;
        }
        return applied;
    }

    private boolean retryFirst(Projection projection, StreamId stream) {
        return transactions.run(transaction -> {
            ParkedRows.lockAlone(transaction, projection.name());
            List<Long> versions = ParkedRows.versions(transaction, projection.name(), stream);
            if (versions.isEmpty()) {
                return false;
            }
            long version = versions.getFirst();
            String cause = Delivery.failure(transaction, projection,
                    List.of(Arrival.of(stored(stream, version), parsing)));
            if (cause == null) {
                return ParkedRows.delete(transaction, projection.name(), stream, version);
            }
            ParkedRows.failedAgain(transaction, projection.name(), stream, version, cause);
            return false;
        });
    }

    private RecordedEvent stored(StreamId stream, long version) {
        return events.stream(io.lumbar.infrastructure.eventstore.StreamId.parse(stream.toString()), version, 1)
                .getFirst();
    }

    @Override
    public boolean discard(String projection, StreamId stream, long version, String reason) {
        return transactions.run(transaction -> {
            ParkedRows.lockAlone(transaction, named(projection).name());
            return ParkedRows.discard(transaction, projection, stream, version, reason);
        });
    }

    private Projection named(String name) {
        return projections.stream().filter(projection -> projection.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no projection " + name));
    }
}
