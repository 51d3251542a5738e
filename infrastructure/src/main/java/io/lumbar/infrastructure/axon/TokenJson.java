package io.lumbar.infrastructure.axon;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lumbar.infrastructure.eventstore.EventPosition;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The stored form of the processors' tokens. Axon's own annotations store class names, and a replay token written with
 * them cannot be read back (AxonFramework issue 4160); these mix-ins name the tokens, and no others can be read.
 */
@SuppressWarnings("UnusedVariable") // the parameters of a mix-in stand for those of the class it annotates
final class TokenJson {

    /** The stored name of every token. */
    static final Map<String, Class<?>> NAMES = Map.of("token.position", EventPosition.class, "token.replay",
            ReplayToken.class, "token.merged",
            MergedTrackingToken.class, "token.config", ConfigToken.class);

    private TokenJson() {}

    static JsonMapper.Builder configure(JsonMapper.Builder mapper) {
        NAMES.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
        return mapper.addMixIn(TrackingToken.class, Named.class).addMixIn(ReplayToken.class, Replay.class)
                .addMixIn(MergedTrackingToken.class, Merged.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "token")
    private interface Named {}

    @JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.NONE)
    private abstract static class Replay {
        @JsonProperty
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "token")
        @Nullable
        TrackingToken tokenAtReset;

        @JsonProperty
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "token")
        @Nullable
        TrackingToken currentToken;

        /** Text, a number or nothing: anything else comes back as a map. */
        @JsonProperty("resetContext")
        @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
        @Nullable
        Object context;

        @JsonCreator
        Replay(@JsonProperty("tokenAtReset") TrackingToken tokenAtReset,
                @JsonProperty("currentToken") @Nullable TrackingToken currentToken,
                @JsonProperty("resetContext") @Nullable Object resetContext) {}
    }

    private abstract static class Merged {
        @JsonCreator
        Merged(@JsonProperty("lowerSegmentToken") @Nullable TrackingToken lower,
                @JsonProperty("upperSegmentToken") @Nullable TrackingToken upper) {}
    }
}
