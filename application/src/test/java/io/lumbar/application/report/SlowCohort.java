package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.BaselineBand;
import org.jspecify.annotations.Nullable;

/** Selects and groups by plain loops, as the documentation tells it. */
final class SlowCohort {
    static final Comparator<EpisodeFacts> BY_OPENING = Comparator.comparing(EpisodeFacts::openedOn)
            .thenComparing(e -> e.episode().value().toString());

    private final List<EpisodeFacts> scoped;
    private final ReportQuery query;

    SlowCohort(List<EpisodeFacts> episodes, ReportQuery query) {
        this.scoped = episodes.stream().filter(e -> query.scope().includes(e.clinic())).toList();
        this.query = query;
    }

    /** Pass all filters, whenever they were opened. */
    List<EpisodeFacts> matching(Map<String, @Nullable String> key) {
        return scoped.stream().filter(this::passes).filter(e -> key(e).equals(key)).toList();
    }

    /** And were opened in the window. */
    List<EpisodeFacts> chosen(Map<String, @Nullable String> key) {
        return matching(key).stream().filter(e -> within(e.openedOn())).toList();
    }

    /** Each person's, in the order in which they were opened. */
    List<List<EpisodeFacts>> chosenPeople(Map<String, @Nullable String> key) {
        Map<ClientId, List<EpisodeFacts>> people = new LinkedHashMap<>();
        chosen(key).stream().sorted(BY_OPENING)
                .forEach(e -> people.computeIfAbsent(e.client(), _ -> new ArrayList<>()).add(e));
        return List.copyOf(people.values());
    }

    /** The episode in which a person is followed. */
    List<EpisodeFacts> followed(Map<String, @Nullable String> key) {
        return chosenPeople(key).stream()
                .flatMap(own -> own.stream().filter(e -> !e.continued() && !e.held().isEmpty()).limit(1)).toList();
    }

    List<EpisodeFacts> scoped() {
        return scoped;
    }

    boolean within(LocalDate day) {
        Cohort cohort = query.cohort();
        return (cohort.from() == null || !day.isBefore(cohort.from()))
                && (cohort.to() == null || !day.isAfter(cohort.to()));
    }

    private boolean passes(EpisodeFacts e) {
        Cohort c = query.cohort();
        SessionFacts first = e.held().isEmpty() ? null : e.held().getFirst();
        return (c.clinics().isEmpty() || c.clinics().contains(e.clinic()))
                && (c.therapists().isEmpty() || (first != null && c.therapists().contains(first.therapist())))
                && (c.styles().isEmpty() || (first != null && c.styles().contains(first.style())))
                && (c.kinds().isEmpty() || (first != null && c.kinds().contains(first.kind())))
                && (c.causes().isEmpty() || e.causes().stream().anyMatch(c.causes()::contains))
                && (c.chronicities().isEmpty() || c.chronicities().contains(e.chronicity()))
                && (c.ageBands().isEmpty() || c.ageBands().contains(e.ageBand()))
                && (c.sexes().isEmpty() || c.sexes().contains(e.sex()))
                && (c.baselineBands().isEmpty() || (e.baselineNprs() != null
                        && c.baselineBands().contains(BaselineBand.of(e.baselineNprs()))));
    }

    private Map<String, @Nullable String> key(EpisodeFacts e) {
        SessionFacts first = e.held().isEmpty() ? null : e.held().getFirst();
        Map<String, @Nullable String> key = new LinkedHashMap<>();
        for (Dimension dimension : query.groupBy()) {
            key.put(dimension.label(), switch (dimension) {
                case CLINIC -> e.clinic().value().toString();
                case THERAPIST -> first == null ? null : first.therapist().value().toString();
                case STYLE -> first == null ? null : first.style().name();
                case KIND -> first == null ? null : first.kind().name();
                case CAUSE -> e.causes().getFirst().name();
                case CHRONICITY -> e.chronicity().name();
                case AGE_BAND -> e.ageBand().label();
                case SEX -> e.sex().name();
                case BASELINE_BAND -> e.baselineNprs() == null ? null : BaselineBand.of(e.baselineNprs()).label();
            });
        }
        return key;
    }

    /** The keys of all groups in which {@code counted} finds anybody, in order. */
    List<Map<String, @Nullable String>> keys(Stream<EpisodeFacts> counted) {
        Comparator<Map<String, @Nullable String>> order = (_, _) -> 0;
        for (Dimension dimension : query.groupBy()) {
            order = order.thenComparing(key -> Objects.requireNonNullElse(key.get(dimension.label()), "~"));
        }
        List<Map<String, @Nullable String>> keys = counted.filter(this::passes).map(this::key).distinct().sorted(order)
                .toList();
        return keys.isEmpty() && query.groupBy().isEmpty() ? List.of(Map.of()) : keys;
    }
}
