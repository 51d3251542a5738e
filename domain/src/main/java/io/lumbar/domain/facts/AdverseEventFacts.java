package io.lumbar.domain.facts;

import java.time.LocalDate;

import io.lumbar.domain.Style;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import org.jspecify.annotations.Nullable;

/**
 * An adverse event.
 *
 * @param on local date at the clinic
 * @param style of the session after which it occurred, as it was held; null when no session is held responsible
 */
public record AdverseEventFacts(LocalDate on, @Nullable Style style, Grade grade) {}
