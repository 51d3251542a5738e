package io.lumbar.domain.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import org.jspecify.annotations.Nullable;

/** Facts of every shape, likely or not, the same for the same random. */
public final class RandomFacts {
    private final Random random;

    public RandomFacts(Random random) {
        this.random = random;
    }

    /** An episode with up to 29 of each part. */
    public EpisodeFacts episode() {
        var causes = new ArrayList<>(List.of(Cause.values()));
        Collections.shuffle(causes, random);
        return new EpisodeFacts(new EpisodeId(id()), new ClientId(id()), new ClinicId(id()), date(),
                any(Chronicity.values()), any(AgeBand.values()), any(Sex.values()),
                causes.subList(0, 1 + random.nextInt(causes.size())), random.nextBoolean(),
                orNone(() -> random.nextInt(11)), any(EpisodeFacts.Standing.values()), orNone(this::therapist),
                orNone(this::date), orNone(() -> any(Discharge.Reason.values())), some(this::session),
                some(this::measurement), some(this::adverseEvent), some(this::followUp));
    }

    SessionFacts session() {
        return new SessionFacts(date(), 5 + random.nextInt(236), therapist(), any(Style.values()),
                any(SessionKind.values()), any(SessionFacts.State.values()), orNone(() -> any(CancelledBy.values())),
                random.nextBoolean());
    }

    MeasurementFacts measurement() {
        return new MeasurementFacts(any(Instrument.values()), any(MeasurementFacts.Occasion.values()),
                random.nextInt(500), score(), orNone(this::score), random.nextBoolean());
    }

    AdverseEventFacts adverseEvent() {
        return new AdverseEventFacts(date(), orNone(() -> any(Style.values())), any(Grade.values()));
    }

    FollowUpFacts followUp() {
        return new FollowUpFacts(any(FollowUp.Kind.values()), date(), any(FollowUpFacts.State.values()));
    }

    private Score score() {
        return new Score((random.nextInt(201) - 100) * Score.PARTS_PER_POINT
                / (random.nextBoolean() ? 1 : 1 + random.nextInt(180)));
    }

    private LocalDate date() {
        return LocalDate.of(1900, 1, 1).plusDays(random.nextInt(300 * 365));
    }

    private TherapistId therapist() {
        return new TherapistId(new UUID(7, random.nextInt(5)));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    <T> List<T> some(Supplier<T> one) {
        var some = new ArrayList<T>();
        for (int n = random.nextBoolean() ? 0 : random.nextInt(30); n > 0; n--) {
            some.add(one.get());
        }
        return some;
    }

    private <T> @Nullable T orNone(Supplier<T> one) {
        return random.nextBoolean() ? null : one.get();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
