package io.lumbar.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A guarantee that is documented with its test has that test. */
class DocumentedTestsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Bench))`");

    @Test
    void every_test_that_a_document_names_is_there() throws IOException {
        var named = new HashSet<String>();
        for (Path document : files(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("docs")), ".md")) {
            TEST.matcher(Files.readString(document)).results().map(found -> found.group(1)).forEach(named::add);
        }
        Set<String> there = files(Stream.of("domain", "application", "infrastructure", "api")
                .map(module -> ROOT.resolve(module).resolve("src/test/java")), ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(60).isSubsetOf(there);
    }

    private static Set<Path> files(Stream<Path> below, String ending) throws IOException {
        var files = new HashSet<Path>();
        for (Path folder : below.toList()) {
            try (var all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
            }
        }
        return files;
    }
}
