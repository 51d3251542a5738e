package io.lumbar.application.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.lumbar.application.PositionNotReached;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import org.jspecify.annotations.Nullable;

/** A question that can be asked, under each definition that was ever released. */
public abstract class Report<A> {

    private final ReportFacts facts;
    private final SortedMap<Integer, Version<A>> versions = new TreeMap<>();

    /**
     * One definition and what it is worked out by.
     *
     * @param answering depends on nothing but what it is given
     */
    record Version<A>(Definition definition, Answering<A> answering) {}

    /** Works the figures out. */
    @FunctionalInterface
    interface Answering<A> {
        A answer(Definition definition, Known known, ReportQuery query, Disclosure disclosure);
    }

    /** Answers from {@code facts}. */
    Report(ReportFacts facts, List<Version<A>> versions) {
        this.facts = facts;
        versions.forEach(version -> this.versions.put(version.definition().version(), version));
    }

    /** Whether therapists may ask, too; their own figures are marked, and others not named. */
    boolean answersTherapists() {
        return false;
    }

    /** Every definition, the newest last. */
    public final List<Definition> definitions() {
        return versions.values().stream().map(Version::definition).toList();
    }

    /** Answers a question on the screen, under the newest definition. */
    public final A answer(ReportQuery query) {
        return answer(query, Disclosure.ON_SCREEN, null);
    }

    /**
     * Answers a question.
     *
     * @param version of the definition; null for the newest
     * @throws Rejected when {@link ReportQuery#asOf()} is still to come, or there is no such version
     * @throws PositionNotReached when not everything that must be counted was read in time
     */
    public final A answer(ReportQuery query, Disclosure disclosure, @Nullable Integer version) {
        if (query.scope().own() != null && !answersTherapists()) {
            throw new IllegalArgumentException("this report is not kept to a therapist's own episodes");
        }
        Version<A> asked = version == null ? versions.lastEntry().getValue() : versions.get(version);
        if (asked == null) {
            throw new Rejected(new InvalidValue("definition", "must be one of " + versions.keySet()));
        }
        return asked.answering().answer(asked.definition(), facts.known(query.asOf(), query.after()), query,
                disclosure);
    }
}
