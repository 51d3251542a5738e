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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.lumbar.application.Scope;
import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.application.report.SessionCounts;
import io.lumbar.application.report.SessionCounts.Count;
import io.lumbar.application.report.SessionCounts.Group;
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
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.World;
import org.jspecify.annotations.Nullable;

/** The counts of sessions-per-person by plain loops over what the deciders fold from the events of a moment. */
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

        SessionCounts.Key key(List<Dimension> groupBy) {
            return new SessionCounts.Key(groupBy.isEmpty() ? null : value(groupBy.getFirst()),
                    groupBy.size() < 2 ? null : value(groupBy.get(1)));
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

    private static List<Predicate<Episode>> window(Cohort cohort) {
        var window = new ArrayList<Predicate<Episode>>();
        if (cohort.from() != null) {
            window.add(e -> !e.openedOn.isBefore(cohort.from()));
        }
        if (cohort.to() != null) {
            window.add(e -> !e.openedOn.isAfter(cohort.to()));
        }
        return window;
    }

    private static boolean within(@Nullable LocalDate day, Cohort cohort) {
        return day != null && (cohort.from() == null || !day.isBefore(cohort.from()))
                && (cohort.to() == null || !day.isAfter(cohort.to()));
    }

    List<Group> count(ReportQuery query) {
        Cohort cohort = query.cohort();
        var filters = filters(cohort);
        var all = new ArrayList<>(filters);
        all.addAll(window(cohort));
        List<Episode> matching = episodes.stream().filter(e -> filters.stream().allMatch(f -> f.test(e))).toList();
        List<Episode> chosen = episodes.stream().filter(e -> all.stream().allMatch(f -> f.test(e))).toList();
        var keys = new HashSet<SessionCounts.Key>();
        chosen.forEach(e -> keys.add(e.key(query.groupBy())));
        matching.stream().filter(e -> e.state instanceof Discharged && within(e.endedOn, cohort))
                .forEach(e -> keys.add(e.key(query.groupBy())));
        matching.stream().filter(e -> sessionsInWindow(e, cohort) > 0).forEach(e -> keys.add(e.key(query.groupBy())));
        var groups = new ArrayList<Group>();
        for (SessionCounts.Key key : keys) {
            groups.add(group(key, query, in(key, chosen, query), in(key, matching, query), leftOut(key, query, all,
                    chosen)));
        }
        groups.sort(
                Comparator.comparing((Group g) -> text(g.key().first())).thenComparing(g -> text(g.key().second())));
        return groups;
    }

    private static String text(@Nullable String value) {
        return value == null ? "~" : value;
    }

    private static List<Episode> in(SessionCounts.Key key, List<Episode> episodes, ReportQuery query) {
        return episodes.stream().filter(e -> e.key(query.groupBy()).equals(key)).toList();
    }

    private static long sessionsInWindow(Episode episode, Cohort cohort) {
        return episode.held.stream().filter(it -> within(episode.date(it.treatment().startedAt()), cohort)).count();
    }

    private List<Long> leftOut(SessionCounts.Key key, ReportQuery query, List<Predicate<Episode>> filters,
            List<Episode> chosen) {
        var leftOut = new ArrayList<Long>();
        for (Predicate<Episode> dropped : filters) {
            var others = filters.stream().filter(f -> !f.equals(dropped)).toList();
            leftOut.add(people(in(key, episodes.stream()
                    .filter(e -> !dropped.test(e) && others.stream().allMatch(f -> f.test(e))).toList(), query)));
        }
        for (int n = 0; n < query.groupBy().size(); n++) {
            boolean first = n == 0;
            leftOut.add(people(chosen.stream().filter(e -> {
                SessionCounts.Key other = e.key(query.groupBy());
                return !other.equals(key) && Objects.equals(first ? other.second() : other.first(),
                        first ? key.second() : key.first());
            }).toList()));
        }
        return leftOut.stream().filter(n -> n > 0).sorted().toList();
    }

    private static long people(List<Episode> episodes) {
        return episodes.stream().map(e -> e.client).distinct().count();
    }

    private Group group(SessionCounts.Key key, ReportQuery query, List<Episode> chosen, List<Episode> matching,
            List<Long> leftOut) {
        Cohort cohort = query.cohort();
        var persons = new ArrayList<Count>();
        for (ClientId client : new HashSet<>(chosen.stream().map(e -> e.client).toList())) {
            List<Episode> own = chosen.stream().filter(e -> e.client.equals(client)).toList();
            persons.add(new Count(own.stream().mapToInt(e -> e.held.size()).sum(),
                    own.stream().allMatch(Episode::finished), 1));
        }
        List<Episode> discharged = matching.stream()
                .filter(e -> e.state instanceof Discharged && within(e.endedOn, cohort)).toList();
        Set<ClientId> others = new HashSet<>();
        discharged.forEach(e -> others.add(e.client));
        matching.stream().filter(e -> sessionsInWindow(e, cohort) > 0).forEach(e -> others.add(e.client));
        chosen.forEach(e -> others.remove(e.client));
        return new Group(key, people(chosen), others.size(), leftOut, counted(persons),
                counted(chosen.stream().map(e -> new Count(e.held.size(), e.finished(), 1)).toList()),
                matching.stream().mapToLong(e -> sessionsInWindow(e, cohort)).sum(),
                chosen.stream().filter(this::firstEver).count(), discharged.size(),
                discharged.stream().mapToLong(e -> e.held.size()).sum(),
                chosen.stream().flatMap(e -> e.held.stream()).filter(it -> !it.breaches().isEmpty()).count());
    }

    private boolean firstEver(Episode episode) {
        return episodes.stream().filter(e -> e.client.equals(episode.client))
                .min(Comparator.comparing((Episode e) -> e.state.course().openedAt())
                        .thenComparing(e -> e.state.course().episode().value()))
                .orElseThrow() == episode;
    }

    private static List<Count> counted(List<Count> single) {
        Map<List<Object>, Long> counts = new LinkedHashMap<>();
        single.forEach(each -> counts.merge(List.of(each.sessions(), each.finished()), 1L, Long::sum));
        return inOrder(counts.entrySet().stream()
                .map(e -> new Count((int) e.getKey().getFirst(), (boolean) e.getKey().get(1), e.getValue())).toList());
    }

    private static List<Count> inOrder(List<Count> counts) {
        return counts.stream().sorted(Comparator.comparingInt(Count::sessions).thenComparing(Count::finished)).toList();
    }

    /** The same group with its lists in one order. */
    static Group sorted(Group group) {
        return new Group(group.key(), group.people(), group.others(), group.leftOut().stream().sorted().toList(),
                inOrder(group.perPerson()), inOrder(group.perEpisode()), group.sessionsInWindow(), group.newPeople(),
                group.discharged(), group.sessionsOfDischarged(), group.againstRules());
    }
}
