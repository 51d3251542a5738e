package io.lumbar.domain;

import java.util.UUID;

/** Identifies a session within an episode. */
public record SessionId(UUID value) implements Id {}
