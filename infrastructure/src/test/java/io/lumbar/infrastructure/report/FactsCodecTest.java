package io.lumbar.infrastructure.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.facts.AdverseEventFacts;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.facts.RandomFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import io.lumbar.infrastructure.projection.Histories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FactsCodecTest {
    private static final TherapistId ANNA = new TherapistId(new UUID(2, 1));
    private static final TherapistId BEN = new TherapistId(new UUID(2, 2));
    private static final EpisodeFacts KNOWN = new EpisodeFacts(new EpisodeId(new UUID(4, 1)),
            new ClientId(new UUID(3, 1)), new ClinicId(new UUID(1, 1)), LocalDate.of(2026, 3, 2), Chronicity.SUBACUTE,
            AgeBand.FROM_40_TO_49, Sex.MALE, List.of(Cause.STRESS, Cause.UNKNOWN), true, 6,
            EpisodeFacts.Standing.DISCHARGED, BEN, LocalDate.of(2026, 4, 20), Discharge.Reason.GOALS_MET,
            List.of(new SessionFacts(LocalDate.of(2026, 3, 4), 45, ANNA, Style.SPORTS, SessionKind.STRUCTURAL,
                    SessionFacts.State.HELD, null, true),
                    new SessionFacts(LocalDate.of(2026, 4, 22), 60, BEN, Style.HOT_STONE, SessionKind.WHOLE_BODY,
                            SessionFacts.State.CANCELLED, CancelledBy.DISCHARGE, false)),
            List.of(new MeasurementFacts(Instrument.NPRS, Occasion.BASELINE, 0, Score.of(6), null, false),
                    new MeasurementFacts(Instrument.NPRS, Occasion.TREATMENT, 1, Score.of(3), Score.of(3), true),
                    new MeasurementFacts(Instrument.ODI, Occasion.M12, 0, new Score(4_000), new Score(-20), false)),
            List.of(new AdverseEventFacts(LocalDate.of(2026, 3, 5), Style.SPORTS, Grade.MODERATE)),
            List.of(new FollowUpFacts(FollowUp.Kind.W6, LocalDate.of(2026, 6, 1), FollowUpFacts.State.MISSED)));
    private static final String FORMAT_1 = "010000000000000003000000000000000100000000000000010000000000000001c4c0025b020305"
            + "07210200000000000000020000000000000002000000000000000200000000000000010101620204"
            + "2d016501623c002308030000f0100701b808b8083a00c03e2701061e01b60102";

    private final FactsCodec codec = new FactsCodec();

    @Test
    void format_1_is_read_for_ever() {
        assertThat(HexFormat.of().formatHex(FactsCodec.encoded(KNOWN))).isEqualTo(FORMAT_1);
        assertThat(codec.decoded(KNOWN.episode(), HexFormat.of().parseHex(FORMAT_1))).isEqualTo(KNOWN);
    }

    /** A constant may be added at the end of its enum, within what has room; anything else is another format. */
    @Test
    void the_places_of_constants_are_those_of_format_1() {
        assertThat(Stream.of(Chronicity.values(), AgeBand.values(), Sex.values(), Cause.values(),
                EpisodeFacts.Standing.values(), Discharge.Reason.values(), Style.values(), SessionKind.values(),
                SessionFacts.State.values(), CancelledBy.values(), Instrument.values(), Occasion.values(),
                Grade.values(), FollowUp.Kind.values(), FollowUpFacts.State.values()).map(List::of)
                .map(Object::toString))
                .containsExactly("[ACUTE, SUBACUTE, CHRONIC]",
                        "[UNDER_18, FROM_18_TO_29, FROM_30_TO_39, FROM_40_TO_49, FROM_50_TO_59, FROM_60_TO_69,"
                                + " FROM_70_TO_79, FROM_80]",
                        "[FEMALE, MALE, OTHER, UNKNOWN]",
                        "[POOR_POSTURE, IMPROPER_LIFTING, WEAK_BACK_MUSCLES, STRESS, INJURY, UNKNOWN]",
                        "[OPEN, DISCHARGED, DECLINED]",
                        "[GOALS_MET, PLATEAU, CLIENT_CHOICE, LOST_TO_FOLLOW_UP, REFERRED_ON, MEDICAL, MOVED,"
                                + " TRANSFERRED, DECEASED, OTHER]",
                        "[SWEDISH, DEEP_TISSUE, HOT_STONE, SHIATSU, TRIGGER_POINT, REFLEXOLOGY, SPORTS]",
                        "[WHOLE_BODY, STRUCTURAL]", "[PLANNED, HELD, MISSED, CANCELLED]",
                        "[CLIENT, THERAPIST, CLINIC, DISCHARGE]", "[NPRS, ODI, RMDQ, PSFS, PGIC, START_BACK]",
                        "[BASELINE, TREATMENT, AFTER_END, W6, M3, M6, M12]",
                        "[NOT_ADVERSE, MILD, MODERATE, MAJOR]", "[W6, M3, M6, M12]", "[PENDING, RECORDED, MISSED]");
    }

    @Test
    void facts_of_every_shape_are_read_as_they_were_written() {
        var random = new RandomFacts(new Random(11));
        for (int n = 0; n < 2_000; n++) {
            EpisodeFacts facts = random.episode();
            assertThat(codec.decoded(facts.episode(), FactsCodec.encoded(facts))).isEqualTo(facts);
        }
    }

    @Test
    void the_facts_of_a_history_are_read_as_they_were_written_after_each_of_its_events() {
        var decider = new CareEpisodeDecider();
        Map<EpisodeId, CareEpisode> states = new HashMap<>();
        int compared = 0;
        for (EpisodeEvent event : Histories.of(3, 100).stream().flatMap(List::stream).toList()) {
            CareEpisode state = decider.evolve(states.getOrDefault(event.episode(), decider.initial()), event);
            states.put(event.episode(), state);
            EpisodeFacts facts = state instanceof CareEpisode.Opened opened ? EpisodeFacts.of(opened) : null;
            if (facts != null) {
                assertThat(codec.decoded(event.episode(), FactsCodec.encoded(facts))).isEqualTo(facts);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    @Test
    void a_session_takes_few_bytes_and_a_measurement_fewer() {
        var sessions = new ArrayList<SessionFacts>();
        var measurements = new ArrayList<MeasurementFacts>();
        for (int n = 0; n < 100; n++) {
            sessions.add(KNOWN.sessions().getFirst());
            measurements.add(KNOWN.measurements().get(1));
        }
        int none = FactsCodec.encoded(with(List.of(), List.of())).length;
        assertThat(FactsCodec.encoded(with(sessions, List.of())).length - none).isLessThanOrEqualTo(16 + 100 * 7);
        assertThat(FactsCodec.encoded(with(List.of(), measurements)).length - none).isLessThanOrEqualTo(100 * 6);
    }

    private static EpisodeFacts with(List<SessionFacts> sessions, List<MeasurementFacts> measurements) {
        return new EpisodeFacts(KNOWN.episode(), KNOWN.client(), KNOWN.clinic(), KNOWN.openedOn(), KNOWN.chronicity(),
                KNOWN.ageBand(), KNOWN.sex(), KNOWN.causes(), KNOWN.continued(), KNOWN.baselineNprs(), KNOWN.standing(),
                KNOWN.therapist(), KNOWN.endedOn(), KNOWN.endReason(), sessions, measurements, List.of(), List.of());
    }

    @Test
    void another_format_is_refused() {
        byte[] bytes = FactsCodec.encoded(KNOWN);
        bytes[0] = 2;
        assertThatThrownBy(() -> codec.decoded(KNOWN.episode(), bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_many_episodes_share_is_kept_once() {
        byte[] bytes = FactsCodec.encoded(KNOWN);
        EpisodeFacts one = codec.decoded(KNOWN.episode(), bytes);
        EpisodeFacts other = codec.decoded(KNOWN.episode(), bytes);
        assertThat(one.clinic()).isSameAs(other.clinic());
        assertThat(one.therapist()).isSameAs(other.therapist());
        assertThat(one.openedOn()).isSameAs(other.openedOn());
        assertThat(one.causes()).isSameAs(other.causes());
    }
}
