package io.lumbar.infrastructure.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.application.Scope;
import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.application.report.SessionsPerPerson.Bar;
import io.lumbar.application.report.SessionsPerPerson.Distributions;
import io.lumbar.application.report.SessionsPerPerson.Group;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.statistics.Histogram;
import io.lumbar.domain.outcome.statistics.Summary;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.World;
import org.jspecify.annotations.Nullable;

import static io.lumbar.infrastructure.report.Fivefold.TIMES;

/**
 * The figures of sessions-per-person by plain loops over what the deciders fold from the events of a moment, for every person
 * {@linkplain Fivefold five times}.
 */
final class SlowCounts {
    private final List<Episode> episodes = new ArrayList<>();

    SlowCounts(World world, Instant asOf) {
        this(world, asOf, Scope.EVERYTHING);
    }

    /** Of what the scope does not include, this has never heard. */
    SlowCounts(World world, Instant asOf, Scope scope) {
        Map<Object, List<EpisodeEvent>> streams = new LinkedHashMap<>();
        world.reader.after(EventPosition.BEGINNING, 1_000_000).stream()
                .filter(stored -> !stored.recordedAt().isAfter(asOf)).forEach(stored -> streams
                        .computeIfAbsent(stored.stream(), _ -> new ArrayList<>())
                        .add((EpisodeEvent) world.event(stored)));
        streams.values().stream().map(events -> (Opened) new CareEpisodeDecider().replay(events))
                .filter(state -> !(state instanceof Voided) && scope.includes(state))
                .forEach(state -> episodes.add(new Episode(state)));
    }

    private static final class Episode {
        final Opened state;
        final ClientId client;
        final LocalDate openedOn;
        final List<Held> held;
        final @Nullable LocalDate endedOn;

        Episode(Opened state) {
            this.state = state;
            this.client = state.course().client();
            this.openedOn = date(state.course().openedAt());
            this.held = state.course().sessions().values().stream()
                    .flatMap(session -> session instanceof Held it ? Stream.of(it) : Stream.empty())
                    .sorted(Comparator.comparing((Held it) -> it.treatment().startedAt())
                            .thenComparing(it -> it.id().value()))
                    .toList();
            this.endedOn = switch (state) {
                case Discharged it -> date(it.at());
                case Declined it -> date(it.at());
                default -> null;
            };
        }

        LocalDate date(Instant moment) {
            return LocalDate.ofInstant(moment, state.course().zone());
        }

        boolean finished() {
            return endedOn != null;
        }

        @Nullable
        BaselineBand band() {
            return state.course().measurements().values().stream()
                    .filter(it -> it.occasion() instanceof Baseline && it.reading().instrument() == Instrument.NPRS)
                    .map(it -> BaselineBand.of(it.reading().score().whole())).findFirst().orElse(null);
        }

        @Nullable
        String value(Dimension dimension) {
            var intake = state.course().intake();
            return switch (dimension) {
                case CLINIC -> intake.clinic().value().toString();
                case THERAPIST -> held.isEmpty() ? null : first().therapist().value().toString();
                case STYLE -> held.isEmpty() ? null : first().style().name();
                case KIND -> held.isEmpty() ? null : first().kind().name();
                case CAUSE -> intake.complaint().causes().getFirst().name();
                case CHRONICITY -> Chronicity.at(openedOn, intake.complaint().onsetOn()).name();
                case AGE_BAND -> intake.ageBand().label();
                case SEX -> intake.sex().name();
                case BASELINE_BAND -> band() == null ? null : band().label();
            };
        }

        private Session.Treatment first() {
            return held.getFirst().treatment();
        }

        Map<String, @Nullable String> key(List<Dimension> groupBy) {
            var key = new LinkedHashMap<String, @Nullable String>();
            groupBy.forEach(dimension -> key.put(dimension.label(), value(dimension)));
            return key;
        }
    }

    private static List<Predicate<Episode>> filters(Cohort cohort) {
        var filters = new ArrayList<Predicate<Episode>>();
        add(filters, cohort.clinics(), e -> cohort.clinics().contains(e.state.course().clinic()));
        add(filters, cohort.therapists(),
                e -> !e.held.isEmpty() && cohort.therapists().contains(e.first().therapist()));
        add(filters, cohort.styles(), e -> !e.held.isEmpty() && cohort.styles().contains(e.first().style()));
        add(filters, cohort.kinds(), e -> !e.held.isEmpty() && cohort.kinds().contains(e.first().kind()));
        add(filters, cohort.causes(),
                e -> e.state.course().intake().complaint().causes().stream().anyMatch(cohort.causes()::contains));
        add(filters, cohort.chronicities(), e -> cohort.chronicities()
                .contains(Chronicity.at(e.openedOn, e.state.course().intake().complaint().onsetOn())));
        add(filters, cohort.ageBands(), e -> cohort.ageBands().contains(e.state.course().intake().ageBand()));
        add(filters, cohort.sexes(), e -> cohort.sexes().contains(e.state.course().intake().sex()));
        add(filters, cohort.baselineBands(), e -> e.band() != null && cohort.baselineBands().contains(e.band()));
        return filters;
    }

    private static void add(List<Predicate<Episode>> filters, Collection<?> alternatives, Predicate<Episode> filter) {
        if (!alternatives.isEmpty()) {
            filters.add(filter);
        }
    }

    private static boolean within(@Nullable LocalDate day, Cohort cohort) {
        return day != null && (cohort.from() == null || !day.isBefore(cohort.from()))
                && (cohort.to() == null || !day.isAfter(cohort.to()));
    }

    List<Group> answer(ReportQuery query) {
        Cohort cohort = query.cohort();
        var filters = filters(cohort);
        List<Episode> matching = episodes.stream().filter(e -> filters.stream().allMatch(f -> f.test(e))).toList();
        List<Episode> chosen = matching.stream().filter(e -> within(e.openedOn, cohort)).toList();
        var keys = new HashSet<Map<String, @Nullable String>>();
        matching.stream().filter(e -> within(e.openedOn, cohort) || left(e, cohort) || sessionsInWindow(e, cohort) > 0)
                .forEach(e -> keys.add(e.key(query.groupBy())));
        if (query.groupBy().isEmpty()) {
            keys.add(Map.of());
        }
        var groups = new ArrayList<Group>();
        for (Map<String, @Nullable String> key : keys) {
            groups.add(group(key, cohort, in(key, chosen, query), in(key, matching, query)));
        }
        groups.sort(Comparator.comparing(group -> text(query.groupBy(), group.key())));
        return groups;
    }

    /** By which keys are ordered; what is absent comes last. */
    private static String text(List<Dimension> groupBy, Map<String, @Nullable String> key) {
        return groupBy.stream().map(dimension -> Objects.requireNonNullElse(key.get(dimension.label()), "~") + "\t")
                .collect(Collectors.joining());
    }

    private static List<Episode> in(Map<String, @Nullable String> key, List<Episode> episodes, ReportQuery query) {
        return episodes.stream().filter(e -> e.key(query.groupBy()).equals(key)).toList();
    }

    private static boolean left(Episode episode, Cohort cohort) {
        return episode.state instanceof Discharged && within(episode.endedOn, cohort);
    }

    private static long sessionsInWindow(Episode episode, Cohort cohort) {
        return episode.held.stream().filter(it -> within(episode.date(it.treatment().startedAt()), cohort)).count();
    }

    private Group group(Map<String, @Nullable String> key, Cohort cohort, List<Episode> chosen,
            List<Episode> matching) {
        List<List<Episode>> people = List.copyOf(
                chosen.stream().collect(Collectors.groupingBy(e -> e.client)).values());
        List<Episode> left = matching.stream().filter(e -> left(e, cohort)).toList();
        var bars = new TreeMap<Integer, Bar>();
        people.stream().filter(own -> held(own) > 0)
                .forEach(own -> bars.merge((int) held(own), new Bar((int) held(own), finished(own) ? TIMES : 0,
                        finished(own) ? 0 : TIMES),
                        (one, other) -> new Bar(one.sessions(),
                                one.finishedPeople() + other.finishedPeople(),
                                one.unfinishedPeople() + other.unfinishedPeople())));
        return new Group(key, (long) TIMES * people.size(), (long) TIMES * chosen.size(), TIMES * held(chosen),
                TIMES * people.stream().filter(own -> held(own) == 0).count(), distributions(people),
                distributions(chosen.stream().map(List::of).toList()), List.copyOf(bars.values()),
                ratio(matching.stream().mapToLong(e -> sessionsInWindow(e, cohort)).sum(),
                        chosen.stream().filter(this::firstEver).count()),
                ratio(held(left), left.size()), TIMES * chosen.stream().flatMap(e -> e.held.stream())
                        .filter(it -> !it.breaches().isEmpty()).count());
    }

    private static long held(List<Episode> episodes) {
        return episodes.stream().mapToLong(e -> e.held.size()).sum();
    }

    private static boolean finished(List<Episode> episodes) {
        return episodes.stream().allMatch(Episode::finished);
    }

    private static @Nullable Double ratio(long numerator, long divisor) {
        return divisor == 0 ? null : (double) numerator / divisor;
    }

    private static Distributions distributions(List<List<Episode>> each) {
        return new Distributions(summary(each, _ -> true), summary(each, SlowCounts::finished),
                summary(each, own -> !finished(own)));
    }

    private static Summary summary(List<List<Episode>> each, Predicate<List<Episode>> which) {
        var counts = new TreeMap<Integer, Long>();
        each.stream().filter(own -> held(own) > 0).filter(which)
                .forEach(own -> counts.merge((int) held(own), (long) TIMES, Long::sum));
        return Summary.of(new Histogram(counts));
    }

    private boolean firstEver(Episode episode) {
        return episodes.stream().filter(e -> e.client.equals(episode.client))
                .min(Comparator.comparing((Episode e) -> e.state.course().openedAt())
                        .thenComparing(e -> e.state.course().episode().value()))
                .orElseThrow() == episode;
    }
}
