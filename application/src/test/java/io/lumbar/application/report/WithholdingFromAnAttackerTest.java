package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Attacker.Item;
import io.lumbar.application.report.Attacker.Shown;
import io.lumbar.application.report.Attacker.Target;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.ObservedOutcome;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.ResponseRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every report under attack, and some leaky ones, in which the attacker must find something. */
class WithholdingFromAnAttackerTest {
    private static final YearMonth FIRST = YearMonth.of(2024, 6);
    private static final int TOO_FEW = Disclosure.ON_SCREEN.tooFew();
    private static final List<YearMonth> EDGES = Stream.of(1, 2, 4, 7).map(FIRST::plusMonths).toList();

    /** A report. */
    enum Asked {
        SESSIONS_PER_PERSON {
            @Override
            Target over(KnownFacts facts) {
                return target(Asked::opening,
                        query -> new SessionsPerPersonReport(facts).answer(query).groups().stream()
                                .filter(group -> group.people() != null).map(group -> new Shown(group.key(), null)));
            }
        },
        SESSIONS_TO_RESPONSE {
            @Override
            Target over(KnownFacts facts) {
                return target(Asked::opening,
                        query -> new SessionsToResponseReport(facts).answer(query).groups().stream()
                                .filter(group -> group.episodes() != null).map(group -> new Shown(group.key(), null)));
            }
        },
        ATTENDANCE {
            @Override
            Target over(KnownFacts facts) {
                return target(
                        episode -> episode.sessions().stream()
                                .map(session -> new Item(episode, session.on(), Absent.ABSENT)),
                        query -> new AttendanceReport(facts).answer(query).groups().stream()
                                .filter(group -> group.held() != null).map(group -> new Shown(group.key(), null)));
            }
        },
        /** The sessions of each style, and all of them. */
        ADVERSE_EVENTS {
            @Override
            Target over(KnownFacts facts) {
                return target(
                        episode -> episode.held().stream()
                                .map(session -> new Item(episode, session.on(), session.style())),
                        query -> new AdverseEventsReport(facts).answer(query).rows().stream()
                                .filter(row -> row.sessions() != null)
                                .map(row -> new Shown(row.key(), row.style())));
            }
        },
        FOLLOW_UPS {
            @Override
            Target over(KnownFacts facts) {
                return target(
                        episode -> episode.followUps().stream()
                                .map(followUp -> new Item(episode, episode.openedOn(), followUp.kind())),
                        query -> new FollowUpsReport(facts).answer(query).rows().stream()
                                .filter(row -> row.due() != null).map(row -> new Shown(row.key(), row.kind())));
            }
        },
        /** Whose pain was measured at the discharge. */
        OUTCOMES {
            @Override
            Target over(KnownFacts facts) {
                return target(Asked::measured, query -> new OutcomesReport(facts).answer(query).groups().stream()
                        .filter(group -> group.series() != null).flatMap(group -> group.series().stream()
                                .filter(point -> point.instrument() == Instrument.NPRS && point.n() != null
                                        && point.at().occasion() == Outcomes.Occasion.DISCHARGE)
                                .map(point -> new Shown(group.key(), null))));
            }
        },
        /** Finished episodes of each therapist, and all of them by the limits. */
        FUNNEL {
            @Override
            Target over(KnownFacts facts) {
                return target(Asked::judged, query -> {
                    TherapistPoints answer = new TherapistsReport(facts, new InMemoryClinic()).answer(query);
                    return Stream.concat(
                            answer.points().stream().filter(point -> point.n() != null)
                                    .map(point -> new Shown(point.key(), point.therapistId())),
                            answer.limits().stream()
                                    .map(limit -> new Shown(limit.key(), null)));
                });
            }
        },
        /** Open episodes, whenever they were opened. */
        CASELOAD {
            @Override
            Target over(KnownFacts facts) {
                return target(
                        episode -> episode.standing() == Standing.OPEN && episode.therapist() != null
                                ? Stream.of(new Item(episode, FIRST.atDay(1), episode.therapist()))
                                : Stream.of(),
                        query -> query.cohort().from() != null
                                ? Stream.of()
                                : new TherapistsReport(facts, new InMemoryClinic()).answer(query).points().stream()
                                        .filter(point -> point.caseload() != null)
                                        .map(point -> new Shown(point.key(), point.therapistId())));
            }
        };

        abstract Target over(KnownFacts facts);

        private static Stream<Item> opening(EpisodeFacts episode) {
            return Stream.of(new Item(episode, episode.openedOn(), Absent.ABSENT));
        }

        private static Stream<Item> measured(EpisodeFacts episode) {
            boolean measured = episode.standing() == Standing.DISCHARGED && episode.first() != null
                    && episode.measurements().stream().anyMatch(each -> each.instrument() == Instrument.NPRS
                            && each.improvement() != null && each.sessions() > 0);
            return measured && !episode.continued() ? opening(episode) : Stream.of();
        }

        private static Stream<Item> judged(EpisodeFacts episode) {
            SessionFacts first = episode.first();
            if (first == null || episode.continued() || !episode.finished()) {
                return Stream.of();
            }
            return switch (ObservedOutcome.of(episode, ResponseRule.NPRS_30PCT_2PTS_V1).kind()) {
                case RESPONDED, DROPPED -> Stream.of(new Item(episode, episode.openedOn(), first.therapist()));
                case CENSORED, UNDEFINED -> Stream.of();
            };
        }
    }

    private interface Items {
        Stream<Item> of(EpisodeFacts episode);
    }

    private interface Asking {
        Stream<Shown> ask(ReportQuery query);
    }

    private static Target target(Items items, Asking asking) {
        return new Target() {
            @Override
            public Stream<Item> items(EpisodeFacts episode) {
                return items.of(episode);
            }

            @Override
            public Stream<Shown> ask(ReportQuery query) {
                return asking.ask(query);
            }
        };
    }

    /** Nobody comes again: of whom several episodes count, figures are no sums. */
    private static List<EpisodeFacts> episodes(long seed, int howMany) {
        Set<ClientId> seen = new HashSet<>();
        return new RandomFacts(seed, 240).episodes(howMany).stream().filter(episode -> seen.add(episode.client()))
                .map(WithholdingFromAnAttackerTest::unharmed).toList();
    }

    /** Harm after a style that was never given makes it about more people than had sessions of it. */
    private static EpisodeFacts unharmed(EpisodeFacts e) {
        return new EpisodeFacts(e.episode(), e.client(), e.clinic(), e.openedOn(), e.chronicity(), e.ageBand(), e.sex(),
                e.causes(), e.continued(), e.baselineNprs(), e.standing(), e.therapist(), e.endedOn(), e.endReason(),
                e.sessions(), e.measurements(), List.of(), e.followUps());
    }

    private static final List<List<Dimension>> DIMENSIONS = List.of(List.of(Dimension.CHRONICITY, Dimension.CLINIC),
            List.of(Dimension.CAUSE));

    @ParameterizedTest
    @EnumSource
    void learns_nothing_about_one_to_four_people(Asked report) {
        int n = 0;
        for (List<Dimension> dimensions : DIMENSIONS) {
            List<EpisodeFacts> episodes = episodes(report.name().length() + 100L * n, 150 + 100 * n);
            var attacker = new Attacker(episodes, report.over(KnownFacts.of(episodes)), dimensions, EDGES)
                    .ask(TOO_FEW);

            assertThat(attacker.secrets()).isGreaterThan(20);
            assertThat(attacker.foundByChangingOne()).as("by changing one of %s", dimensions).isEmpty();
            assertThat(attacker.foundAtOnce()).as("of %s at once", dimensions).isEmpty();
            n++;
        }
    }

    /** Rules that are too weak. */
    enum Leaky {
        /** Groups of too few are withheld, and nothing beside them. */
        THRESHOLD_ONLY {
            @Override
            boolean shows(SlowPeople people, ReportQuery query, Map<String, @Nullable String> key) {
                return true;
            }
        },
        /** And those beside which too few are left when one filter, group or end of the window is dropped. */
        WITHOUT_COMPLEMENTS_OF_TOO_FEW {
            @Override
            boolean shows(SlowPeople people, ReportQuery query, Map<String, @Nullable String> key) {
                long own = people.in(query, key);
                return people.wider(query, key).noneMatch(wider -> wider > own && wider - own <= TOO_FEW);
            }
        },
        /** What the product withholds without a window, and in windows those of too few. */
        WINDOWS_BY_THRESHOLD {
            @Override
            boolean shows(SlowPeople people, ReportQuery query, Map<String, @Nullable String> key) {
                return people.report().answer(SlowPeople.between(query, null, null)).groups().stream()
                        .anyMatch(group -> group.people() != null && group.key().equals(key));
            }
        };

        abstract boolean shows(SlowPeople people, ReportQuery query, Map<String, @Nullable String> key);
    }

    /** Counts by plain loops. */
    record SlowPeople(List<EpisodeFacts> episodes, SessionsPerPersonReport report) {
        long in(ReportQuery query, Map<String, @Nullable String> key) {
            return new SlowCohort(episodes, query).chosen(key).size();
        }

        Stream<Shown> shown(ReportQuery query, Leaky rule) {
            var slow = new SlowCohort(episodes, query);
            var shown = new ArrayList<Shown>();
            for (Map<String, @Nullable String> key : slow
                    .keys(slow.scoped().stream().filter(episode -> slow.within(episode.openedOn())))) {
                if (in(query, key) > TOO_FEW && rule.shows(this, query, key)) {
                    shown.add(new Shown(key, null));
                }
            }
            return shown.stream();
        }

        /** How many there are without one of the filters, groups or ends. */
        Stream<Long> wider(ReportQuery query, Map<String, @Nullable String> key) {
            Cohort c = query.cohort();
            Stream<ReportQuery> filters = Stream.of(between(query, null, c.to()), between(query, c.from(), null),
                    with(query, Set.of(), c.chronicities()), with(query, c.clinics(), Set.of()));
            Stream<Long> groups = query.groupBy().stream().map(dropped -> {
                Map<String, @Nullable String> rest = new HashMap<>(key);
                rest.remove(dropped.label());
                return in(new ReportQuery(c, query.groupBy().stream().filter(each -> each != dropped).toList(), null,
                        null, query.scope()), rest);
            });
            return Stream.concat(filters.map(wider -> in(wider, key)), groups);
        }

        static ReportQuery between(ReportQuery query, @Nullable LocalDate from, @Nullable LocalDate to) {
            Cohort c = query.cohort();
            return new ReportQuery(new Cohort(c.clinics(), from, to, Set.of(), Set.of(), Set.of(), Set.of(),
                    c.chronicities(), Set.of(), Set.of(), Set.of()), query.groupBy(), null, null, query.scope());
        }

        static ReportQuery with(ReportQuery query, Set<ClinicId> clinics, Set<Chronicity> chronicities) {
            Cohort c = query.cohort();
            return new ReportQuery(new Cohort(clinics, c.from(), c.to(), Set.of(), Set.of(), Set.of(), Set.of(),
                    chronicities, Set.of(), Set.of(), Set.of()), query.groupBy(), null, null, query.scope());
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds_what_a_weaker_rule_tells(Leaky rule) {
        List<EpisodeFacts> episodes = episodes(3, 150);
        var people = new SlowPeople(episodes, new SessionsPerPersonReport(KnownFacts.of(episodes)));
        Target target = target(Asked::opening,
                query -> people.shown(query, rule));

        var attacker = new Attacker(episodes, target, List.of(Dimension.CHRONICITY, Dimension.CLINIC), EDGES)
                .ask(TOO_FEW);

        assertThat(attacker.foundByChangingOne()).isNotEmpty();
        assertThat(attacker.foundAtOnce()).hasSizeGreaterThan(10);
    }

    @Test
    void and_yet_much_is_shown() {
        List<EpisodeFacts> episodes = episodes(5, 900);

        var attacker = new Attacker(episodes, Asked.SESSIONS_PER_PERSON.over(KnownFacts.of(episodes)),
                List.of(Dimension.CHRONICITY, Dimension.CLINIC), EDGES).ask(TOO_FEW);

        assertThat(attacker.shown()).isGreaterThan(1_000);
    }

    @Test
    void exports_withhold_up_to_nine() {
        List<EpisodeFacts> nine = IntStream.range(0, 9).mapToObj(_ -> AnEpisode.ofSomebody().held(2).facts()).toList();
        var everybody = new ReportQuery(Cohort.EVERYONE, List.of(), null, null, Scope.EVERYTHING);
        var report = new AttendanceReport(KnownFacts.of(nine));

        assertThat(report.answer(everybody, Disclosure.ON_SCREEN, null).groups().getFirst().held()).isEqualTo(18);
        assertThat(report.answer(everybody, Disclosure.EXPORTED, null).groups().getFirst().held()).isNull();
        assertThat(report.answer(everybody, Disclosure.EXPORTED, null).suppressed()).containsExactly("groups[0]");
    }
}
