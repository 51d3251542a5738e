package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.lumbar.application.Records;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.TherapistPoints.Limit;
import io.lumbar.application.report.TherapistPoints.Point;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.ObservedOutcome;
import io.lumbar.domain.outcome.ResponseRule;
import io.lumbar.domain.outcome.statistics.FunnelLimits;
import io.lumbar.domain.outcome.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/** How much therapists have to do, and whether their clients respond as others do. */
public final class TherapistsReport extends Report<TherapistPoints> {
    private static final ResponseRule RULE = ResponseRule.NPRS_30PCT_2PTS_V1;
    private static final int MOST_LIMITS = 200;

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("therapists", 1, """
            caseload: the open episodes for which a therapist is responsible, whenever they were opened; they match the \
            filters but the window and the therapist. utilisation: minutes of the sessions that a therapist held on the \
            days of the window for each minute of working hours on them, up to the date of asOf at the clinic, less \
            absences and the time after leaving; as working hours and absences were recorded by asOf, hours holding from \
            the day on which they were recorded and the first ones also before. It looks at the clinics and the window \
            only, whatever else is filtered or grouped by, and is null without a first day of the window or without \
            working hours. n: finished episodes in which the therapist held the first session. Each person is followed in \
            one episode: the first with this therapist in the group that had a held session and does not go on with an \
            episode of another clinic, among those opened from the first to the last day of the window (local date at \
            the clinic, both included) that match the filters. It counts when it was discharged or declined, the response \
            rule can be applied to its baseline, and it did not end as MOVED or TRANSFERRED without response. responded: \
            those in which a response was observed. limits: between which shares therapists with n episodes are expected \
            if their clients respond like all of the group, expected being the share of all; exact binomial, 95 and 99.8 \
            percent. Nothing is adjusted for differences between clients, and therapists are not ranked: a point outside \
            the limits asks for a look, and is no verdict. For grouping, the cause is the primary one, while a filter \
            matches any; grouping by therapist changes nothing.\s""" + Definition.SMALL_GROUPS, Responses.name(RULE),
            null, "exact binomial, 95 and 99.8 percent", Definition.NOTE);

    private static final Comparator<TherapistId> BY_ID = Comparator.comparing(id -> id.value().toString());
    /** Nobody is recognised by the place in the list. */
    private static final Comparator<Point> ANONYMOUS = Comparator.comparing((Point point) -> !point.own())
            .thenComparingLong(point -> point.n() == null ? 1 : -point.n())
            .thenComparingLong(point -> point.caseload() == null ? 1 : -point.caseload())
            .thenComparingDouble(point -> point.proportion() == null ? -1 : point.proportion());

    /** Answers from {@code facts}; working hours and absences are in {@code records}. */
    public TherapistsReport(ReportFacts facts, Records records) {
        super(facts, List.of(new Version<>(DEFINITION,
                (definition, known, query, disclosure) -> new Answer(known, query, disclosure, records)
                        .of(definition))));
    }

    @Override
    boolean answersTherapists() {
        return true;
    }

    /** Finished episodes. */
    private static final class Finished {
        private long n;
        private long responded;
    }

    /** Part of a group: those who count for the funnel. */
    private record Judged() {}

    /** One group by another's key. */
    private record Place(Map<String, @Nullable String> key, TherapistId therapist) {}

    private static final class Answer {
        private final Known known;
        private final ReportQuery query;
        private final Disclosure disclosure;
        private final Records records;
        private final List<Dimension> groupBy;
        private final List<String> suppressed = new ArrayList<>();

        Answer(Known known, ReportQuery query, Disclosure disclosure, Records records) {
            this.known = known;
            this.query = query;
            this.disclosure = disclosure;
            this.records = records;
            this.groupBy = query.groupBy().stream().filter(dimension -> dimension != Dimension.THERAPIST).toList();
            TherapistId own = query.scope().own();
            if (own != null && !Set.of(own).containsAll(query.cohort().therapists())) {
                throw new Rejected(new InvalidValue("therapist", "must be oneself"));
            }
        }

        TherapistPoints of(Definition definition) {
            Map<Place, Census.Group<Finished>> finished = finished();
            var carried = Census.of(known, query.selecting(query.cohort().atAnyTimeByAnybody()), groupBy, new Carried(),
                    disclosure);
            Map<Place, @Nullable Long> caseloads = caseloads(carried);
            var points = new ArrayList<Point>();
            Set<Place> places = new HashSet<>(finished.keySet());
            places.addAll(caseloads.keySet());
            places.removeIf(place -> !isAskedFor(place));
            var utilisation = new Utilisation(known, query, disclosure, records,
                    places.stream().map(Place::therapist).collect(Collectors.toSet()));
            places.forEach(place -> points.add(
                    point(place, caseloads.containsKey(place) ? caseloads.get(place) : Long.valueOf(0),
                            utilisation.of(place.key(), place.therapist()), finished.get(place))));
            points.sort(Census.<Point>byKey(groupBy, Point::key).thenComparing(query.scope().own() == null
                    ? Comparator.comparing(Point::therapistId, Comparator.nullsLast(BY_ID))
                    : ANONYMOUS));
            for (int n = 0; n < points.size(); n++) {
                name(n, points.get(n), utilisation);
            }
            return new TherapistPoints(definition, known.asOf(), known.position(), known.incompleteEpisodes(),
                    Filters.of(query), suppressed, points, limits(finished, points, tellable()));
        }

        /** What is null because it is withheld. */
        private void name(int n, Point point, Utilisation utilisation) {
            String path = "points[" + n + "].";
            if (point.caseload() == null) {
                suppressed.add(path + "caseload");
            }
            // Of somebody who is not named it is not said why, either.
            if (point.utilisation() == null && point.therapistId() != null
                    && utilisation.isWithheld(point.key(), point.therapistId())) {
                suppressed.add(path + "utilisation");
            }
            if (point.n() == null) {
                suppressed.addAll(List.of(path + "n", path + "responded", path + "proportion"));
            }
        }

        private boolean isAskedFor(Place place) {
            Set<TherapistId> asked = query.cohort().therapists();
            return asked.isEmpty() || asked.contains(place.therapist());
        }

        private Map<Place, Census.Group<Finished>> finished() {
            var byTherapist = new ArrayList<>(groupBy);
            byTherapist.add(Dimension.THERAPIST);
            Map<Place, Census.Group<Finished>> finished = new HashMap<>();
            for (Census.Group<Finished> group : Census.of(known, query, byTherapist, new Judging(), disclosure)) {
                String therapist = group.key().get(Dimension.THERAPIST.label());
                if (therapist != null) {
                    Map<String, @Nullable String> key = new LinkedHashMap<>(group.key());
                    key.remove(Dimension.THERAPIST.label());
                    finished.put(new Place(key, new TherapistId(UUID.fromString(therapist))), group);
                }
            }
            return finished;
        }

        private static Map<Place, @Nullable Long> caseloads(List<Census.Group<Map<TherapistId, Long>>> carried) {
            Map<Place, @Nullable Long> caseloads = new HashMap<>();
            carried.forEach(group -> group.counts().forEach((therapist, open) -> caseloads.put(
                    new Place(group.key(), therapist), group.withholds(therapist) ? null : open)));
            return caseloads;
        }

        private Point point(Place place, @Nullable Long caseload, @Nullable Double utilisation,
                Census.@Nullable Group<Finished> group) {
            TherapistId own = query.scope().own();
            TherapistId shown = own == null || own.equals(place.therapist()) ? place.therapist() : null;
            if (group != null && (group.withheld() || group.withholds(new Judged()))) {
                return new Point(place.key(), shown, place.therapist().equals(own), caseload, utilisation, null, null,
                        null);
            }
            long n = group == null ? 0 : group.counts().n;
            long responded = group == null ? 0 : group.counts().responded;
            return new Point(place.key(), shown, place.therapist().equals(own), caseload, utilisation, n, responded,
                    Proportion.of(responded, n).value());
        }

        /** The groups of which it may be told how all did. */
        private Set<Map<String, @Nullable String>> tellable() {
            return Census.of(known, query, groupBy, new Judging(), disclosure).stream()
                    .filter(group -> !group.withholds(new Judged())).map(Census.Group::key).collect(Collectors.toSet());
        }

        /** From the share of all it can be told how many they are. */
        private static List<Limit> limits(Map<Place, Census.Group<Finished>> finished, List<Point> points,
                Set<Map<String, @Nullable String>> tellable) {
            var limits = new ArrayList<Limit>();
            Set<Map<String, @Nullable String>> keys = new LinkedHashSet<>();
            points.forEach(point -> keys.add(point.key()));
            keys.retainAll(tellable);
            for (Map<String, @Nullable String> key : keys) {
                long all = 0;
                long responded = 0;
                for (Map.Entry<Place, Census.Group<Finished>> each : finished.entrySet()) {
                    if (each.getKey().key().equals(key)) {
                        all += each.getValue().counts().n;
                        responded += each.getValue().counts().responded;
                    }
                }
                long most = points.stream().filter(point -> point.key().equals(key) && point.n() != null)
                        .mapToLong(point -> point.n() == null ? 0 : point.n()).max().orElse(0);
                for (int n : steps((int) most)) {
                    var limit = FunnelLimits.of(n, (double) responded / all);
                    limits.add(new Limit(key, n, (double) responded / all, limit.low95(), limit.high95(),
                            limit.low998(), limit.high998()));
                }
            }
            return limits;
        }

        /** From 1 to the most, but not more than a chart can show. */
        private static Set<Integer> steps(int most) {
            var steps = new TreeSet<Integer>();
            for (int n = 1; n <= Math.min(most, MOST_LIMITS); n++) {
                steps.add((int) Math.ceil((double) n * most / Math.min(most, MOST_LIMITS)));
            }
            return steps;
        }
    }

    private static final class Judging implements Tally.OfPeople<Finished> {
        @Override
        public Finished none() {
            return new Finished();
        }

        @Override
        public void plus(Finished counts, Finished more, int times) {
            counts.n += times * more.n;
            counts.responded += times * more.responded;
        }

        @Override
        public void add(Finished counts, List<EpisodeFacts> episodes, EpisodeFacts first) {
            EpisodeFacts followed = Responses.followed(episodes);
            ObservedOutcome.Kind kind = followed == null ? ObservedOutcome.Kind.UNDEFINED : judged(followed);
            counts.n += kind == ObservedOutcome.Kind.RESPONDED || kind == ObservedOutcome.Kind.DROPPED ? 1 : 0;
            counts.responded += kind == ObservedOutcome.Kind.RESPONDED ? 1 : 0;
        }

        @Override
        public void parts(EpisodeFacts episode, Consumer<Object> parts) {
            if (episode.first() != null && !episode.continued()) {
                ObservedOutcome.Kind kind = judged(episode);
                if (kind == ObservedOutcome.Kind.RESPONDED || kind == ObservedOutcome.Kind.DROPPED) {
                    parts.accept(new Judged());
                }
            }
        }

        private static ObservedOutcome.Kind judged(EpisodeFacts episode) {
            return episode.finished() ? ObservedOutcome.of(episode, RULE).kind() : ObservedOutcome.Kind.CENSORED;
        }
    }

    /** Open episodes by who is responsible; these are the parts as well. */
    private static final class Carried implements Tally.OfEpisodes<Map<TherapistId, Long>> {
        @Override
        public Map<TherapistId, Long> none() {
            return new HashMap<>();
        }

        @Override
        public void plus(Map<TherapistId, Long> counts, Map<TherapistId, Long> more, int times) {
            more.forEach((therapist, open) -> counts.merge(therapist, times * open, Long::sum));
        }

        @Override
        public void add(Map<TherapistId, Long> counts, EpisodeFacts episode) {
            TherapistId carrying = carrying(episode);
            if (carrying != null) {
                counts.merge(carrying, 1L, Long::sum);
            }
        }

        @Override
        public boolean partsAddUp() {
            return true;
        }

        @Override
        public void parts(EpisodeFacts episode, Consumer<Object> parts) {
            TherapistId carrying = carrying(episode);
            if (carrying != null) {
                parts.accept(carrying);
            }
        }

        private static @Nullable TherapistId carrying(EpisodeFacts episode) {
            return episode.standing() == Standing.OPEN ? episode.therapist() : null;
        }
    }
}
