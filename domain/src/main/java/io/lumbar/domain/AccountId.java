package io.lumbar.domain;

import java.util.UUID;

/** Identifies an account. */
public record AccountId(UUID value) implements Id {}
