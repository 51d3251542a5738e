package io.lumbar.api.episode;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** That something was entered in error: it counts nowhere, and is shown as it last stood. */
record Voiding(@Nullable String reason, Instant at) {}
