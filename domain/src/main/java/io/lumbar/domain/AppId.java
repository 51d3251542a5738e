package io.lumbar.domain;

import java.util.UUID;

/** Identifies a program that people use the system by. */
public record AppId(UUID value) implements Id {}
