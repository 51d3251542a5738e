package io.lumbar.infrastructure.axon;

import java.util.List;
import java.util.UUID;

import io.lumbar.application.Decisions;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Told;
import io.lumbar.application.Unavailable;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.Rejected;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimedDecisionsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Command command = new Told().openClinic();

    @Test
    void counts_a_command_by_how_it_ended() {
        var receipt = new Receipt(UUID.randomUUID(), 0, null, Receipt.Outcome.UNCHANGED);
        var refusal = new Rejected(new ConcurrentChange(command.stream()));
        var outage = new Unavailable(new IllegalStateException("no database"));

        assertThat(deciding((_, _, _) -> receipt)).isSameAs(receipt);
        for (RuntimeException thrown : List.of(refusal, refusal, outage)) {
            assertThatThrownBy(() -> deciding((_, _, _) -> {
                throw thrown;
            })).isSameAs(thrown);
        }

        assertThat(counted("accepted")).isEqualTo(1);
        assertThat(counted("refused")).isEqualTo(2);
        assertThat(counted("failed")).isEqualTo(1);
    }

    private Receipt deciding(Decisions decisions) {
        Request request = Told.request();
        return new TimedDecisions(decisions, meters).decide(command, request, UUID.randomUUID());
    }

    private long counted(String outcome) {
        return meters.get("commands").tag("command", "OpenClinic").tag("outcome", outcome).timer().count();
    }
}
