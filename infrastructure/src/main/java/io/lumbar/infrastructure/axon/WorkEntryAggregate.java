package io.lumbar.infrastructure.axon;

import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListCommand;
import io.lumbar.domain.worklist.WorkListDecider;
import io.lumbar.domain.worklist.WorkListEvent;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "work-entry")
final class WorkEntryAggregate extends DecidedAggregate<WorkListCommand, WorkEntry, WorkListEvent> {
    WorkEntryAggregate() {
        super(new WorkListDecider());
    }
}
