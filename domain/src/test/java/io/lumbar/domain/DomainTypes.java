package io.lumbar.domain;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The types that this module is made of. */
final class DomainTypes {

    private DomainTypes() {}

    static Stream<Class<?>> all() {
        try {
            var root = Path.of(Style.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            List<Class<?>> types = new ArrayList<>();
            try (var files = Files.walk(root)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    types.add(Class.forName(root.relativize(file).toString().replaceFirst("\\.class$", "")
                            .replace(File.separatorChar, '.'), false, Style.class.getClassLoader()));
                }
            }
            return types.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
