package io.lumbar.application.planted;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;

/** One offence each, named after it. */
public final class Offenders {

    record UsesAFramework(Logger log) {}

    record UsesAxon(CommandGateway gateway) {}

    private Offenders() {}
}
