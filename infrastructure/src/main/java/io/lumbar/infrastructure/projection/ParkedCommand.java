package io.lumbar.infrastructure.projection;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.application.ParkedEvents;
import io.lumbar.application.ParkedEvents.Parked;
import io.lumbar.domain.StreamId;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.jspecify.annotations.Nullable;

/** What an operator does about parked events, and making projections anew. */
final class ParkedCommand {
    private static final int MOST = 1_000;
    private static final int STILL_PARKED = 3;

    private final ParkedEvents parked;

    ParkedCommand(ParkedEvents parked) {
        this.parked = parked;
    }

    /** A command by its usage. */
    record Named(String usage, Work work) implements OperatorCommand {
        interface Work {
            int run(List<String> words, @Nullable String reason, PrintStream out);
        }

        @Override
        public int run(List<String> words, @Nullable String reason, PrintStream out) {
            return work.run(words, reason, out);
        }
    }

    /** {@code parked list}: ends with 3 when anything is parked. */
    OperatorCommand list() {
        return new Named("parked list", (_, _, out) -> tell(out));
    }

    /** {@code parked retry}: ends with 3 when anything is parked afterwards. */
    OperatorCommand retry() {
        return new Named("parked retry", (_, _, out) -> {
            Map<String, Set<StreamId>> streams = new LinkedHashMap<>();
            parked.list(Integer.MAX_VALUE).forEach(each -> streams
                    .computeIfAbsent(each.projection(), _ -> new LinkedHashSet<>()).add(each.stream()));
            streams.forEach((projection, all) -> all.forEach(stream -> retry(projection, stream, out)));
            return tell(out);
        });
    }

    /** {@code parked discard}: ends with 1 when that event is not parked. */
    OperatorCommand discard() {
        return new Named("parked discard <projection> <stream> <version> --reason=<reason>", (words, reason, out) -> {
            if (reason == null || reason.isBlank()) {
                throw new StartRefused("Why is it discarded?",
                        "Say so in --reason=..., without anything about a person.");
            }
            var wanted = new ArrayList<>(parked.list(Integer.MAX_VALUE));
            wanted.removeIf(each -> !words.equals(List.of(each.projection(), each.stream().toString(),
                    Long.toString(each.version()))));
            for (Parked each : wanted) {
                parked.discard(each.projection(), each.stream(), each.version(), reason.strip());
                out.println("discarded " + name(each));
                retry(each.projection(), each.stream(), out);
            }
            if (wanted.isEmpty()) {
                throw new StartRefused("No such event is parked.", "'lumbar parked list' names those that are.");
            }
            return 0;
        });
    }

    /** {@code rebuild-projections}. */
    static OperatorCommand rebuild(Rebuild rebuild) {
        return new Named("rebuild-projections", (_, _, out) -> {
            Rebuild.Done done = rebuild.of(Set.of());
            out.println("%d events in %d ms".formatted(done.events(), done.took().toMillis()));
            return 0;
        });
    }

    private void retry(String projection, StreamId stream, PrintStream out) {
        int applied = parked.retry(projection, stream);
        if (applied > 0) {
            out.println("%s applied %d of %s".formatted(projection, applied, stream));
        }
    }

    private int tell(PrintStream out) {
        List<Parked> all = parked.list(MOST + 1);
        all.stream().limit(MOST).forEach(each -> out.println("%s, event %s, parked %s, %s".formatted(name(each),
                each.event(), each.parkedAt(), each.cause() == null ? "waits for an earlier one"
                        : "failed %d times: %s".formatted(each.attempts(), each.cause()))));
        out.println(all.isEmpty() ? "nothing is parked" : all.size() > MOST ? "and more" : all.size() + " parked");
        return all.isEmpty() ? 0 : STILL_PARKED;
    }

    private static String name(Parked each) {
        return each.projection() + " " + each.stream() + " " + each.version();
    }
}
