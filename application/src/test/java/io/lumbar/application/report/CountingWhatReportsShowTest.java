package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Scope;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.ObservedOutcome;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import io.lumbar.domain.outcome.statistics.CumulativeIncidence;
import io.lumbar.domain.outcome.statistics.Histogram;
import io.lumbar.domain.outcome.statistics.OutcomesAt;
import io.lumbar.domain.outcome.statistics.Proportion;
import io.lumbar.domain.outcome.statistics.Rate;
import io.lumbar.domain.outcome.statistics.Summary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/** Every report beside what plain loops make of the same facts, for random questions; what is withheld is not compared. */
class CountingWhatReportsShowTest {
    private static final ResponseRule RULE = ResponseRule.NPRS_30PCT_2PTS_V1;

    private final List<EpisodeFacts> episodes = new RandomFacts(7).episodes(900);
    private final KnownFacts facts = KnownFacts.of(episodes);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void attendance(long seed) {
        ReportQuery query = new RandomFacts(seed).query();
        var slow = new SlowCohort(episodes, query);

        List<Attendance.Group> groups = new AttendanceReport(facts).answer(query, Disclosure.ON_SCREEN, null).groups();

        assertThat(groups.stream().map(Attendance.Group::key).toList()).isEqualTo(slow.keys(slow.scoped().stream()
                .filter(e -> e.sessions().stream().anyMatch(session -> slow.within(session.on())))));
        groups.stream().filter(group -> group.held() != null).forEach(group -> {
            List<EpisodeFacts> matching = slow.matching(group.key());
            assertThat(group.held()).isEqualTo(sessions(slow, matching, SessionFacts.State.HELD));
            assertThat(group.planned()).isEqualTo(sessions(slow, matching, SessionFacts.State.PLANNED));
            assertThat(group.noShow()).isEqualTo(sessions(slow, matching, SessionFacts.State.MISSED));
            for (CancelledBy by : CancelledBy.values()) {
                assertThat(group.cancelled()).containsEntry(by,
                        matching.stream().flatMap(e -> e.sessions().stream())
                                .filter(session -> session.cancelledBy() == by && slow.within(session.on())).count());
            }
            var gaps = new ArrayList<Long>();
            var atRisk = new TreeMap<Integer, Long>();
            var ended = new TreeMap<Integer, Long>();
            for (EpisodeFacts e : matching) {
                for (int n = 1; n <= e.held().size(); n++) {
                    LocalDate on = e.held().get(n - 1).on();
                    if (slow.within(on)) {
                        atRisk.merge(n, 1L, Long::sum);
                        ended.merge(n, n == e.held().size() && e.endedOn() != null ? 1L : 0L, Long::sum);
                        if (n > 1) {
                            gaps.add(ChronoUnit.DAYS.between(e.held().get(n - 2).on(), on));
                        }
                    }
                }
            }
            assertThat(group.gapDays()).isEqualTo(new Attendance.GapDays(quantile(gaps, 0.5), quantile(gaps, 0.25),
                    quantile(gaps, 0.75)));
            var steps = new ArrayList<Attendance.DropOff>();
            for (int n = 1; atRisk.getOrDefault(n, 0L) >= 5; n++) {
                steps.add(new Attendance.DropOff(n, atRisk.getOrDefault(n, 0L), ended.getOrDefault(n, 0L)));
            }
            assertThat(group.dropOff()).isEqualTo(steps);
        });
    }

    private static long sessions(SlowCohort slow, List<EpisodeFacts> matching, SessionFacts.State state) {
        return matching.stream().flatMap(e -> e.sessions().stream())
                .filter(session -> session.state() == state && slow.within(session.on())).count();
    }

    /** Type 7, by its formula. */
    private static @Nullable Double quantile(List<Long> values, double p) {
        if (values.isEmpty()) {
            return null;
        }
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double rank = (sorted.size() - 1) * p;
        int lower = (int) Math.floor(rank);
        int upper = Math.min(lower + 1, sorted.size() - 1);
        return sorted.get(lower) + (rank - lower) * (sorted.get(upper) - sorted.get(lower));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sessions_per_person(long seed) {
        ReportQuery query = new RandomFacts(seed).query();
        var slow = new SlowCohort(episodes, query);

        SessionsPerPerson answer = new SessionsPerPersonReport(facts).answer(query);
        List<SessionsPerPerson.Group> groups = answer.groups();

        assertThat(groups.stream().map(SessionsPerPerson.Group::key).toList()).isEqualTo(slow.keys(slow.scoped()
                .stream().filter(e -> slow.within(e.openedOn()) || heldWithin(slow, e) > 0 || leftWithin(slow, e))));
        groups.stream().filter(group -> group.people() != null).forEach(group -> {
            List<EpisodeFacts> chosen = slow.chosen(group.key());
            List<List<EpisodeFacts>> people = slow.chosenPeople(group.key());
            assertThat(group.people()).isEqualTo(people.size());
            assertThat(group.episodes()).isEqualTo(chosen.size());
            assertThat(group.sessions()).isEqualTo(held(chosen));
            assertThat(group.withoutSession()).isEqualTo(people.stream().filter(own -> held(own) == 0).count());
            assertThat(group.perPerson()).isEqualTo(distributions(people));
            assertThat(group.perEpisode()).isEqualTo(distributions(chosen.stream().map(List::of).toList()));
            if (!answer.suppressed().contains("groups[" + groups.indexOf(group) + "].pva")) {
                List<EpisodeFacts> matching = slow.matching(group.key());
                long firstEver = chosen.stream().filter(e -> slow.scoped().stream()
                        .filter(other -> other.client().equals(e.client())).min(SlowCohort.BY_OPENING)
                        .filter(e::equals).isPresent()).count();
                assertThat(group.pva()).isEqualTo(
                        ratio(matching.stream().mapToLong(e -> heldWithin(slow, e)).sum(), firstEver));
                List<EpisodeFacts> left = matching.stream().filter(e -> leftWithin(slow, e)).toList();
                assertThat(group.visitsPerDischargedCase()).isEqualTo(ratio(held(left), left.size()));
            }
        });
    }

    private static long held(List<EpisodeFacts> episodes) {
        return episodes.stream().mapToLong(e -> e.held().size()).sum();
    }

    private static long heldWithin(SlowCohort slow, EpisodeFacts episode) {
        return episode.held().stream().filter(session -> slow.within(session.on())).count();
    }

    private static boolean leftWithin(SlowCohort slow, EpisodeFacts episode) {
        return episode.standing() == EpisodeFacts.Standing.DISCHARGED && episode.endedOn() != null
                && slow.within(episode.endedOn());
    }

    private static @Nullable Double ratio(long numerator, long divisor) {
        return divisor == 0 ? null : (double) numerator / divisor;
    }

    private static SessionsPerPerson.Distributions distributions(List<List<EpisodeFacts>> each) {
        List<List<EpisodeFacts>> treated = each.stream().filter(own -> held(own) > 0).toList();
        return new SessionsPerPerson.Distributions(summary(treated),
                summary(treated.stream().filter(own -> own.stream().allMatch(e -> e.endedOn() != null)).toList()),
                summary(treated.stream().filter(own -> own.stream().anyMatch(e -> e.endedOn() == null)).toList()));
    }

    private static Summary summary(List<List<EpisodeFacts>> each) {
        return Summary.of(Histogram.of(each.stream()
                .collect(Collectors.groupingBy(own -> (int) held(own), Collectors.counting()))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sessions_to_response(long seed) {
        ReportQuery query = new RandomFacts(seed).query();
        var slow = new SlowCohort(episodes, query);

        List<SessionsToResponse.Group> groups = new SessionsToResponseReport(facts)
                .answer(query, Disclosure.ON_SCREEN, null).groups();

        assertThat(groups.stream().map(SessionsToResponse.Group::key).toList())
                .isEqualTo(slow.keys(slow.scoped().stream().filter(e -> slow.within(e.openedOn()))));
        groups.stream().filter(group -> group.episodes() != null).forEach(group -> {
            List<EpisodeFacts> followed = slow.followed(group.key());
            assertThat(group.episodes()).isEqualTo(followed.size());
            assertThat(group.responded()).isEqualTo(count(followed, ObservedOutcome.Kind.RESPONDED));
            assertThat(group.dropped()).isEqualTo(count(followed, ObservedOutcome.Kind.DROPPED));
            assertThat(group.censored()).isEqualTo(count(followed, ObservedOutcome.Kind.CENSORED));
            assertThat(group.undefined()).isEqualTo(count(followed, ObservedOutcome.Kind.UNDEFINED));
            long withSession = slow.chosen(group.key()).stream().filter(e -> !e.held().isEmpty()).count();
            assertThat(group.withoutSession()).isEqualTo(slow.chosen(group.key()).size() - withSession);
            assertThat(group.laterEpisodes()).isEqualTo(withSession - followed.size());
            LocalDate monthAgo = LocalDate.of(2026, 10, 24);
            assertThat(group.dormant()).isEqualTo(followed.stream().filter(e -> e.endedOn() == null
                    && e.held().getLast().on().isBefore(monthAgo)).count());
            List<EpisodeFacts> onCurve = followed.stream()
                    .filter(e -> ObservedOutcome.of(e, RULE).kind() != ObservedOutcome.Kind.UNDEFINED).toList();
            assertThat(group.neverMeasured()).isEqualTo(onCurve.stream()
                    .filter(e -> ObservedOutcome.of(e, RULE).measuredAfter().isEmpty()).count());
            assertThat(group.medianSessionsBetweenMeasurements()).isEqualTo(quantile(
                    onCurve.stream().flatMap(e -> ObservedOutcome.of(e, RULE).sessionsBetweenMeasurements().stream())
                            .map(Integer::longValue).toList(),
                    0.5));
            var curve = CumulativeIncidence.of(onCurve.stream().map(e -> {
                ObservedOutcome outcome = ObservedOutcome.of(e, RULE);
                return new OutcomesAt(outcome.sessions(), outcome.kind() == ObservedOutcome.Kind.RESPONDED ? 1 : 0,
                        outcome.kind() == ObservedOutcome.Kind.DROPPED ? 1 : 0,
                        outcome.kind() == ObservedOutcome.Kind.CENSORED ? 1 : 0);
            }).toList());
            List<SessionsToResponse.Step> steps = group.curve() == null ? List.of() : group.curve();
            steps.forEach(step -> {
                var point = curve.at(step.sessions());
                assertThat(step.atRisk()).isGreaterThanOrEqualTo(5);
                assertThat(step).isEqualTo(point == null
                        ? null
                        : new SessionsToResponse.Step(step.sessions(), point.atRisk(),
                                point.responded(), point.dropped(), point.censored(), point.incidence(),
                                point.standardError(), point.low(), point.high(), point.dropoutIncidence(),
                                point.still()));
            });
            var next = curve.at(steps.size() + 1);
            assertThat(next == null || next.atRisk() < 5).isTrue();
        });
    }

    private static long count(List<EpisodeFacts> followed, ObservedOutcome.Kind kind) {
        return followed.stream().filter(e -> ObservedOutcome.of(e, RULE).kind() == kind).count();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outcomes(long seed) {
        ReportQuery query = new RandomFacts(seed).query();
        var slow = new SlowCohort(episodes, query);

        List<Outcomes.Group> groups = new OutcomesReport(facts).answer(query, Disclosure.ON_SCREEN, null).groups();

        groups.stream().filter(group -> group.series() != null).forEach(group -> {
            assertThat(group.series()).isNotNull();
            group.series().stream().filter(point -> point.n() != null && point.instrument() == Instrument.NPRS)
                    .forEach(point -> {
                        var changes = new ArrayList<Double>();
                        long responders = 0;
                        long expected = 0;
                        for (EpisodeFacts e : slow.followed(group.key())) {
                            MeasurementFacts taken = null;
                            for (MeasurementFacts each : e.measurements()) {
                                taken = each.improvement() != null && isAt(e, each, point.at()) ? each : taken;
                            }
                            if (taken != null && e.baselineNprs() != null) {
                                changes.add((double) taken.score().whole() - e.baselineNprs());
                                responders += taken.important() ? 1 : 0;
                            }
                            expected += e.baselineNprs() != null && couldBe(e, point.at()) ? 1 : 0;
                        }
                        assertThat(point.n()).isEqualTo(changes.size());
                        assertThat(point.expected()).isEqualTo(expected);
                        assertThat(point.responders()).isEqualTo(responders);
                        double mean = changes.stream().mapToDouble(Double::doubleValue).average().orElse(0);
                        if (changes.isEmpty()) {
                            assertThat(point.meanChange()).isNull();
                        } else {
                            assertThat(point.meanChange()).isCloseTo(mean, offset(1e-9));
                            assertThat(point.sd()).isCloseTo(Math.sqrt(changes.stream()
                                    .mapToDouble(each -> (each - mean) * (each - mean)).sum() / (changes.size() - 1)),
                                    offset(1e-9));
                        }
                        assertThat(new Proportion(changes.size(), point.proportion(), point.low(), point.high()))
                                .isEqualTo(Proportion.of(responders, changes.size()));
                    });
        });
    }

    private static boolean isAt(EpisodeFacts e, MeasurementFacts taken, Outcomes.At at) {
        if (at.sessions() != null) {
            return taken.occasion() == MeasurementFacts.Occasion.TREATMENT && taken.sessions() == at.sessions();
        }
        if (at.occasion() == Outcomes.Occasion.DISCHARGE) {
            return e.endReason() != null && taken.occasion() == MeasurementFacts.Occasion.TREATMENT
                    && taken.sessions() > 0;
        }
        return taken.occasion().name().equals(String.valueOf(at.occasion()));
    }

    private static boolean couldBe(EpisodeFacts e, Outcomes.At at) {
        if (at.sessions() != null) {
            return e.held().size() >= at.sessions();
        }
        if (at.occasion() == Outcomes.Occasion.DISCHARGE) {
            return e.endReason() != null;
        }
        return e.followUps().stream().anyMatch(each -> each.kind().name().equals(String.valueOf(at.occasion()))
                && each.state() != FollowUpFacts.State.PENDING);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void adverse_events(long seed) {
        ReportQuery query = new RandomFacts(seed).query();
        var slow = new SlowCohort(episodes, query);

        List<AdverseEventRates.Row> rows = new AdverseEventsReport(facts).answer(query, Disclosure.ON_SCREEN, null)
                .rows();

        assertThat(rows.stream().map(AdverseEventRates.Row::key).distinct().toList())
                .isEqualTo(slow.keys(slow.scoped().stream()
                        .filter(e -> e.held().stream().anyMatch(session -> slow.within(session.on()))
                                || e.adverseEvents().stream().anyMatch(event -> slow.within(event.on())))));
        rows.stream().filter(row -> row.events() != null).forEach(row -> {
            List<EpisodeFacts> matching = slow.matching(row.key());
            long events = matching.stream().flatMap(e -> e.adverseEvents().stream())
                    .filter(event -> slow.within(event.on()) && event.style() == row.style()
                            && event.grade() == row.grade())
                    .count();
            long sessions = matching.stream().flatMap(e -> e.held().stream())
                    .filter(session -> slow.within(session.on())
                            && (row.style() == null || session.style() == row.style()))
                    .count();
            var rate = Rate.of(events, sessions, 1_000);
            assertThat(row).isEqualTo(new AdverseEventRates.Row(row.key(), row.style(), row.grade(), events, sessions,
                    rate.value(), rate.low(), rate.high()));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void follow_ups(long seed) {
        ReportQuery query = new RandomFacts(seed).query();
        var slow = new SlowCohort(episodes, query);

        List<FollowUpRates.Row> rows = new FollowUpsReport(facts).answer(query, Disclosure.ON_SCREEN, null).rows();

        rows.stream().filter(row -> row.due() != null).forEach(row -> {
            List<EpisodeFacts> chosen = slow.chosen(row.key());
            assertThat(row.recorded()).isEqualTo(followUps(chosen, row.kind(), FollowUpFacts.State.RECORDED, null));
            assertThat(row.missed()).isEqualTo(followUps(chosen, row.kind(), FollowUpFacts.State.MISSED, null));
            assertThat(row.pending()).isEqualTo(followUps(chosen, row.kind(), FollowUpFacts.State.PENDING, null));
            assertThat(row.due()).isEqualTo(followUps(chosen, row.kind(), FollowUpFacts.State.RECORDED, null)
                    + followUps(chosen, row.kind(), FollowUpFacts.State.MISSED, null)
                    + followUps(chosen, row.kind(), FollowUpFacts.State.PENDING, LocalDate.of(2026, 11, 23)));
            long asked = 0;
            long still = 0;
            for (EpisodeFacts e : chosen) {
                List<MeasurementFacts> pain = e.measurements().stream()
                        .filter(each -> each.occasion().name().equals(row.kind().name())).toList();
                if (!pain.isEmpty() && ObservedOutcome.of(e, RULE).kind() == ObservedOutcome.Kind.RESPONDED) {
                    asked++;
                    still += RULE.evaluate(e.baselineNprs(), pain.getLast().score().whole()) == Response.RESPONDED
                            ? 1
                            : 0;
                }
            }
            if (row.stillResponding() != null) {
                assertThat(row.stillResponding()).isEqualTo(still);
                assertThat(new Proportion(asked, row.proportion(), row.low(), row.high()))
                        .isEqualTo(Proportion.of(still, asked));
            }
        });
    }

    private static long followUps(List<EpisodeFacts> chosen, FollowUp.Kind kind, FollowUpFacts.State state,
            @Nullable LocalDate by) {
        return chosen.stream().flatMap(e -> e.followUps().stream()).filter(each -> each.kind() == kind
                && each.state() == state && (by == null || !each.dueOn().isAfter(by))).count();
    }

    @Test
    void enough_is_shown_for_this_to_mean_anything() {
        Map<Boolean, Long> shown = LongStream.rangeClosed(1, 60).boxed()
                .flatMap(seed -> new SessionsToResponseReport(facts)
                        .answer(new RandomFacts(seed).query(), Disclosure.ON_SCREEN, null).groups().stream())
                .collect(Collectors.groupingBy(group -> group.episodes() != null,
                        Collectors.counting()));

        assertThat(shown.get(true)).isGreaterThan(60);
        assertThat(shown.get(false)).isGreaterThan(20);
    }

    @Test
    void ten_thousand_groups_are_an_answer() {
        var many = new ArrayList<EpisodeFacts>();
        for (int n = 0; n < 10_000; n++) {
            many.add(AnEpisode.ofSomebody().at(new ClinicId(new UUID(1, n / 100)))
                    .by(new TherapistId(new UUID(2, n % 100))).held(2).pain(3, 1).facts());
        }
        KnownFacts everywhere = KnownFacts.of(many);
        var query = new ReportQuery(Cohort.EVERYONE, List.of(Dimension.CLINIC, Dimension.THERAPIST), null, null,
                Scope.EVERYTHING);

        assertThat(new SessionsPerPersonReport(everywhere).answer(query).suppressed()).hasSize(10_000);
        assertThat(new SessionsToResponseReport(everywhere).answer(query).suppressed()).hasSize(10_000);
        assertThat(new AttendanceReport(everywhere).answer(query).suppressed()).hasSize(10_000);
        assertThat(new OutcomesReport(everywhere).answer(query).suppressed()).hasSize(10_000);
        assertThat(new FollowUpsReport(everywhere).answer(query).rows()).hasSize(40_000);
        assertThat(new AdverseEventsReport(everywhere).answer(query).rows()).hasSizeGreaterThan(10_000);
        assertThat(new TherapistsReport(everywhere, new InMemoryClinic()).answer(query).points()).hasSize(10_000)
                .allMatch(point -> point.n() == null && point.caseload() == null);
    }
}
