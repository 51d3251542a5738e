package io.lumbar.infrastructure.episode;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Told;
import io.lumbar.infrastructure.projection.World;

/** Forty episodes and one that was opened and entered in error within one append, recorded in a database of their own. */
public final class RecordedHistory implements AutoCloseable {
    static final List<List<EpisodeEvent>> EPISODES = Histories.of(2027, 40);

    public final World world = new World(projection());
    public final List<Occurrence> events;

    public RecordedHistory() {
        EPISODES.forEach(world::append);
        world.append(voided(Histories.of(2028, 1).getFirst()));
        events = world.reader.after(EventPosition.BEGINNING, Integer.MAX_VALUE).stream()
                .map(each -> new Occurrence(world.event(each), each.version(), each.recordedAt())).toList();
    }

    private static List<EpisodeEvent> voided(List<EpisodeEvent> opening) {
        var opened = (EpisodeOpened) opening.getFirst();
        return Stream.concat(opening.stream(), Stream.of(new EpisodeVoided(opened.episode(),
                Personal.of(Subject.of(opened.client()), "twice"), opened.openedAt()))).toList();
    }

    /** One that has read nothing. */
    public static EpisodeProjection projection() {
        return new EpisodeProjection(new StoredEvents()::event);
    }

    /** Of the last event of an episode. */
    public long lastVersion(UUID episode) {
        return events.stream().filter(each -> each.event().stream().id().equals(episode))
                .mapToLong(Occurrence::version).max().orElseThrow();
    }

    /** Tells {@code projection} some of the events. */
    public void project(EpisodeProjection projection, List<Occurrence> some, int batch) {
        Told.project(world.database.dataSource(), projection, some, batch);
    }

    /** Takes everything from {@code projection}'s tables. */
    public void reset(EpisodeProjection projection) {
        Told.reset(world.database.dataSource(), projection);
    }

    @Override
    public void close() {
        world.close();
    }
}
