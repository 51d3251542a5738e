package io.lumbar.application.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.lumbar.application.Lookup;
import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Outlook.Matched;
import io.lumbar.application.report.Outlook.Share;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.ResponseRule;
import io.lumbar.domain.outcome.statistics.CumulativeIncidence;
import io.lumbar.domain.outcome.statistics.MedianSessions;
import org.jspecify.annotations.Nullable;

/** What became of people like somebody who asks, at the clinic's own hands. */
public final class Outlooks {
    private static final ResponseRule RULE = ResponseRule.NPRS_30PCT_2PTS_V1;
    private static final int ENOUGH = 30;

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("outlook", 1, """
            What became of people who were treated at this clinic and are alike in chronicity, band of baseline pain and \
            primary cause. Where fewer than 30 of them could be shown, likeness is given up step by step until there are \
            30: first in the cause, then in the baseline band, then in chronicity, and at last all clinics that whoever \
            asks may see are taken together. shares are those in whom a response had been observed by a number \
            of held sessions, worked out as in version 1 of sessions-to-response, drop-out being a competing event; they \
            end where fewer than 5 (10 in exports) are at risk. It describes what happened to others, and promises \
            nothing: nobody is like another in everything, and who came less often may have come less often for a \
            reason.\s"""
            + Definition.SMALL_GROUPS, Responses.name(RULE), null, "log-log, delta method, 95 percent",
            Definition.NOTE);

    private final ReportFacts facts;
    private final Lookup lookup;
    private final Records records;

    /** Answers from {@code facts}; what was known of an episode itself at a moment is in {@code records}. */
    public Outlooks(ReportFacts facts, Lookup lookup, Records records) {
        this.facts = facts;
        this.lookup = lookup;
        this.records = records;
    }

    /** What can be given up, in this order. */
    private enum Likeness {
        CAUSE("cause"),
        BASELINE_BAND("baselineBand"),
        CHRONICITY("chronicity"),
        CLINIC("clinic");

        private final String label;

        Likeness(String label) {
            this.label = label;
        }
    }

    /**
     * Who is to be compared.
     *
     * @param baselineNprs 0 to 10; null when it is not known
     */
    public record Person(ClinicId clinic, Chronicity chronicity, @Nullable Integer baselineNprs, Cause cause) {

        /** @throws Rejected when the baseline is not on the scale */
        public Person {
            if (baselineNprs != null) {
                Require.range("baselineNprs", baselineNprs, Instrument.NPRS.lowest().whole(),
                        Instrument.NPRS.highest().whole());
            }
        }
    }

    /**
     * For somebody in care, as the episode was known.
     *
     * @param scope in which the episode lies now; others are taken from its clinics
     * @param asOf null for now
     * @throws Rejected when there is no such episode, or was none that had been recorded by {@code asOf}
     * @throws PositionNotReached when not everything that must be counted was read in time
     */
    public Outlook of(Scope scope, EpisodeId episode, @Nullable Instant asOf, @Nullable Position after) {
        CareEpisode.Opened standing = lookup.episode(scope, episode).state();
        Known known = facts.known(asOf, after);
        EpisodeFacts own = asOf == null
                ? EpisodeFacts.of(standing)
                : known(episode, known.asOf()) instanceof CareEpisode.Opened then ? EpisodeFacts.of(then) : null;
        if (own == null) {
            throw new Rejected(new NotFound("episode", episode));
        }
        return alike(scope, new Person(own.clinic(), own.chronicity(), own.baselineNprs(), own.causes().getFirst()),
                known, Disclosure.ON_SCREEN);
    }

    private CareEpisode known(EpisodeId episode, Instant asOf) {
        var decider = new CareEpisodeDecider();
        CareEpisode known = decider.initial();
        for (Recorded<?> recorded : records.history(StreamId.of(episode))) {
            if (!recorded.recordedAt().isAfter(asOf) && recorded.event() instanceof EpisodeEvent event) {
                known = decider.evolve(known, event);
            }
        }
        return known;
    }

    /**
     * For somebody who is described, such as one whose intake is still to be recorded.
     *
     * @param scope in which the clinic lies, whether it is still open or not; others are taken from the scope's clinics
     * @param disclosure where the answer goes
     * @throws Rejected when there is no such clinic, or {@code asOf} is still to come
     * @throws PositionNotReached when not everything that must be counted was read in time
     */
    public Outlook of(Scope scope, Person person, @Nullable Instant asOf, @Nullable Position after,
            Disclosure disclosure) {
        lookup.requireClinic(scope, "clinicId", person.clinic());
        return alike(scope, person, facts.known(asOf, after), disclosure);
    }

    private static Outlook alike(Scope scope, Person person, Known known, Disclosure disclosure) {
        var all = new Scope(scope.everyClinic(), scope.clinics(), null);
        Set<Likeness> kept = EnumSet.allOf(Likeness.class);
        var widened = new ArrayList<String>();
        if (person.baselineNprs() == null) {
            kept.remove(Likeness.BASELINE_BAND);
        }
        Census.Group<ResponseCounts> like = like(known, person, kept, all, disclosure);
        for (Likeness next : Likeness.values()) {
            if (isEnough(like) || !kept.contains(next)) {
                continue;
            }
            kept.remove(next);
            widened.add(next.label);
            like = like(known, person, kept, all, disclosure);
        }
        return outlook(known, matched(person, kept), widened, like, disclosure);
    }

    private static boolean isEnough(Census.Group<ResponseCounts> like) {
        return !like.withheld() && like.counts().episodes() - like.counts().undefined() >= ENOUGH;
    }

    /** A filter by cause matches any; the primary one, which is unlike the others, tells groups apart. */
    private static Census.Group<ResponseCounts> like(Known known, Person person, Set<Likeness> kept, Scope scope,
            Disclosure disclosure) {
        List<Dimension> groupBy = kept.contains(Likeness.CAUSE) ? List.of(Dimension.CAUSE) : List.of();
        var cohort = new Cohort(kept.contains(Likeness.CLINIC) ? Set.of(person.clinic()) : Set.of(), null, null,
                Set.of(), Set.of(), Set.of(), Set.of(),
                kept.contains(Likeness.CHRONICITY) ? Set.of(person.chronicity()) : Set.of(), Set.of(), Set.of(),
                person.baselineNprs() != null && kept.contains(Likeness.BASELINE_BAND)
                        ? Set.of(BaselineBand.of(person.baselineNprs()))
                        : Set.of());
        var tally = new ResponseCounts.By(RULE);
        return Census.of(known, new ReportQuery(cohort, groupBy, null, null, scope), tally, disclosure).stream()
                .filter(group -> groupBy.isEmpty()
                        || person.cause().name().equals(group.key().get(Dimension.CAUSE.label())))
                .findFirst().orElseGet(() -> new Census.Group<>(Map.of(), false, Set.of(), tally.none()));
    }

    private static Matched matched(Person person, Set<Likeness> kept) {
        return new Matched(kept.contains(Likeness.CLINIC) ? person.clinic() : null,
                kept.contains(Likeness.CHRONICITY) ? person.chronicity() : null,
                person.baselineNprs() != null && kept.contains(Likeness.BASELINE_BAND)
                        ? BaselineBand.of(person.baselineNprs()).label()
                        : null,
                kept.contains(Likeness.CAUSE) ? person.cause() : null);
    }

    private static Outlook outlook(Known known, Matched matched, List<String> widened,
            Census.Group<ResponseCounts> like, Disclosure disclosure) {
        long episodes = like.counts().episodes() - like.counts().undefined();
        if (like.withheld() || disclosure.isTooFew(episodes)) {
            return new Outlook(DEFINITION, known.asOf(), known.position(), known.incompleteEpisodes(), matched, widened,
                    List.of("episodes", "shares"), null, null, null, null, null,
                    "So few people like this one were treated here, or so few others, that somebody could be recognised.");
        }
        List<CumulativeIncidence.Point> points = SessionsToResponseReport.shown(like.counts(), disclosure);
        MedianSessions median = new CumulativeIncidence(episodes, points).median();
        return new Outlook(DEFINITION, known.asOf(), known.position(), known.incompleteEpisodes(), matched, widened,
                List.of(), episodes, median.sessions(), median.low(), median.high(),
                points.stream().map(point -> new Share(point.sessions(), point.atRisk(), point.incidence(), point.low(),
                        point.high())).toList(),
                inWords(episodes, points, median));
    }

    private static String inWords(long episodes, List<CumulativeIncidence.Point> points, MedianSessions median) {
        if (points.isEmpty()) {
            return "Nobody like this one was treated here.";
        }
        CumulativeIncidence.Point last = points.getLast();
        String half = median.sessions() == null
                ? "It is not known after how many sessions half of them had."
                : "Half of them had after %d.".formatted(median.sessions());
        return String.format(Locale.ROOT, "Of %d people like this one, %.0f percent had responded after %d %s. %s This "
                + "describes what happened to others; it is no promise.", episodes, 100 * last.incidence(),
                last.sessions(), last.sessions() == 1 ? "session" : "sessions", half);
    }
}
