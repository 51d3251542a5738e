package io.lumbar.infrastructure.axon;

import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeCommand;
import io.lumbar.domain.episode.EpisodeEvent;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "care-episode")
final class CareEpisodeAggregate extends DecidedAggregate<EpisodeCommand, CareEpisode, EpisodeEvent> {
    CareEpisodeAggregate() {
        super(new CareEpisodeDecider());
    }
}
