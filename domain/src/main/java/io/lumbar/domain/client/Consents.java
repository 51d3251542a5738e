package io.lumbar.domain.client;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.lumbar.domain.client.Consent.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What a client agreed to and took back. At every moment the latest word up to then counts, whenever it was recorded; of
 * an agreement and a withdrawal of one moment it is the withdrawal.
 *
 * @param given in the order in which they were recorded
 * @param withdrawn in the order in which they were recorded
 */
public record Consents(List<Consent> given, List<Withdrawal> withdrawn) {
    static final Consents NONE = new Consents(List.of(), List.of());

    public Consents {
        given = List.copyOf(given);
        withdrawn = List.copyOf(withdrawn);
    }

    /** Consent for {@code purpose} does not count from {@code at} on, until it is given again. */
    public record Withdrawal(Purpose purpose, Instant at) {}

    Consents with(Consent consent) {
        return new Consents(Stream.concat(given.stream(), Stream.of(consent)).toList(), withdrawn);
    }

    Consents with(Withdrawal withdrawal) {
        return new Consents(given, Stream.concat(withdrawn.stream(), Stream.of(withdrawal)).toList());
    }

    /** Whether a consent for {@code purpose} stands at {@code moment}. */
    public boolean standsAt(Purpose purpose, Instant moment) {
        return standing(purpose, moment).isPresent();
    }

    /** The consent for {@code purpose} that stands at {@code moment}. */
    Optional<Consent> standing(Purpose purpose, Instant moment) {
        return given.stream().filter(consent -> consent.purpose() == purpose && !consent.givenAt().isAfter(moment))
                .max(Comparator.comparing(Consent::givenAt)).filter(latest -> withdrawn.stream()
                        .noneMatch(word -> word.purpose() == purpose && !word.at().isAfter(moment)
                                && !word.at().isBefore(latest.givenAt())));
    }

    /** Whether {@code purpose} was withdrawn at {@code moment} or before. */
    boolean withdrawnBy(Purpose purpose, Instant moment) {
        return withdrawn.stream().anyMatch(word -> word.purpose() == purpose && !word.at().isAfter(moment));
    }

    /** When {@code consent} ceased to count; null when it was not withdrawn since. */
    public @Nullable Instant endOf(Consent consent) {
        return withdrawn.stream()
                .filter(word -> word.purpose() == consent.purpose() && !word.at().isBefore(consent.givenAt()))
                .map(Withdrawal::at).min(Comparator.naturalOrder()).orElse(null);
    }
}
