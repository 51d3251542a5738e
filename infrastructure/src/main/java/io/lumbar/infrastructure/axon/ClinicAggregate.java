package io.lumbar.infrastructure.axon;

import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.clinic.ClinicCommand;
import io.lumbar.domain.clinic.ClinicDecider;
import io.lumbar.domain.clinic.ClinicEvent;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "clinic")
final class ClinicAggregate extends DecidedAggregate<ClinicCommand, Clinic, ClinicEvent> {
    ClinicAggregate() {
        super(new ClinicDecider());
    }
}
