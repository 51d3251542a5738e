package io.lumbar.domain;

import java.util.UUID;

/** Identifies a secret of an account. What is secret about it is known to nobody but who was told, and is in no event. */
public record SecretId(UUID value) implements Id {}
