package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Measurement.VoidMeasurement;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;

import static io.lumbar.domain.episode.Episodes.EPISODE;

/** What a careless clinic corrects and takes back of one episode. */
final class RandomCorrections extends RandomCommands<EpisodeCommand> {

    private final RandomEpisodeCommands others;

    RandomCorrections(Random random, RandomEpisodeCommands others) {
        super(random);
        this.others = others;
    }

    @Override
    public EpisodeCommand next() {
        return switch (random.nextInt(4)) {
            case 0 -> reschedule();
            case 1 -> revertNoShow();
            case 2 -> correctMeasurement();
            default -> voidMeasurement();
        };
    }

    private RescheduleSession reschedule() {
        return new RescheduleSession(EPISODE, others.session(), others.therapist(), others.person(),
                mostly(others.now.plus(Duration.ofDays(random.nextInt(40) - 10)), Instant.MAX, Instant.MIN),
                any(null, within(5, 240)), others.now);
    }

    private CorrectMeasurement correctMeasurement() {
        return new CorrectMeasurement(EPISODE, new Taking(others.measurement(), others.reading(), others.past()),
                text(4_000), others.now);
    }

    private VoidMeasurement voidMeasurement() {
        return new VoidMeasurement(EPISODE, others.measurement(), text(4_000), others.now);
    }

    private RevertNoShow revertNoShow() {
        return new RevertNoShow(EPISODE, others.session(), others.therapist(), others.person(), text(4_000),
                others.now);
    }
}
