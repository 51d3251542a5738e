package io.lumbar.infrastructure.axon;

import java.util.Locale;
import java.util.UUID;

import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.TypeFactory;

/**
 * The stored envelope of personal data: {@code {"subject":"client:<uuid>","value":...}}, or
 * {@code {"subject":"client:<uuid>","erased":true}}. The subject comes first, so that a reader knows whose value it is
 * before it reads it. This is the only place where a personal value is written or read.
 */
final class PersonalJson {
    private static final String SUBJECT = "subject";
    private static final String VALUE = "value";
    private static final String ERASED = "erased";

    private PersonalJson() {}

    static SimpleModule module() {
        return new SimpleModule("personal").addSerializer(new Writer())
                .addDeserializer(Personal.class, new Reader(TypeFactory.unknownType()));
    }

    private static final class Writer extends StdSerializer<Personal<?>> {
        Writer() {
            super(TypeFactory.createDefaultInstance().constructType(Personal.class));
        }

        @Override
        public void serialize(Personal<?> personal, JsonGenerator json, SerializationContext context) {
            Subject subject = personal.subject();
            json.writeStartObject(personal);
            json.writeStringProperty(SUBJECT,
                    subject.kind().name().toLowerCase(Locale.ROOT) + ":" + subject.id());
            switch (personal) {
                case Personal.Known<?> known -> {
                    json.writeName(VALUE);
                    context.writeValue(json, known.value());
                }
                case Personal.Erased<?> _ -> json.writeBooleanProperty(ERASED, true);
            }
            json.writeEndObject();
        }
    }

    private static final class Reader extends ValueDeserializer<Personal<?>> {
        private final JavaType value;

        Reader(JavaType value) {
            this.value = value;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return new Reader(context.getContextualType().containedTypeOrUnknown(0));
        }

        @Override
        public Personal<?> deserialize(JsonParser json, DeserializationContext context) {
            Subject subject = null;
            Personal<?> personal = null;
            if (!json.isExpectedStartObjectToken()) {
                return (Personal<?>) context.handleUnexpectedToken(context.constructType(Personal.class), json);
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals(SUBJECT)) {
                    subject = subject(json.getString(), context);
                } else if (subject != null && name.equals(VALUE) && !json.hasToken(JsonToken.VALUE_NULL)) {
                    personal = Personal.of(subject, context.readValue(json, value));
                } else if (subject != null && name.equals(ERASED) && json.getBooleanValue()) {
                    personal = new Personal.Erased<>(subject);
                } else {
                    context.reportInputMismatch(this, "personal data with %s where subject, then value was expected",
                            name);
                }
            }
            if (personal == null) {
                context.reportInputMismatch(this, "personal data without a value");
                throw new IllegalStateException();
            }
            return personal;
        }

        private Subject subject(String text, DeserializationContext context) {
            String[] parts = text.split(":", 2);
            try {
                return new Subject(Subject.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        UUID.fromString(parts[parts.length - 1]));
            } catch (IllegalArgumentException e) {
                return (Subject) context.handleWeirdStringValue(Subject.class, text, "not a subject");
            }
        }
    }
}
