package io.lumbar.infrastructure.axon;

import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.TypeFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The stored envelope of personal data: {@code {"subject":"client:<uuid>","sealed":"<base64>"}}, or
 * {@code {"subject":"client:<uuid>","erased":true}}. The subject comes first, so that a reader knows whose value it is
 * before it reads it. This is the only place where a personal value is written or read.
 *
 * <p>
 * What is sealed is the value's JSON, for its subject and the place where it stands: the document, which the writer or the
 * reader of it names by the attribute {@link #DOCUMENT}, and the field's JSON pointer in it. So no value opens in another
 * event, of another person, or in another field. Earlier releases wrote {@code "value":...} in clear, which is read for ever.
 */
final class PersonalJson {
    /** The attribute that names the document. */
    static final String DOCUMENT = "document";

    private static final String SUBJECT = "subject";
    private static final String SEALED = "sealed";
    private static final String VALUE = "value";
    private static final String ERASED = "erased";

    private final @Nullable Vault vault;
    private final ObjectMapper values;

    /**
     * @param vault without one nothing personal is written, and what is sealed is read as erased
     * @param values how a value itself is written
     */
    PersonalJson(@Nullable Vault vault, ObjectMapper values) {
        this.vault = vault;
        this.values = values;
    }

    SimpleModule module() {
        return new SimpleModule("personal").addSerializer(new Writer())
                .addDeserializer(Personal.class, new Reader(TypeFactory.unknownType()));
    }

    private static byte[] place(Subject subject, @Nullable Object document, JsonPointer field) {
        if (document == null) {
            throw new IllegalStateException("personal data in a document without a name");
        }
        return (subject.label() + '\n' + document + '\n' + field).getBytes(UTF_8);
    }

    private final class Writer extends StdSerializer<Personal<?>> {
        Writer() {
            super(TypeFactory.createDefaultInstance().constructType(Personal.class));
        }

        @Override
        public void serialize(Personal<?> personal, JsonGenerator json, SerializationContext context) {
            Subject subject = personal.subject();
            json.writeStartObject(personal);
            json.writeStringProperty(SUBJECT, subject.label());
            switch (personal) {
                case Personal.Known<?> known -> {
                    if (vault == null) {
                        throw new IllegalStateException("personal data is not written without a vault");
                    }
                    byte[] place = place(subject, context.getAttribute(DOCUMENT),
                            json.streamWriteContext().getParent().pathAsPointer());
                    byte[] sealed = vault.seal(subject, values.writeValueAsBytes(known.value()), place);
                    json.writeStringProperty(SEALED, Base64.getEncoder().encodeToString(sealed));
                }
                case Personal.Erased<?> _ -> json.writeBooleanProperty(ERASED, true);
            }
            json.writeEndObject();
        }
    }

    private final class Reader extends ValueDeserializer<Personal<?>> {
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
                } else if (subject != null && name.equals(SEALED)) {
                    personal = opened(subject, json, context);
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

        private Personal<?> opened(Subject subject, JsonParser json, DeserializationContext context) {
            if (vault == null) {
                return new Personal.Erased<>(subject);
            }
            byte[] clear = vault.open(subject, Base64.getDecoder().decode(json.getString()),
                    place(subject, context.getAttribute(DOCUMENT),
                            json.streamReadContext().getParent().pathAsPointer()));
            return clear == null ? new Personal.Erased<>(subject)
                    : Personal.of(subject, values.readValue(clear, value));
        }

        private Subject subject(String text, DeserializationContext context) {
            try {
                return PersonalJson.subject(text);
            } catch (IllegalArgumentException e) {
                return (Subject) context.handleWeirdStringValue(Subject.class, text, "not a subject");
            }
        }
    }

    private static Subject subject(String text) {
        String[] parts = text.split(":", 2);
        return new Subject(Subject.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                UUID.fromString(parts[parts.length - 1]));
    }

    /**
     * The document with every sealed value in clear, for an upcaster, which may move a value to where it would not open.
     * What is erased, or sealed where there is no vault, says so.
     */
    JsonNode opened(JsonNode document, String name) {
        return opened(document, name, JsonPointer.empty());
    }

    private JsonNode opened(JsonNode node, String document, JsonPointer at) {
        if (node instanceof ArrayNode array) {
            for (int n = 0; n < array.size(); n++) {
                array.set(n, opened(array.get(n), document, at.appendIndex(n)));
            }
        } else if (node instanceof ObjectNode object) {
            if (object.has(SUBJECT) && object.has(SEALED)) {
                return inClear(object, document, at);
            }
            for (String name : object.propertyNames()) {
                object.replace(name, opened(object.get(name), document, at.appendProperty(name)));
            }
        }
        return node;
    }

    private JsonNode inClear(ObjectNode envelope, String document, JsonPointer at) {
        Subject subject = subject(envelope.get(SUBJECT).asString());
        byte[] clear = vault == null ? null
                : vault.open(subject, Base64.getDecoder().decode(envelope.remove(SEALED).asString()),
                        place(subject, document, at));
        envelope.remove(SEALED);
        return clear == null ? envelope.put(ERASED, true) : envelope.set(VALUE, values.readTree(clear));
    }
}
