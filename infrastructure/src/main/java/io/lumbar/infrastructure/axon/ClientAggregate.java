package io.lumbar.infrastructure.axon;

import io.lumbar.domain.client.Client;
import io.lumbar.domain.client.ClientCommand;
import io.lumbar.domain.client.ClientDecider;
import io.lumbar.domain.client.ClientEvent;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "client")
final class ClientAggregate extends DecidedAggregate<ClientCommand, Client, ClientEvent> {
    ClientAggregate() {
        super(new ClientDecider());
    }
}
