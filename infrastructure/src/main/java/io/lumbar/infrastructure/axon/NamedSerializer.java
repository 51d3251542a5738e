package io.lumbar.infrastructure.axon;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Outage;
import io.lumbar.infrastructure.eventstore.EventWriter;
import io.lumbar.infrastructure.eventstore.StoredPayload;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.ContextAttributes;

/**
 * Axon's serializer over {@link EventJson} for a closed world: events go by the names and revisions of
 * {@link EventNames}, tokens by those of {@link TokenJson}, and nothing else is written or read, so that what stands in
 * a table can never choose a class.
 */
public final class NamedSerializer extends Jackson3Serializer implements EventWriter {
    // Axon reads metadata under the class name whatever the serializer calls it.
    private static final String METADATA = MetaData.class.getName();
    private static final Map<Class<?>, String> OTHERS = new HashMap<>(Map.of(MetaData.class, METADATA));

    static {
        TokenJson.NAMES.forEach((name, type) -> OTHERS.put(type, name));
    }

    private static final Map<String, Subject.Kind> ABOUT = Map.of(StreamId.Kind.CLIENT.label(), Subject.Kind.CLIENT,
            StreamId.Kind.THERAPIST.label(), Subject.Kind.THERAPIST, StreamId.Kind.ACCOUNT.label(), Subject.Kind.USER);

    private final EventNames events;
    private final @Nullable Vault vault;
    private final PersonalJson personal;

    /** For every event of the product. */
    public NamedSerializer(Vault vault) {
        this(EventNames.ALL, vault);
    }

    /** For what is not personal: it writes nothing personal, and reads what is sealed as erased without asking for keys. */
    public NamedSerializer() {
        this(EventNames.ALL, null);
    }

    NamedSerializer(EventNames events, @Nullable Vault vault) {
        super(builder().jsonMapperBuilderCustomizer(
                mapper -> TokenJson.configure(EventJson.configure(mapper, vault))));
        this.events = events;
        this.vault = vault;
        this.personal = EventJson.personal(vault);
    }

    @Override
    public SerializedObject<String> payload(EventMessage<?> event) {
        try {
            return new SimpleSerializedObject<>(
                    getWriter().withAttribute(PersonalJson.DOCUMENT, document(event.getIdentifier()))
                            .writeValueAsString(event.getPayload()),
                    String.class, typeForClass(event.getPayloadType()));
        } catch (JacksonException e) {
            throw Outage.or(new SerializationException("an event cannot be written", e));
        }
    }

    @Override
    public void prepare(Collection<? extends EventMessage<?>> messages) {
        if (vault != null) {
            vault.provide(messages.stream().flatMap(
                    message -> told(((Event) message.getPayload()).stream().toString())).distinct().toList());
        }
    }

    /** Has the keys at hand to read and write what is about these, together. */
    public void fetch(StreamId.Kind kind, Collection<UUID> streams) {
        Subject.Kind about = ABOUT.get(kind.label());
        if (vault != null && about != null) {
            vault.fetch(streams.stream().map(id -> new Subject(about, id)).toList());
        }
    }

    /** Has the keys at hand to read these, as far as each is of a stream about one person. */
    void fetch(Collection<String> streams) {
        if (vault != null) {
            vault.fetch(streams.stream().flatMap(NamedSerializer::told).toList());
        }
    }

    /** Whom a stream is about, such as {@code client:0199...}. An episode is about a client who has a stream, too. */
    private static Stream<Subject> told(String stream) {
        String[] parts = stream.split(":", 2);
        Subject.Kind kind = ABOUT.get(parts[0]);
        return kind == null ? Stream.empty() : Stream.of(new Subject(kind, UUID.fromString(parts[1])));
    }

    /** {@inheritDoc} What is personal in a payload can be read only where that knows its event. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the signature is Axon's
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (!(stored instanceof StoredPayload payload) || classForType(payload.type()) == UnknownSerializedType.class) {
            return super.deserialize(stored);
        }
        try {
            return (T) getReader(classForType(payload.type()))
                    .withAttribute(PersonalJson.DOCUMENT, document(payload.event().toString()))
                    .readValue(payload.data());
        } catch (JacksonException e) {
            throw Outage.or(new SerializationException("an event cannot be read", e));
        }
    }

    /** The payload with what is personal in clear. */
    JsonNode opened(JsonNode payload, String event) {
        return personal.opened(payload, document(event));
    }

    private static String document(String event) {
        return "event " + event;
    }

    /** For JSON in a table; what is personal in it can be read only in the same one. */
    public ObjectMapper jsonIn(String table) {
        return getObjectMapper().rebuild().defaultAttributes(
                ContextAttributes.getEmpty().withSharedAttribute(PersonalJson.DOCUMENT, "table " + table)).build();
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

    /** Whether it is a known event of an earlier revision than the present one. */
    boolean isEarlier(SerializedType stored) {
        EventNames.Named event = events.named(stored.getName());
        return event != null && stored.getRevision() != null
                && Integer.parseInt(stored.getRevision()) < event.revision();
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
