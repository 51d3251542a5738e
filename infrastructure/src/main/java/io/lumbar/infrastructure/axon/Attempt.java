package io.lumbar.infrastructure.axon;

import java.util.Objects;
import java.util.UUID;

import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.domain.Command;
import io.lumbar.domain.Rejected;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** One attempt at a command on its way through the bus: what it came with, and how it ended. Used by one thread. */
final class Attempt {
    /** Who recorded an event, in its metadata. */
    static final String ACTOR = "actor";

    private static final String REQUEST = "request";
    private static final String VIA = "client";
    private static final String KEY = "attempt";

    final Request request;
    final UUID resource;
    private @Nullable Receipt receipt;
    private @Nullable RuntimeException refusal;

    Attempt(Request request, UUID resource) {
        this.request = request;
        this.resource = resource;
    }

    /**
     * Sends the command over the bus and back, on this thread.
     *
     * @throws Rejected when it was refused
     * @throws RuntimeException when it failed; nothing was stored then
     */
    Receipt send(Command command, CommandBus bus) {
        bus.dispatch(new GenericCommandMessage<>(command, MetaData.with(KEY, this)), this::returned);
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(receipt, "the command was neither accepted nor refused");
    }

    private void returned(CommandMessage<?> message, CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            refusal = result.exceptionResult() instanceof RuntimeException e ? e
                    : new CommandExecutionException(message.getCommandName(), result.exceptionResult());
        }
    }

    static Attempt of(CommandMessage<?> message) {
        return (Attempt) Objects.requireNonNull(message.getMetaData().get(KEY), "not sent by an attempt");
    }

    /** What is stored with each event besides the event itself. */
    MetaData metadata() {
        MetaData metadata = MetaData.with(ACTOR, request.actor()).and(REQUEST, request.id().toString());
        return request.via() == null ? metadata : metadata.and(VIA, request.via());
    }

    void accepted(Receipt answer) {
        receipt = answer;
    }

    /** A refusal is a result, not an exception: the bus need not roll back what was never begun. */
    void refused(Rejected answer) {
        refusal = answer;
    }
}
