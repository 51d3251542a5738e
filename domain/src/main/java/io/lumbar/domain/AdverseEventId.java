package io.lumbar.domain;

import java.util.UUID;

/** Identifies an adverse event within an episode. */
public record AdverseEventId(UUID value) implements Id {}
