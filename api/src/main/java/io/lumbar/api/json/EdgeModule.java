package io.lumbar.api.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;

import io.lumbar.application.Position;
import io.lumbar.domain.Id;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Reads every scalar from exactly one kind of JSON value in exactly one form, and writes ids and positions bare. Jackson's
 * own readers coerce: numbers into texts, epoch seconds into times, positions into enumeration constants.
 */
final class EdgeModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    EdgeModule() {
        super("edge");
        addSerializer(new ScalarWriter<>(Id.class, id -> id.value().toString()));
        addSerializer(new ScalarWriter<>(Position.class, Position::value));
        setDeserializers(new Readers());
    }

    private static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        Readers() {
            addDeserializer(String.class, new TextReader(TextReader.ONE_LINE, false));
            form(UUID.class, Scalars::uuid);
            form(Instant.class, Scalars::instant);
            form(LocalDate.class, Scalars::date);
            form(LocalTime.class, Scalars::timeOfDay);
            form(ZoneId.class, Scalars::timeZone);
            Ids.makers().forEach(this::id);
            addDeserializer(Integer.class, NumberReader.whole(Integer.class, Math::toIntExact));
            addDeserializer(int.class, NumberReader.whole(int.class, Math::toIntExact));
            addDeserializer(Long.class, NumberReader.whole(Long.class, Function.identity()));
            addDeserializer(long.class, NumberReader.whole(long.class, Function.identity()));
            addDeserializer(BigDecimal.class, NumberReader.decimal(BigDecimal.class, Function.identity()));
            addDeserializer(Double.class, NumberReader.decimal(Double.class, BigDecimal::doubleValue));
            addDeserializer(double.class, NumberReader.decimal(double.class, BigDecimal::doubleValue));
        }

        private <T> void form(Class<T> type, Function<String, T> parser) {
            addDeserializer(type, new FormReader<>(type, parser));
        }

        private <T extends Id> void id(Class<T> type, Function<UUID, ? extends Id> maker) {
            addDeserializer(type, new FormReader<>(type, text -> type.cast(maker.apply(Scalars.uuid(text)))));
        }

        @Override
        public ValueDeserializer<?> findEnumDeserializer(JavaType type, DeserializationConfig config,
                BeanDescription.Supplier description) {
            Class<?> constants = type.getRawClass();
            return new FormReader<>(constants, text -> Scalars.constant(constants, text));
        }
    }

    /** Writes a record of one component as that component. */
    private static final class ScalarWriter<T> extends StdSerializer<T> {
        private final Function<T, String> text;

        ScalarWriter(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(text.apply(value));
        }
    }
}
