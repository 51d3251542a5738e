package io.lumbar.domain.plantedother;

import io.lumbar.domain.planted.Offenders;
import org.jspecify.annotations.Nullable;

/** The other half of a cycle. */
public record Partner(Offenders.@Nullable InACycle half) {}
