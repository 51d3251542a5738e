package io.lumbar.application;

import java.util.UUID;

import io.lumbar.domain.RuleOverride;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, and on which conditions. Actor, client and id are written to the metadata of the events.
 *
 * @param actor stable id of the user or client that asks, never a name
 * @param id identifies the request in logs and in the events' metadata
 * @param expectedVersion the version that must stand ({@code If-Match}); null when any will do
 * @param idempotency null when the caller gave no key
 * @param manager whether the caller may set rules aside that only a manager may
 * @param scope what there is for the caller
 * @param via through which OAuth client, or {@code pages}; null when the product itself asks
 */
public record Request(String actor, UUID id, @Nullable Long expectedVersion, @Nullable Idempotency idempotency,
        boolean manager, Scope scope, @Nullable String via) {

    /** Asked by the product itself on the word of {@code actor}. */
    public Request(String actor, UUID id, @Nullable Long expectedVersion, @Nullable Idempotency idempotency,
            boolean manager, Scope scope) {
        this(actor, id, expectedVersion, idempotency, manager, scope, null);
    }

    /** Asked by the product itself, which sees everything, on the word of {@code actor}, who may be a manager. */
    public Request(String actor, UUID id, @Nullable Long expectedVersion, @Nullable Idempotency idempotency,
            boolean manager) {
        this(actor, id, expectedVersion, idempotency, manager, Scope.EVERYTHING);
    }

    /** Asked by the product itself, which sees everything and is no manager. */
    public Request(String actor, UUID id, @Nullable Long expectedVersion, @Nullable Idempotency idempotency) {
        this(actor, id, expectedVersion, idempotency, false, Scope.EVERYTHING);
    }

    /** The rule that the caller sets aside for {@code reason}; null when none is. */
    public @Nullable RuleOverride overriding(@Nullable String reason) {
        return reason == null ? null : new RuleOverride(reason, manager);
    }

    /**
     * Makes a repeated request harmless: the same key with the same body gets the first answer again.
     *
     * @param route method and path template; keys are scoped to actor and route
     * @param key as the caller gave it, 1 to 200 characters
     * @param fingerprint hash of path and body, by which another request under the same key is recognised
     */
    public record Idempotency(String route, String key, String fingerprint) {}
}
