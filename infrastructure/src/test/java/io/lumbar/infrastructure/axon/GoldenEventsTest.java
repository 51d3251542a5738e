package io.lumbar.infrastructure.axon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.privacy.InMemoryVault;
import io.lumbar.domain.Event;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stored form of every event, kept as files, with what is personal in clear: so earlier releases wrote it, and so it is
 * once it is opened. A file is never changed once it is released: a new event or variant
 * adds one, and so does a new revision, whose older files stay; so do those from before a field was added. {@code -Dlumbar.golden.write=true} writes the files
 * that are missing and never touches one that is there.
 */
class GoldenEventsTest {
    private static final Path FOLDER = Path.of("src/test/resources/events");
    private static final Map<String, Event> EXAMPLES = StoredExamples.all();

    private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-00000000000e");

    private final NamedSerializer serializer = new NamedSerializer(new InMemoryVault());
    private final StoredEvents stored = new StoredEvents(serializer);

    static Stream<String> examples() {
        return EXAMPLES.keySet().stream();
    }

    static List<String> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void is_written_as_the_file_says_byte_for_byte(String example) throws IOException {
        Event event = Objects.requireNonNull(EXAMPLES.get(example));
        EventNames.Named named = EventNames.ALL.of(event.getClass());
        assertThat(example).matches(named.name() + "\\." + named.revision() + "(\\.[a-z-]+)?");
        String sealed = written(event);
        assertThat(sealed).doesNotContainPattern("\"subject\":\"[^\"]*\",\"value\"");
        byte[] written = serializer.getObjectMapper().writeValueAsBytes(
                serializer.opened(serializer.getObjectMapper().readTree(sealed), ID.toString()));
        Path file = FOLDER.resolve(example + ".json");
        if (Boolean.getBoolean("lumbar.golden.write") && !Files.exists(file)) {
            Files.writeString(file, new String(written, UTF_8) + "\n", StandardOpenOption.CREATE_NEW);
        }
        assertThat(new String(written, UTF_8) + "\n").isEqualTo(Files.readString(file));
    }

    private String written(Event event) {
        return serializer.payload(new GenericEventMessage<>(ID.toString(), event, Map.of(), Instant.EPOCH)).getData();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void reads_back_equal_with_all_that_is_personal(String example) {
        Event event = Objects.requireNonNull(EXAMPLES.get(example));
        EventNames.Named named = EventNames.ALL.of(event.getClass());
        assertThat(stored.event(ID, named.name(), named.revision(), written(event).getBytes(UTF_8))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_of_every_revision_loads(String file) throws IOException {
        String[] parts = file.split("\\.", -1);
        Event read = stored.event(ID, parts[0] + "." + parts[1], Integer.parseInt(parts[2]),
                Files.readAllBytes(FOLDER.resolve(file + ".json")));
        EventNames.Named named = EventNames.ALL.of(read.getClass());
        if (named.revision() == Integer.parseInt(parts[2])) {
            assertThat(named.name()).isEqualTo(parts[0] + "." + parts[1]);
            assertThat(read).isEqualTo(EXAMPLES.getOrDefault(file, StoredExamples.earlier().get(file)));
        }
    }

    @Test
    void every_event_has_a_file_of_each_of_its_revisions() throws IOException {
        List<String> files = files();
        assertThat(EventNames.ALL.all()).isNotEmpty().allSatisfy(named -> {
            for (int revision = 1; revision <= named.revision(); revision++) {
                assertThat(files).contains(named.name() + "." + revision);
            }
        });
    }
}
