package io.lumbar.infrastructure.axon;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

import io.lumbar.application.privacy.InMemoryVault;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Subject;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How an event gets its next revision, on an event that only this test has. */
class UpcastingTest {
    private static final ClientId CLIENT = new ClientId(UUID.fromString("01990000-0000-7000-8000-000000000003"));

    private static final UUID EVENT = UUID.fromString("01990000-0000-7000-8000-00000000000e");
    private static final EventNames NAMES = new EventNames().add(ClientWeighed.class, "client.weighed", 2)
            .add(ClientNoted.class, "client.noted", 2);

    /** Its second revision; the first had the weight in grams, as {@code weight}. */
    record ClientWeighed(ClientId client, BigDecimal weightKilograms) implements Event {
        @Override
        public StreamId stream() {
            return StreamId.of(client);
        }
    }

    /** Grams were stored to the nearest 100: the kilograms keep one decimal. */
    static final class ClientWeighedV1toV2 extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType("client.weighed", "1"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType("client.weighed", "2"), JsonNode.class, payload -> {
                var weighed = (ObjectNode) payload;
                return weighed.put("weightKilograms", weighed.remove("weight").decimalValue().movePointLeft(3)
                        .setScale(1));
            });
        }
    }

    /** Its first revision called the note a remark. */
    record ClientNoted(ClientId client, Personal<String> note) implements Event {
        @Override
        public StreamId stream() {
            return StreamId.of(client);
        }
    }

    static final class ClientNotedV1toV2 extends SingleEventUpcaster {
        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType("client.noted", "1"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType("client.noted", "2"), JsonNode.class, payload -> {
                var noted = (ObjectNode) payload;
                noted.set("note", noted.remove("remark"));
                return noted;
            });
        }
    }

    private final NamedSerializer serializer = new NamedSerializer(
            NAMES, new InMemoryVault());
    private final StoredEvents stored = new StoredEvents(serializer,
            EventUpcasters.chain(serializer, new ClientWeighedV1toV2(), new ClientNotedV1toV2()));

    private static byte[] json(String weight) {
        return "{\"client\":\"%s\",%s}".formatted(CLIENT.value(), weight).getBytes(UTF_8);
    }

    @Test
    void an_event_of_an_earlier_revision_is_read_as_the_present_one() {
        assertThat(stored.event(EVENT, "client.weighed", 1, json("\"weight\":70500")))
                .isEqualTo(new ClientWeighed(CLIENT, new BigDecimal("70.5")));
    }

    @Test
    void a_personal_field_may_move_though_it_was_sealed_for_its_former_place() {
        var note = Personal.of(Subject.of(CLIENT), "sleeps badly");
        String sealed = serializer.getObjectMapper().writer()
                .withAttribute(PersonalJson.DOCUMENT, "event " + EVENT).writeValueAsString(Map.of("remark", note));
        assertThat(sealed).contains("\"sealed\"").doesNotContain("sleeps");
        byte[] first = json(sealed.substring(1, sealed.length() - 1));
        assertThat(stored.event(EVENT, "client.noted", 1, first)).isEqualTo(new ClientNoted(CLIENT, note));
        assertThat(new StoredEvents(new NamedSerializer(NAMES, null), EventUpcasters.chain(
                new NamedSerializer(NAMES, null), new ClientNotedV1toV2())).event(EVENT, "client.noted", 1, first))
                .isEqualTo(new ClientNoted(CLIENT, new Personal.Erased<>(Subject.of(CLIENT))));
    }

    @Test
    void the_present_revision_is_read_as_it_is() {
        assertThat(stored.event(EVENT, "client.weighed", 2, json("\"weightKilograms\":70.5")))
                .isEqualTo(new ClientWeighed(CLIENT, new BigDecimal("70.5")));
    }

    @Test
    void a_revision_without_an_upcaster_or_of_a_newer_release_is_refused() {
        assertThatThrownBy(
                () -> new StoredEvents(serializer, EventUpcasters.chain(serializer)).event(EVENT, "client.weighed", 1,
                        json("\"weight\":70500")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("client.weighed of revision 1 cannot be read");
        assertThatThrownBy(() -> stored.event(EVENT, "client.weighed", 3, json("\"weightKilograms\":70.5")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("client.weighed of revision 3 cannot be read");
    }
}
