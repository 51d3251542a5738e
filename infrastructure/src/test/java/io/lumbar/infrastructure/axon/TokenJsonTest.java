package io.lumbar.infrastructure.axon;

import java.util.Map;
import java.util.stream.Stream;

import io.lumbar.infrastructure.eventstore.EventPosition;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenJsonTest {
    private final NamedSerializer serializer = new NamedSerializer();

    static Stream<TrackingToken> tokens() {
        TrackingToken here = new EventPosition(1, 815, 4711);
        TrackingToken there = new EventPosition(2, 7, 9_000);
        return Stream.of(here, new ConfigToken(Map.of("id", "here")), ReplayToken.createReplayToken(there),
                ReplayToken.createReplayToken(there, here, "why"), new MergedTrackingToken(here, there),
                new MergedTrackingToken(null, there),
                ReplayToken.createReplayToken(new MergedTrackingToken(here, there)),
                new MergedTrackingToken(ReplayToken.createReplayToken(here), there));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void every_token_reads_back_equal(TrackingToken token) {
        SerializedObject<byte[]> written = serializer.serialize(token, byte[].class);
        TrackingToken read = serializer.deserialize(written);
        assertThat(read).usingRecursiveComparison().isEqualTo(token);
        assertThat(new String(written.getData(), UTF_8)).doesNotContain("org.axonframework");
        assertThat(written.getType().getName()).startsWith("token.");
    }

    @Test
    void a_replay_token_cannot_be_read_back_by_the_stock_serializer() {
        var stock = Jackson3Serializer.builder().build();
        var written = stock.serialize(ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(7)), byte[].class);
        assertThatThrownBy(() -> stock.deserialize(written)).isInstanceOf(SerializationException.class);
    }

    @Test
    void a_class_name_in_a_table_is_not_followed() {
        var written = new SimpleSerializedObject<>("{}", String.class, "java.util.HashMap", null);
        assertThatThrownBy(() -> serializer.deserialize(written)).isInstanceOf(SerializationException.class)
                .hasMessageContaining("Nothing is stored under the name");
        assertThat(serializer.classForType(new SimpleSerializedType("java.util.HashMap", "1")))
                .isEqualTo(UnknownSerializedType.class);
        assertThatThrownBy(() -> serializer.serialize(new GlobalSequenceTrackingToken(7), byte[].class))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void metadata_read_back_under_the_name_axon_gives_them() {
        MetaData metadata = MetaData.with("actor", "u-1").and("request", "r-1");
        SerializedObject<String> written = serializer.serialize(metadata, String.class);
        assertThat(written.getData()).isIn("{\"actor\":\"u-1\",\"request\":\"r-1\"}",
                "{\"request\":\"r-1\",\"actor\":\"u-1\"}");
        assertThat(serializer.<String, MetaData>deserialize(written)).isEqualTo(metadata);
    }
}
