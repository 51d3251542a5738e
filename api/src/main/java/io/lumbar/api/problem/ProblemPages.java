package io.lumbar.api.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains a problem where its type points to. The text is the section of docs/problems.md, which is in the jar. */
@RestController
class ProblemPages {
    private static final String HEADING = "\n## ";

    private final Map<String, String> sections = sections();

    @GetMapping(path = Problems.TYPE + "{code}", produces = "text/plain;charset=UTF-8")
    ResponseEntity<String> page(@PathVariable String code) {
        String section = sections.get(code);
        if (section == null) {
            throw new RequestRefused(EdgeProblem.NO_SUCH_ROUTE, "There is no such problem.");
        }
        return ResponseEntity.ok(section);
    }

    static Map<String, String> sections() {
        try {
            String text = new ClassPathResource("problems.md", ProblemPages.class)
                    .getContentAsString(StandardCharsets.UTF_8);
            return Arrays.stream(text.split(HEADING)).skip(1)
                    .collect(
                            Collectors.toMap(section -> section.lines().findFirst().orElseThrow(), section -> section));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
