package io.lumbar.domain;

import java.util.UUID;

/** Identifies a therapist. */
public record TherapistId(UUID value) implements Id {}
