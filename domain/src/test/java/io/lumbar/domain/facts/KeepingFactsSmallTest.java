package io.lumbar.domain.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeepingFactsSmallTest {
    private final RandomFacts facts = new RandomFacts(new Random(4));

    @Test
    void every_list_gives_back_what_was_put_into_it() {
        for (int n = 0; n < 2_000; n++) {
            List<SessionFacts> sessions = facts.some(facts::session);
            assertThat(Packed.sessions(sessions)).isEqualTo(sessions);
            List<MeasurementFacts> measurements = facts.some(facts::measurement);
            assertThat(Packed.measurements(measurements)).isEqualTo(measurements);
            List<AdverseEventFacts> adverseEvents = facts.some(facts::adverseEvent);
            assertThat(Packed.adverseEvents(adverseEvents)).isEqualTo(adverseEvents);
            List<FollowUpFacts> followUps = facts.some(facts::followUp);
            assertThat(Packed.followUps(followUps)).isEqualTo(followUps);
        }
    }

    @Test
    void what_is_packed_is_not_packed_again() {
        List<SessionFacts> packed = Packed.sessions(List.of(facts.session(), facts.session()));
        assertThat(Packed.sessions(packed)).isSameAs(packed);
    }

    @Test
    void a_list_never_changes() {
        List<SessionFacts> packed = Packed.sessions(List.of(facts.session()));
        assertThatThrownBy(() -> packed.add(facts.session())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> packed.set(0, facts.session())).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_does_not_fit_is_refused_and_not_cut_off() {
        var longAgo = new SessionFacts(LocalDate.of(1799, 12, 31), 30, new TherapistId(new UUID(0, 0)), Style.SWEDISH,
                SessionKind.STRUCTURAL, SessionFacts.State.HELD, null, false);
        assertThatThrownBy(() -> Packed.sessions(List.of(longAgo))).isInstanceOf(IllegalArgumentException.class);
        var endless = new SessionFacts(LocalDate.of(2026, 1, 1), 5_000, new TherapistId(new UUID(0, 0)), Style.SWEDISH,
                SessionKind.STRUCTURAL, SessionFacts.State.HELD, null, false);
        assertThatThrownBy(() -> Packed.sessions(List.of(endless))).isInstanceOf(IllegalArgumentException.class);
    }
}
