package io.lumbar.infrastructure.eventstore;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamIdTest {
    private static final UUID LOW = UUID.fromString("01999999-0000-7000-8000-000000000000");
    private static final UUID HIGH = UUID.fromString("f1999999-0000-7000-8000-000000000000");

    @Test
    void its_text_is_the_aggregate_identifier() {
        StreamId stream = new StreamId(StreamKind.CARE_EPISODE, LOW);
        assertThat(stream).hasToString("care-episode:01999999-0000-7000-8000-000000000000");
        assertThat(StreamId.parse(stream.toString())).isEqualTo(stream);
    }

    @Test
    void is_ordered_by_kind_and_then_by_the_bytes_of_its_id_as_the_database_does() {
        assertThat(new StreamId(StreamKind.CLIENT, HIGH)).isLessThan(new StreamId(StreamKind.CARE_EPISODE, LOW));
        assertThat(new StreamId(StreamKind.CLIENT, LOW)).isLessThan(new StreamId(StreamKind.CLIENT, HIGH));
        assertThat(LOW.compareTo(HIGH)).as("Java alone would order them the other way").isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "client", "client:", "client:1", "patient:01999999-0000-7000-8000-000000000000"})
    void refuses_what_names_no_stream(String text) {
        assertThatThrownBy(() -> StreamId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
