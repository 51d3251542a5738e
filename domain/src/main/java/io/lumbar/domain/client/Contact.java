package io.lumbar.domain.client;

import org.jspecify.annotations.Nullable;

/** How a client can be reached; null where not given. */
public record Contact(@Nullable String email, @Nullable String phone, @Nullable String address) {}
