package io.lumbar.domain.therapist;

import io.lumbar.domain.episode.CareEpisode;

/** A therapist's rules that look into an episode. */
public record UsesAnEpisode(CareEpisode episode) {}
