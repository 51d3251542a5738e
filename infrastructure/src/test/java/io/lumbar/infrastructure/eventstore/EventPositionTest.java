package io.lumbar.infrastructure.eventstore;

import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventPositionTest {
    private static final List<EventPosition> ASCENDING = List.of(EventPosition.BEGINNING, new EventPosition(1, 0, 9),
            new EventPosition(1, 700, 12), new EventPosition(1, 700, 13), new EventPosition(1, 701, 3),
            new EventPosition(1, 10_000_000_000L, 1), new EventPosition(2, 3, 2));

    @Test
    void orders_by_epoch_then_transaction_then_place() {
        var shuffled = new java.util.ArrayList<>(ASCENDING);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(shuffled).isNotEqualTo(ASCENDING);
        assertThat(shuffled.stream().sorted().toList()).isEqualTo(ASCENDING);
    }

    @Test
    void covers_exactly_what_does_not_stand_behind_it() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                EventPosition one = ASCENDING.get(i);
                EventPosition other = ASCENDING.get(j);
                assertThat(one.covers(other)).isEqualTo(i >= j);
                assertThat(one.samePositionAs(other)).isEqualTo(i == j);
                assertThat(one.lowerBound(other)).isEqualTo(ASCENDING.get(Math.min(i, j)));
                assertThat(one.upperBound(other)).isEqualTo(ASCENDING.get(Math.max(i, j)));
            }
        }
        assertThat(EventPosition.BEGINNING.covers(null)).isTrue();
    }

    @Test
    void refuses_tokens_of_another_store() {
        assertThatThrownBy(() -> EventPosition.BEGINNING.covers(new GlobalSequenceTrackingToken(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void its_text_reads_back() {
        assertThat(new EventPosition(2, 7423, 1001)).hasToString("2-7423-1001");
        assertThat(ASCENDING).allSatisfy(p -> assertThat(EventPosition.parse(p.toString())).isEqualTo(p));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2", "1-2-3-4", "-1-2-3", "1-2-x", "1 -2-3", "40000-1-1", "1-9999999999999999999-1"})
    void refuses_any_other_text(String text) {
        assertThatThrownBy(() -> EventPosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
