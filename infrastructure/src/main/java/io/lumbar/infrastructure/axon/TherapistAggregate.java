package io.lumbar.infrastructure.axon;

import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand;
import io.lumbar.domain.therapist.TherapistDecider;
import io.lumbar.domain.therapist.TherapistEvent;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "therapist")
final class TherapistAggregate extends DecidedAggregate<TherapistCommand, Therapist, TherapistEvent> {
    TherapistAggregate() {
        super(new TherapistDecider());
    }
}
