package io.lumbar.domain;

import java.util.UUID;

/** Identifies an import of episode histories. */
public record ImportId(UUID value) implements Id {}
