package io.lumbar.domain;

import java.util.UUID;

/** Identifies one taking of an instrument within an episode. */
public record MeasurementId(UUID value) implements Id {}
