package io.lumbar.infrastructure.axon;

import java.util.HashMap;
import java.util.Map;

import io.lumbar.domain.Event;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's serializer over {@link EventJson} for a closed world: events go by the names and revisions of
 * {@link EventNames}, tokens by those of {@link TokenJson}, and nothing else is written or read, so that what stands in
 * a table can never choose a class.
 */
public final class NamedSerializer extends Jackson3Serializer {
    // Axon reads metadata under the class name whatever the serializer calls it.
    private static final String METADATA = MetaData.class.getName();
    private static final Map<Class<?>, String> OTHERS = new HashMap<>(Map.of(MetaData.class, METADATA));

    static {
        TokenJson.NAMES.forEach((name, type) -> OTHERS.put(type, name));
    }

    private final EventNames events;

    /** For every event of the product. */
    public NamedSerializer() {
        this(EventNames.ALL);
    }

    NamedSerializer(EventNames events) {
        super(builder().jsonMapperBuilderCustomizer(
                mapper -> TokenJson.configure(EventJson.configure(mapper))));
        this.events = events;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class) {
            return SimpleSerializedType.emptyType();
        }
        if (Event.class.isAssignableFrom(type)) {
            EventNames.Named named = events.of(type);
            return new SimpleSerializedType(named.name(), Integer.toString(named.revision()));
        }
        String name = OTHERS.get(type);
        if (name == null) {
            throw new SerializationException(type + " has no stored name");
        }
        return new SimpleSerializedType(name, null);
    }

    /** Whether the name stands for an event and the revision is its present one. */
    boolean reads(String name, int revision) {
        EventNames.Named event = events.named(name);
        return event != null && event.revision() == revision;
    }

    /**
     * An event of another release is {@link UnknownSerializedType} and no failure yet: Axon asks while it reads a batch, and
     * a failure would keep every event after it from being read. Who asks for the event itself finds out.
     */
    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (type.getRevision() != null) { // only events have one
            EventNames.Named event = events.named(type.getName());
            return event != null && Integer.toString(event.revision()).equals(type.getRevision()) ? event.type()
                    : UnknownSerializedType.class;
        }
        if (type.getName().equals(METADATA)) {
            return MetaData.class;
        }
        Class<?> token = TokenJson.NAMES.get(type.getName());
        if (token == null) {
            throw new SerializationException("Nothing is stored under the name " + type.getName());
        }
        return token;
    }
}
