package io.lumbar.infrastructure.eventstore;

import java.util.Collection;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** A serializer whose stored form of an event is of this event only, since what is personal in it is sealed for it. */
public interface EventWriter extends Serializer {

    /** The payload as it is stored. */
    SerializedObject<String> payload(EventMessage<?> event);

    /** Makes whatever sealing these takes, together. */
    void prepare(Collection<? extends EventMessage<?>> events);
}
