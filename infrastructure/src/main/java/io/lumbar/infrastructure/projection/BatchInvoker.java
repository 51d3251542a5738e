package io.lumbar.infrastructure.projection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.lumbar.domain.Event;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.eventstore.StoredPayload;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Gathers what Axon hands over message by message, and delivers the whole batch before it is committed.
 *
 * <p>
 * Every segment takes every message and leaves aside those of other streams: Axon keeps a segment's position only when
 * it has taken something, and a reader who waits for a position must not wait for the next event of that very segment.
 */
final class BatchInvoker implements EventHandlerInvoker {
    /** Reads what is personal as erased, without keys. */
    private static final NamedSerializer SEALED = new NamedSerializer();

    private final Projection projection;
    private final Serializer serializer;
    private final DataSource dataSource;
    private final String resource;

    /** @param serializer the one that messages are read with */
    BatchInvoker(Projection projection, DataSource dataSource, Serializer serializer) {
        this.projection = projection;
        this.serializer = serializer;
        this.dataSource = dataSource;
        this.resource = BatchInvoker.class.getName() + ':' + projection.name();
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (message instanceof DomainEventMessage<?> event && segment.matches(event.getAggregateIdentifier())) {
            UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
            unit.<List<Arrival>>getOrComputeResource(resource, _ -> {
                var batch = new ArrayList<Arrival>();
                unit.onPrepareCommit(_ -> deliver(batch));
                return batch;
            }).add(arrival(event));
        }
    }

    private Arrival arrival(DomainEventMessage<?> message) {
        return new Arrival(message.getAggregateIdentifier(), message.getSequenceNumber(),
                UUID.fromString(message.getIdentifier()), () -> new Occurrence(event(message),
                        message.getSequenceNumber(), message.getTimestamp()));
    }

    private Event event(DomainEventMessage<?> message) {
        Object payload = ProjectedEvents.isSealed(projection.follows()) ? sealed(message) : message.getPayload();
        if (payload instanceof Event event) {
            return event;
        }
        throw new SerializationException("an event of another release");
    }

    /** The event without what is personal in it, where the message still has it as it is stored. */
    private Object sealed(DomainEventMessage<?> message) {
        return message.serializePayload(serializer, byte[].class) instanceof StoredPayload stored
                ? SEALED.deserialize(stored)
                : message.getPayload();
    }

    private void deliver(List<Arrival> batch) {
        var transaction = DataSourceUtils.getConnection(dataSource);
        try {
            Delivery.deliver(transaction, projection, batch);
        } catch (SQLException e) {
            throw new ProjectionStopped(projection.name(), e);
        } finally {
            DataSourceUtils.releaseConnection(transaction, dataSource);
        }
    }
}
