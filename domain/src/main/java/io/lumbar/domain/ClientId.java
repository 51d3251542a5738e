package io.lumbar.domain;

import java.util.UUID;

/** Identifies a client. */
public record ClientId(UUID value) implements Id {}
