package io.lumbar.infrastructure.axon;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.crypto.AEADBadTagException;

import io.lumbar.application.privacy.InMemoryVault;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.ContextAttributes;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventJsonTest {
    private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final ClientId CLIENT = new ClientId(ID);
    private static final Subject ABOUT = Subject.of(CLIENT);

    private static final String DOCUMENT = "event 1";

    private final InMemoryVault vault = new InMemoryVault();
    private final JsonMapper mapper = in(DOCUMENT);

    private JsonMapper in(String document) {
        return EventJson.configure(JsonMapper.builder(), vault).defaultAttributes(
                ContextAttributes.getEmpty().withSharedAttribute(PersonalJson.DOCUMENT, document)).build();
    }

    /** As earlier releases wrote it. */
    private String inClear(Object event) {
        return mapper.writeValueAsString(EventJson.personal(vault)
                .opened(mapper.readTree(mapper.writeValueAsString(event)), DOCUMENT));
    }

    /** Every kind of component that events have. */
    record Sample(ClientId zebra, Instant at, LocalDate on, LocalTime hour, ZoneId zone, DayOfWeek day,
            BigDecimal exact, int count, @Nullable Integer maybe, List<ClientId> ids, List<@Nullable Integer> gaps,
            Personal<PersonName> name, @Nullable Personal<String> note,
            List<Personal<LocalDate>> dates) implements Event {
        @Override
        public StreamId stream() {
            return StreamId.of(zebra);
        }

        /** Not a component, though it looks like a property. */
        public boolean isLarge() {
            return count > 100;
        }

        /** Not a component, though it looks like a property. */
        public int getTotal() {
            return count;
        }
    }

    record One(ClientId client) implements Event {
        @Override
        public StreamId stream() {
            return StreamId.of(client);
        }
    }

    private static Sample sample() {
        return new Sample(CLIENT, Instant.parse("2026-03-01T09:30:00.123456Z"), LocalDate.of(2024, 2, 29),
                LocalTime.of(9, 0), ZoneId.of("Europe/Amsterdam"), DayOfWeek.MONDAY, new BigDecimal("35.60"), 3, null,
                List.of(CLIENT), java.util.Arrays.asList(1, null), Personal.of(ABOUT, new PersonName("Ada", "Vos")),
                new Personal.Erased<>(ABOUT), List.of(Personal.of(ABOUT, LocalDate.of(1980, 1, 2))));
    }

    @Test
    void is_written_in_the_order_of_the_components_and_reads_back_equal() {
        String written = inClear(sample());
        assertThat(written).isEqualTo("""
                {"zebra":"ID","at":"2026-03-01T09:30:00.123456Z","on":"2024-02-29","hour":"09:00:00",\
                "zone":"Europe/Amsterdam","day":"MONDAY","exact":35.60,"count":3,"maybe":null,"ids":["ID"],\
                "gaps":[1,null],"name":{"subject":"client:ID","value":{"given":"Ada","family":"Vos"}},\
                "note":{"subject":"client:ID","erased":true},\
                "dates":[{"subject":"client:ID","value":"1980-01-02"}]}""".replace("ID", ID.toString()));
        assertThat(mapper.readValue(written, Sample.class)).isEqualTo(sample());
    }

    @Test
    void what_is_personal_is_sealed_for_its_person_event_and_field() {
        String written = mapper.writeValueAsString(sample());
        assertThat(written).doesNotContain("Ada", "Vos", "1980").contains("\"note\":{\"subject\":\"client:" + ID
                + "\",\"erased\":true}");
        assertThat(mapper.readValue(written, Sample.class)).isEqualTo(sample());
        assertThat(mapper.writeValueAsString(sample())).isNotEqualTo(written);
        assertThatThrownBy(() -> in("event 2").readValue(written, Sample.class)).isInstanceOf(JacksonException.class)
                .hasRootCauseInstanceOf(AEADBadTagException.class);
        List<String> sealed = Pattern.compile("\"sealed\":\"([A-Za-z0-9+/=]{40,})\"").matcher(written).results()
                .map(found -> found.group(1)).toList();
        assertThat(sealed).hasSize(2);
        String swapped = written.replace(sealed.getFirst(), "@").replace(sealed.getLast(), sealed.getFirst())
                .replace("@", sealed.getLast());
        assertThatThrownBy(() -> mapper.readValue(swapped, Sample.class)).isInstanceOf(JacksonException.class)
                .hasRootCauseInstanceOf(AEADBadTagException.class);
    }

    @Test
    void elements_of_a_list_cannot_change_places() {
        var two = new Sample(CLIENT, sample().at(), sample().on(), sample().hour(), sample().zone(), sample().day(),
                sample().exact(), 3, null, List.of(), List.of(), sample().name(), null,
                List.of(Personal.of(ABOUT, LocalDate.of(1980, 1, 2)), Personal.of(ABOUT, LocalDate.of(1990, 1, 2))));
        var tree = (ObjectNode) mapper.readTree(mapper.writeValueAsString(two));
        assertThat(mapper.readValue(mapper.writeValueAsString(tree), Sample.class)).isEqualTo(two);
        var dates = (ArrayNode) tree.get("dates");
        dates.add(dates.remove(0));
        assertThatThrownBy(() -> mapper.readValue(mapper.writeValueAsString(tree), Sample.class))
                .hasRootCauseInstanceOf(AEADBadTagException.class);
    }

    @Test
    void what_was_erased_and_what_is_read_without_a_vault_says_so() {
        String written = mapper.writeValueAsString(sample());
        var without = EventJson.configure(JsonMapper.builder(), null).build();
        vault.destroy(ABOUT);
        for (JsonMapper reader : List.of(mapper, without)) {
            Sample read = reader.readValue(written, Sample.class);
            assertThat(read.name()).isEqualTo(new Personal.Erased<PersonName>(ABOUT));
            assertThat(read.dates()).containsExactly(new Personal.Erased<>(ABOUT));
            assertThat(read.count()).isEqualTo(3);
        }
        assertThat(inClearWithErased(written)).contains("\"name\":{\"subject\":\"client:" + ID
                + "\",\"erased\":true}");
        assertThatThrownBy(() -> without.writeValueAsString(sample())).hasRootCauseMessage(
                "personal data is not written without a vault");
    }

    private String inClearWithErased(String written) {
        return mapper.writeValueAsString(EventJson.personal(vault).opened(mapper.readTree(written), DOCUMENT));
    }

    @Test
    void an_event_of_one_component_stays_an_object() {
        String written = mapper.writeValueAsString(new One(CLIENT));
        assertThat(written).isEqualTo("{\"client\":\"" + ID + "\"}");
        assertThat(mapper.readValue(written, One.class)).isEqualTo(new One(CLIENT));
    }

    @Test
    void a_field_that_a_newer_release_added_is_ignored_and_one_that_may_be_absent_may_be_missing() {
        String written = inClear(sample());
        assertThat(mapper.readValue(written.replace("\"count\":3,", "\"count\":3,\"later\":[{}],"), Sample.class))
                .isEqualTo(sample());
        assertThat(mapper.readValue(written.replace("\"maybe\":null,", ""), Sample.class)).isEqualTo(sample());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"count\":3,|", "\"count\":3|\"count\":null", "\"count\":3|\"count\":3.5",
            "\"count\":3|\"count\":\"3\"", "\"count\":3|\"count\":3,\"count\":4", "\"MONDAY\"|\"Monday\"",
            "\"MONDAY\"|0", "\"on\":\"2024-02-29\",|", "\"2024-02-29\"|null", "\"2024-02-29\"|\"2023-02-29\"",
            "35.60|\"much\"", "\"gaps\":[1,null]|\"gaps\":1", "\"ids\":[|\"ids\":[null,",
            "\"erased\":true|\"erased\":false", "\"erased\":true|\"value\":null", "\"value\":{|\"val\":{",
            "\"given\":\"Ada\",|", "{\"subject\":\"client:|{\"subject\":\"cat:"})
    void a_component_that_is_missing_or_of_another_type_is_refused(String change) {
        String[] parts = change.split("\\|", -1);
        String written = inClear(sample());
        assertThat(written).contains(parts[0]);
        String changed = written.replace(parts[0], parts[1]);
        assertThatThrownBy(() -> mapper.readValue(changed, Sample.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void a_number_in_a_tree_keeps_its_digits() {
        assertThat(mapper.writeValueAsString(mapper.readTree("{\"exact\":35.60}"))).isEqualTo("{\"exact\":35.60}");
    }
}
