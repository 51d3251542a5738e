package io.lumbar.api.imports;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lumbar.api.access.AccessRules;
import io.lumbar.api.episode.HistoryLine;
import io.lumbar.api.json.StrictJson;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.imports.EpisodeHistory;
import io.lumbar.application.imports.HistoryReader;
import io.lumbar.application.imports.LineRefused;
import io.lumbar.application.imports.LineSlices;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines as bodies are read: nothing is coerced, guessed or dropped. */
@Component
final class LineReader implements HistoryReader {
    private static final int LONGEST_NAME = 100;

    private final StrictJson strict;
    private final AccessRules access;
    private final JsonMapper canonical;

    LineReader(StrictJson strict, AccessRules access, JsonMapper json) {
        this.strict = strict;
        this.access = access;
        // A field that a later release adds is absent from the lines of before, and must not make them differ.
        this.canonical = json.rebuild().changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)).build();
    }

    @Override
    public EpisodeHistory read(byte[] text, String actor) {
        try {
            if (text.length > LineSlices.LONGEST_LINE) {
                throw new RequestRefused(EdgeProblem.BODY_TOO_LARGE,
                        "A line has at most " + LineSlices.LONGEST_LINE + " bytes.");
            }
            HistoryLine line = strict.line(text, HistoryLine.class);
            requireName("externalId", line.externalId());
            String person = line.client().externalId();
            requireName("client.externalId", person == null ? line.externalId() : person);
            if (access.of(actor).filter(rights -> rights.includes(line.clinicId())).isEmpty()) {
                throw new RequestRefused(EdgeProblem.FORBIDDEN, "clinicId", "is one of the caller's clinics");
            }
            return line.history(digest(canonical.writeValueAsBytes(line)));
        } catch (RequestRefused refused) {
            throw new LineRefused(refused.problem().code(),
                    refused.violations().isEmpty() ? null : refused.violations().getFirst().field(),
                    refused.detail());
        }
    }

    private static void requireName(String field, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new RequestRefused(EdgeProblem.INVALID_VALUE, field,
                    "has 1 to " + LONGEST_NAME + " characters, not all of them blank");
        }
    }

    private static String digest(byte[] said) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
