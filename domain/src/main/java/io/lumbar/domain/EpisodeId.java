package io.lumbar.domain;

import java.util.UUID;

/** Identifies a care episode. */
public record EpisodeId(UUID value) implements Id {}
