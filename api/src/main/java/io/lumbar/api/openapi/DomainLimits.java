package io.lumbar.api.openapi;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;

import io.lumbar.domain.PersonName;
import io.lumbar.domain.client.Contact;
import io.lumbar.domain.episode.Preference;
import io.swagger.v3.oas.models.media.Schema;

/** The limits of domain records that requests hold as they are; the domain carries no annotation of ours. */
final class DomainLimits {

    private static final Map<Class<?>, Map<String, Consumer<Schema<?>>>> LIMITS = Map.of(PersonName.class,
            Map.of("given", text(100), "family", text(100)), Contact.class,
            Map.of("email", text(200), "phone", text(200), "address", text(200)), Preference.class,
            Map.of("pressure", number(1, 5)));

    private DomainLimits() {}

    /** Adds to {@code property} what limits the component {@code name} of {@code type}, if anything does. */
    static void apply(Class<?> type, String name, Schema<?> property) {
        LIMITS.getOrDefault(type, Map.of()).getOrDefault(name, _ -> {}).accept(property);
    }

    private static Consumer<Schema<?>> text(int longest) {
        return schema -> schema.minLength(1).maxLength(longest);
    }

    private static Consumer<Schema<?>> number(int least, int most) {
        return schema -> schema.minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(most));
    }
}
