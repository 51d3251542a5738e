/**
 * The care episode: one back-pain problem from intake to discharge and its follow-ups. Each part of the story is one
 * file with its commands, its events and what stands of it; {@link io.lumbar.domain.episode.CareEpisode} tells the
 * whole.
 */
@NullMarked
package io.lumbar.domain.episode;

import org.jspecify.annotations.NullMarked;
