package io.lumbar.domain;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GlossaryTest {

    @Test
    void explains_every_value_of_every_enumeration() throws Exception {
        var rows = Files.readAllLines(Path.of("..", "docs", "glossary.md"));
        var enumerations = enumerations();
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

    private static List<Class<?>> enumerations() throws IOException, URISyntaxException, ClassNotFoundException {
        var root = Path.of(Style.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var enumerations = new ArrayList<Class<?>>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var name = root.relativize(file).toString().replaceFirst("\\.class$", "").replace(File.separatorChar,
                        '.');
                Class<?> type = Class.forName(name, false, Style.class.getClassLoader());
                if (type.isEnum()) {
                    enumerations.add(type);
                }
            }
        }
        return enumerations;
    }
}
