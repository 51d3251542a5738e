package io.lumbar.domain.therapist;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.domain.Style;

/**
 * A therapist's certificates.
 *
 * @param granted as they were granted, oldest first; several a style when they were renewed
 * @param revocations in the order in which they were recorded; each speaks of what was granted before it
 * @param counting what is left of {@code granted}
 */
public record Certificates(List<Qualification> granted, List<Revocation> revocations, List<Qualification> counting) {

    static final Certificates NONE = new Certificates(List.of(), List.of(), List.of());

    public Certificates {
        granted = List.copyOf(granted);
        revocations = List.copyOf(revocations);
        counting = List.copyOf(counting);
    }

    /** @param revokedOn first day on which certificates for {@code style} do not count any more */
    public record Revocation(Style style, LocalDate revokedOn) {}

    Certificates with(Qualification certificate) {
        return new Certificates(granted.contains(certificate) ? granted : added(granted, certificate), revocations,
                with(counting, certificate));
    }

    Certificates with(Revocation revocation) {
        return new Certificates(granted, added(revocations, revocation), after(counting, revocation));
    }

    /** {@code certificates} and {@code granted}, which takes the place of what a revocation had left of it. */
    public static List<Qualification> with(List<Qualification> certificates, Qualification granted) {
        return added(certificates.stream().filter(each -> !each.isOfSameDay(granted)).toList(), granted);
    }

    /** What is left of {@code certificates} after {@code revocation}. */
    public static List<Qualification> after(List<Qualification> certificates, Revocation revocation) {
        return certificates.stream()
                .map(each -> each.style() == revocation.style() ? each.until(revocation.revokedOn()) : each)
                .filter(Objects::nonNull).toList();
    }

    private static <T> List<T> added(List<T> all, T last) {
        return Stream.concat(all.stream(), Stream.of(last)).toList();
    }
}
