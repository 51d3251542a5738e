package io.lumbar.infrastructure.eventstore;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** The one event of these tests. */
record Noted(String text) {
    static final String NAME = "test.noted";
    static final Serializer SERIALIZER = new Named();

    static StreamId newStream() {
        return new StreamId(StreamKind.CARE_EPISODE, UUID.randomUUID());
    }

    static DomainEventMessage<Noted> event(StreamId stream, long version, String text) {
        return new GenericDomainEventMessage<>(stream.kind().label(), stream.toString(), version, new Noted(text),
                Map.of("actor", "anna"));
    }

    static List<String> texts(List<RecordedEvent> events) {
        return events.stream().map(Noted::text).toList();
    }

    static String text(RecordedEvent event) {
        String json = new String(event.payload(), java.nio.charset.StandardCharsets.UTF_8);
        return json.substring("{\"text\":\"".length(), json.length() - 2);
    }

    private static final class Named extends Jackson3Serializer {
        Named() {
            super(builder());
        }

        @Override
        public SerializedType typeForClass(Class type) {
            return type == Noted.class ? new SimpleSerializedType(NAME, "1") : super.typeForClass(type);
        }

        @Override
        public Class<?> classForType(SerializedType type) {
            return type.getName().equals(NAME) ? Noted.class : super.classForType(type);
        }
    }
}
