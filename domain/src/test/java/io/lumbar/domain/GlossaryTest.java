package io.lumbar.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The words of the clinic are explained where people look for them. */
class GlossaryTest {

    @Test
    void explains_every_value_of_every_enumeration() throws IOException {
        var rows = Files.readAllLines(Path.of("..", "docs", "glossary.md"));
        var enumerations = DomainTypes.all().filter(Class::isEnum).toList();
        assertThat(enumerations).contains(Style.class, Subject.Kind.class);
        for (Class<?> enumeration : enumerations) {
            var name = enumeration.getName().replaceFirst(".*\\.", "").replace('$', '.');
            assertThat(rows).filteredOn(row -> row.startsWith("| `" + name + "` |")).as(name).singleElement()
                    .satisfies(row -> {
                        for (Object value : enumeration.getEnumConstants()) {
                            assertThat(row).contains("`" + ((Enum<?>) value).name() + "`");
                        }
                    });
        }
    }
}
