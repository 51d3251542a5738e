package io.lumbar.infrastructure.episode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;

/** Episodes that come with their end, as imported ones do. To those who look from outside they were never open. */
public final class PastEpisodes {

    private PastEpisodes() {}

    /** Those that begin and end among {@code events}, which are stored together. */
    public static Set<EpisodeId> among(List<? extends Event> events) {
        var begun = new HashSet<EpisodeId>();
        var past = new HashSet<EpisodeId>();
        for (Event event : events) {
            switch (event) {
                case EpisodeOpened opened -> begun.add(opened.episode());
                case EpisodeDischarged discharged -> past.add(discharged.episode());
                case EpisodeDeclined declined -> past.add(declined.episode());
                case EpisodeVoided voided -> past.add(voided.episode());
                case EpisodeReopened reopened -> past.remove(reopened.episode());
                default -> {}
            }
        }
        past.retainAll(begun);
        return past;
    }
}
