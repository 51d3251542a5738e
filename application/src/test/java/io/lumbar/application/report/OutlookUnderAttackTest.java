package io.lumbar.application.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Lookup;
import io.lumbar.application.Scope;
import io.lumbar.application.Told;
import io.lumbar.application.report.Outlook.Matched;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.clinic.ClinicCommand.OpenClinic;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.ObservedOutcome;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.ResponseRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody asks what became of people like everybody, and the report that this is taken from, and adds and subtracts all
 * of it. All people were treated once, and the response rule can be applied to their baselines: of the others the report
 * tells how many there are.
 */
class OutlookUnderAttackTest {
    private static final Instant OPENED = Instant.parse("2020-01-01T09:00:00Z");

    private static List<EpisodeFacts> episodes(long seed) {
        Set<ClientId> seen = new HashSet<>();
        return new RandomFacts(seed, 240).episodes(700).stream()
                .filter(episode -> episode.first() != null && !episode.continued()
                        && ObservedOutcome.of(episode, ResponseRule.NPRS_30PCT_2PTS_V1)
                                .kind() != ObservedOutcome.Kind.UNDEFINED
                        && seen.add(episode.client()))
                .toList();
    }

    /** All that people can be alike in: each value, or any. */
    private static Stream<Matched> likenesses() {
        return Stream.of(null, AnEpisode.CLINIC, AnEpisode.OTHER_CLINIC).flatMap(clinic -> orAny(Chronicity.values())
                .flatMap(chronicity -> orAny(BaselineBand.values()).flatMap(band -> orAny(Cause.values())
                        .map(cause -> new Matched(clinic, chronicity, band == null ? null : band.label(), cause)))));
    }

    private static <V> Stream<@Nullable V> orAny(V[] values) {
        return Stream.concat(Stream.of((V) null), Stream.of(values));
    }

    private static Predicate<EpisodeFacts> like(Matched alike) {
        return episode -> isOrAny(alike.clinicId(), episode.clinic())
                && isOrAny(alike.chronicity(), episode.chronicity())
                && isOrAny(alike.baselineBand(), Objects.requireNonNull(episode.baselineBand()).label())
                && isOrAny(alike.cause(), episode.causes().getFirst());
    }

    private static boolean isOrAny(@Nullable Object wanted, Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static long[] sum(List<EpisodeFacts> episodes, Matched alike) {
        return episodes.stream().mapToLong(episode -> like(alike).test(episode) ? 1 : 0).toArray();
    }

    private static Stream<Matched> outlooks(KnownFacts facts, Disclosure disclosure) {
        var books = new InMemoryClinic();
        for (ClinicId clinic : List.of(AnEpisode.CLINIC, AnEpisode.OTHER_CLINIC)) {
            books.decide(new OpenClinic(clinic, "Rugzorg", ZoneId.of("Europe/Amsterdam"), List.of(), 90, OPENED),
                    Told.request(), clinic.value());
        }
        var outlooks = new Outlooks(facts, new Lookup(books), books);
        return Stream.of(AnEpisode.CLINIC, AnEpisode.OTHER_CLINIC)
                .flatMap(clinic -> Stream.of(Chronicity.values())
                        .flatMap(chronicity -> Stream.of(null, 1, 3, 5, 7, 9)
                                .flatMap(baseline -> Stream.of(Cause.values())
                                        .map(cause -> outlooks.of(Scope.EVERYTHING,
                                                new Outlooks.Person(clinic, chronicity, baseline, cause), null, null,
                                                disclosure)))))
                .filter(outlook -> outlook.episodes() != null).map(Outlook::matched).distinct();
    }

    private static Stream<Matched> reported(KnownFacts facts, Disclosure disclosure) {
        var report = new SessionsToResponseReport(facts);
        return likenesses().filter(alike -> alike.cause() == null).flatMap(alike -> {
            var cohort = new Cohort(one(alike.clinicId()), null, null, Set.of(), Set.of(), Set.of(), Set.of(),
                    one(alike.chronicity()), Set.of(), Set.of(), Stream.of(BaselineBand.values())
                            .filter(band -> band.label().equals(alike.baselineBand()))
                            .collect(Collectors.toSet()));
            return Stream.of(List.<Dimension>of(), List.of(Dimension.CAUSE))
                    .flatMap(groupBy -> report
                            .answer(new ReportQuery(cohort, groupBy, null, null, Scope.EVERYTHING), disclosure, null)
                            .groups().stream())
                    .filter(group -> group.episodes() != null)
                    .map(group -> new Matched(alike.clinicId(), alike.chronicity(), alike.baselineBand(),
                            group.key().isEmpty() ? null
                                    : Cause.valueOf(Objects.requireNonNull(group.key().get("cause")))));
        });
    }

    private static <V> Set<V> one(@Nullable V value) {
        return value == null ? Set.of() : Set.of(value);
    }

    private static List<Matched> found(List<EpisodeFacts> episodes, int tooFew, List<Matched> shown) {
        var space = new Attacker.Space(episodes.size());
        shown.forEach(alike -> space.learn(sum(episodes, alike)));
        var found = new ArrayList<Matched>();
        ifSecret(episodes, tooFew, alike -> {
            if (space.tells(sum(episodes, alike))) {
                found.add(alike);
            }
        });
        return found;
    }

    private static void ifSecret(List<EpisodeFacts> episodes, int tooFew, Consumer<Matched> secret) {
        likenesses().filter(alike -> {
            long about = episodes.stream().filter(like(alike)).count();
            return about > 0 && about <= tooFew;
        }).forEach(secret);
    }

    @ParameterizedTest
    @EnumSource
    void tells_of_nobody_and_no_more_than_the_report_beside_it(Disclosure disclosure) {
        List<EpisodeFacts> episodes = episodes(1);
        KnownFacts facts = KnownFacts.of(episodes);
        List<Matched> outlooks = outlooks(facts, disclosure).toList();
        List<Matched> reported = reported(facts, disclosure).toList();
        List<Matched> both = Stream.concat(outlooks.stream(), reported.stream()).toList();

        assertThat(outlooks).hasSizeGreaterThan(3);
        assertThat(found(episodes, disclosure.tooFew(), outlooks)).isEmpty();
        assertThat(found(episodes, disclosure.tooFew(), both))
                .isEqualTo(found(episodes, disclosure.tooFew(), reported));
    }

    /** The attack is one: it finds people when groups of enough are shown, whoever is beside them. */
    @ParameterizedTest
    @EnumSource
    void would_tell_if_only_few_themselves_were_withheld(Disclosure disclosure) {
        List<EpisodeFacts> episodes = episodes(1);

        assertThat(found(episodes, disclosure.tooFew(), likenesses()
                .filter(alike -> episodes.stream().filter(like(alike)).count() > disclosure.tooFew()).toList()))
                .hasSizeGreaterThan(10);
    }
}
