package io.lumbar.domain.episode;

import io.lumbar.domain.Gender;
import io.lumbar.domain.Style;
import org.jspecify.annotations.Nullable;

/**
 * How the client would like to be treated; null where there is no preference.
 *
 * @param pressure 1 (lightest) to 5 (firmest)
 */
public record Preference(@Nullable Style style, @Nullable Integer pressure, @Nullable Gender therapistGender) {

    /** The client left it open. */
    public static final Preference NONE = new Preference(null, null, null);
}
