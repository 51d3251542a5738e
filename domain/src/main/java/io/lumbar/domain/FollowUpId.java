package io.lumbar.domain;

import java.util.UUID;

/** Identifies a follow-up within an episode. */
public record FollowUpId(UUID value) implements Id {}
