package io.lumbar.domain;

import java.util.UUID;

/** Identifies a clinic. */
public record ClinicId(UUID value) implements Id {}
