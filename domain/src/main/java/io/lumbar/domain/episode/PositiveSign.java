package io.lumbar.domain.episode;

import java.util.List;

import io.lumbar.domain.Area;

/**
 * A sign of the screening catalogue that is present.
 *
 * @param code as in the catalogue
 * @param areas where, for a sign that excludes areas; else empty
 */
public record PositiveSign(String code, List<Area> areas) {
    public PositiveSign {
        areas = List.copyOf(areas);
    }
}
