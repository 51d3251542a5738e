package io.lumbar.application;

import java.util.UUID;

import io.lumbar.domain.Command;
import io.lumbar.domain.Rejected;

/**
 * Where commands are decided. A command is decided against the current state of its stream, and its events, the rules
 * across aggregates and the answer to its idempotency key are stored in one transaction, or nothing is.
 */
public interface Decisions {

    /**
     * Decides {@code command}.
     *
     * @param request who asks, and on which conditions
     * @param resource id of what the command creates or changes, which the answer names: a session's id when a session
     *     is held, the episode's own id when it is discharged
     * @return what was recorded; the stored answer when the request's idempotency key was answered before
     * @throws Rejected when a rule forbids it, the expected version does not stand, others changed the stream again and
     *     again, or the idempotency key was used for another request; nothing was stored then
     */
    Receipt decide(Command command, Request request, UUID resource);
}
