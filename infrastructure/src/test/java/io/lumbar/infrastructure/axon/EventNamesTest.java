package io.lumbar.infrastructure.axon;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.account.AccountEvent;
import io.lumbar.domain.client.ClientEvent;
import io.lumbar.domain.clinic.ClinicEvent;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.worklist.WorkListEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.jsontype.NamedType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventNamesTest {
    private static final Path APPROVED = Path.of("src/test/resources/events/approved-names.txt");

    /** The sealed event types, one a kind of stream. */
    static List<Class<? extends Event>> sealedTypes() {
        return Arrays.stream(StreamId.Kind.values()).<Class<? extends Event>>map(kind -> switch (kind) {
            case CLIENT -> ClientEvent.class;
            case THERAPIST -> TherapistEvent.class;
            case CLINIC -> ClinicEvent.class;
            case CARE_EPISODE -> EpisodeEvent.class;
            case WORK_ENTRY -> WorkListEvent.class;
            case ACCOUNT -> AccountEvent.class;
        }).toList();
    }

    @Test
    void every_event_has_exactly_one_name_and_nothing_else_has_one() {
        List<Class<? extends Event>> events = sealedTypes().stream().<Class<? extends Event>>flatMap(Leaves::of)
                .toList();
        assertThat(EventNames.ALL.all()).extracting(EventNames.Named::type)
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(EventNames.ALL.all()).extracting(EventNames.Named::name).doesNotHaveDuplicates();
    }

    @Test
    void a_name_begins_with_the_kind_of_stream_and_is_kebab_case() {
        StoredExamples.all().values().forEach(event -> assertThat(EventNames.ALL.of(event.getClass()).name())
                .matches(event.stream().kind().label() + "\\.[a-z]+(-[a-z]+)*"));
    }

    /** The file is edited by hand, lines are only added: that is how a name stays what it is for ever. */
    @Test
    void names_are_those_that_were_approved_and_none_is_given_to_another_event() throws IOException {
        List<String> approved = Files.readAllLines(APPROVED).stream().filter(line -> !line.startsWith("#")).toList();
        assertThat(approved).doesNotHaveDuplicates();
        assertThat(approved).extracting(line -> line.split(" ", -1)[0]).doesNotHaveDuplicates();
        assertThat(approved).containsAll(EventNames.ALL.all().stream()
                .map(named -> named.name() + " " + named.type().getSimpleName()).toList());
    }

    @Test
    void every_name_has_a_row_in_the_event_model() throws IOException {
        String model = Files.readString(Path.of("..", "docs", "event-model.md"));
        assertThat(EventNames.ALL.all()).extracting(EventNames.Named::name)
                .allSatisfy(name -> assertThat(model).contains("`" + name + "`"));
    }

    @Test
    void a_name_or_a_type_cannot_be_listed_twice() {
        assertThatThrownBy(() -> new EventNames().add(ClinicEvent.ClinicOpened.class, "clinic.opened", 1)
                .add(ClientEvent.ConsentGiven.class, "clinic.opened", 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> new EventNames().add(ClinicEvent.ClinicOpened.class, "clinic.opened", 1)
                .add(ClinicEvent.ClinicOpened.class, "clinic.begun", 1)).hasMessageContaining("twice");
    }

    @Test
    void every_alternative_of_a_sealed_type_inside_an_event_has_its_kind() {
        var sealed = new HashSet<Class<?>>();
        EventNames.ALL.all().forEach(named -> collectSealed(named.type(), sealed, new HashSet<>()));
        assertThat(sealed).isNotEmpty();
        assertThat(sealed).allSatisfy(type -> {
            List<NamedType> kinds = KindNames.alternatives(type);
            assertThat(kinds).extracting(NamedType::getType)
                    .containsExactlyInAnyOrder(Leaves.of(type).toArray(Class<?>[]::new));
            assertThat(kinds).extracting(NamedType::getName).doesNotHaveDuplicates();
            assertThat(kinds).allSatisfy(kind -> assertThat(components(kind.getType()))
                    .extracting(RecordComponent::getName).doesNotContain(KindNames.PROPERTY));
        });
    }

    private static void collectSealed(Type type, Set<Class<?>> sealed, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(each -> collectSealed(each, sealed, seen));
        } else if (type instanceof Class<?> raw && raw.getName().startsWith("io.lumbar.")) {
            if (raw.isSealed() && raw.isInterface()) {
                sealed.add(raw);
                Leaves.of(raw).forEach(leaf -> collectSealed(leaf, sealed, seen));
            }
            components(raw).forEach(component -> collectSealed(component.getGenericType(), sealed, seen));
        }
    }

    private static List<RecordComponent> components(Class<?> type) {
        return type.isRecord() ? Stream.of(type.getRecordComponents()).toList() : List.of();
    }
}
