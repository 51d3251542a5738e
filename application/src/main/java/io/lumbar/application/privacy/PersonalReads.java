package io.lumbar.application.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.ClientId;
import org.jspecify.annotations.Nullable;

/** What was kept of reads, for whoever watches over them: who saw whom. */
public interface PersonalReads {

    /**
     * Which reads are asked for; null does not narrow.
     *
     * @param client of whom something was shown
     * @param actor who read, see {@link ReadLog.Read#actor()}
     * @param from the first moment
     * @param to the moment before which they were
     */
    record Filter(@Nullable ClientId client, @Nullable String actor, @Nullable Instant from, @Nullable Instant to) {}

    /**
     * A read, as {@link ReadLog} kept it.
     *
     * @param number orders reads as they were kept
     * @param whom such as {@code client:<uuid>}; of a filter by client, only that one
     */
    record Kept(long number, Instant readAt, String actor, @Nullable String via, UUID request, String route,
            List<String> fields, List<String> whom) {}

    /**
     * The latest first.
     *
     * @param before the number of a read that those asked for were kept before; null for the latest
     * @param most how many at most
     * @throws io.lumbar.application.Unavailable they cannot be read now
     */
    List<Kept> find(Filter filter, @Nullable Long before, int most);
}
