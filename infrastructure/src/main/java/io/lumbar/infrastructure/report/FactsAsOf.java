package io.lumbar.infrastructure.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.lumbar.application.report.MonthOfOpenings;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.report.FactPage.Entries;
import io.lumbar.infrastructure.report.FactPage.Entry;
import io.lumbar.infrastructure.report.FactPage.Month;
import org.jspecify.annotations.Nullable;

/**
 * The present told as of a moment: what was not known yet left out, and what was known otherwise gone back to by its
 * trail, or looked up. Months in which all of it is as it was are the same objects as in the present, with all that was
 * counted in them.
 */
final class FactsAsOf {
    private static final int AT_ONCE = 5_000;

    private final Connection connection;
    private final FactsCodec codec;
    private final Instant moment;
    private final long at;
    private final List<Entry> otherwise = new ArrayList<>();
    private final TreeMap<YearMonth, Draft> drafts = new TreeMap<>();
    /** The episodes of everybody who may have several. */
    private final Map<ClientId, List<EpisodeFacts>> standing = new HashMap<>();

    FactsAsOf(Connection connection, FactsCodec codec, Instant moment) {
        this.connection = connection;
        this.codec = codec;
        this.moment = moment;
        this.at = FactPage.micros(moment);
    }

    private static final class Draft {
        final @Nullable Month present;
        boolean changed;
        final List<Entry> kept = new ArrayList<>();

        Draft(@Nullable Month present) {
            this.present = present;
        }
    }

    List<MonthOfOpenings> of(FactPage present) throws SQLException {
        present.inError().stream().filter(entry -> entry.since() > at && entry.first() <= at).forEach(otherwise::add);
        Set<EpisodeId> returning = new HashSet<>(otherwise.stream().map(Entry::episode).toList());
        for (Month month : present.months()) {
            if (month.earliest() <= at) {
                keep(month);
            }
        }
        var clientsReturning = new HashSet<ClientId>();
        for (Entry entry : stood()) {
            draft(YearMonth.from(entry.known().openedOn())).kept.add(entry);
            if (returning.contains(entry.episode())) {
                clientsReturning.add(entry.known().client());
            }
            stands(entry.known());
        }
        countAlone(clientsReturning);
        return drafts.entrySet().stream().map(each -> shown(each.getKey(), each.getValue()))
                .flatMap(month -> month == null ? Stream.of() : Stream.of(month)).toList();
    }

    /** One to which something comes that is not in it at present is changed, too. */
    private Draft draft(YearMonth month) {
        Draft draft = drafts.computeIfAbsent(month, _ -> new Draft(null));
        expand(draft);
        return draft;
    }

    private void keep(Month month) {
        var draft = new Draft(month);
        drafts.put(month.shown().month(), draft);
        if (month.latest() > at) {
            expand(draft);
        }
        for (int n = 0; n < month.recurring().size(); n++) {
            if (month.recurring().since()[n] <= at) {
                stands(month.recurring().facts().get(n));
            }
        }
    }

    private void expand(Draft draft) {
        if (draft.changed) {
            return;
        }
        draft.changed = true;
        Month month = draft.present;
        if (month == null) {
            return;
        }
        for (Entries part : List.of(month.only(), month.recurring())) {
            for (int n = 0; n < part.size(); n++) {
                if (part.since()[n] <= at) {
                    draft.kept.add(part.get(n));
                } else if (part.first()[n] <= at) {
                    otherwise.add(part.get(n));
                }
            }
        }
    }

    /** A client with a single episode at present may have had another one, which was entered in error. */
    private void countAlone(Set<ClientId> returning) {
        if (returning.isEmpty()) {
            return;
        }
        for (Draft draft : drafts.values()) {
            Month month = draft.present;
            if (month == null) {
                continue;
            }
            for (int n = 0; n < month.only().size(); n++) {
                EpisodeFacts facts = month.only().facts().get(n);
                if (month.only().since()[n] <= at && returning.contains(facts.client())) {
                    stands(facts);
                    expand(draft);
                }
            }
        }
    }

    private @Nullable MonthOfOpenings shown(YearMonth month, Draft draft) {
        Month present = draft.present;
        if (present != null && !draft.changed && isAsAtPresent(present.shown())) {
            return present.shown();
        }
        expand(draft);
        draft.kept.sort(Entry.ORDER);
        var only = new ArrayList<EpisodeFacts>(draft.kept.size());
        var recurring = new ArrayList<EpisodeFacts>();
        for (Entry entry : draft.kept) {
            (isSeveral(entry.known().client()) ? recurring : only).add(entry.known());
        }
        return draft.kept.isEmpty() ? null : FactPage.openings(month, only, recurring, this::theirs);
    }

    private void stands(EpisodeFacts facts) {
        standing.computeIfAbsent(facts.client(), _ -> new ArrayList<>(2)).add(facts);
    }

    private List<EpisodeFacts> theirs(ClientId client) {
        return standing.getOrDefault(client, List.of());
    }

    private boolean isSeveral(ClientId client) {
        return theirs(client).size() > 1;
    }

    /** Whether its people had the same episodes before. */
    private boolean isAsAtPresent(MonthOfOpenings month) {
        return month.recurring().stream().allMatch(facts -> isSeveral(facts.client())
                && areSame(month.earlier(facts.client()), FactPage.before(month.month(), theirs(facts.client()))));
    }

    /** One that was known otherwise is another object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean areSame(List<EpisodeFacts> some, List<EpisodeFacts> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int n = 0; n < some.size(); n++) {
            if (some.get(n) != others.get(n)) {
                return false;
            }
        }
        return true;
    }

    /** What stood at the moment of those that stand otherwise now. */
    private List<Entry> stood() throws SQLException {
        List<GoneBack> goneBack = otherwise.parallelStream().map(this::goneBack).toList();
        var stood = new ArrayList<Entry>(otherwise.size());
        var untold = new ArrayList<Entry>();
        for (GoneBack each : goneBack) {
            if (each.then == null) {
                untold.add(each.entry);
            } else {
                stood.add(new Entry(each.entry.episode(), each.then, 0, 0, FactsTrail.NONE));
            }
        }
        stood.addAll(lookedUp(untold));
        return stood;
    }

    /** @param then what its trail says; null where that ends before */
    private record GoneBack(Entry entry, @Nullable EpisodeFacts then) {}

    private GoneBack goneBack(Entry entry) {
        EpisodeFacts present = entry.facts();
        return new GoneBack(entry,
                present == null ? null : FactsTrail.at(present, entry.since(), entry.trail(), at));
    }

    /** What the history says; while one part is looked up, another is decoded. */
    private List<Entry> lookedUp(List<Entry> otherwise) throws SQLException {
        otherwise.sort(Entry.ORDER);
        var parts = new ArrayList<CompletableFuture<List<Entry>>>();
        for (int from = 0; from < otherwise.size(); from += AT_ONCE) {
            List<Entry> asked = otherwise.subList(from, Math.min(otherwise.size(), from + AT_ONCE));
            List<Map.Entry<UUID, byte[]>> stood = new Query("select asked.episode, stood.facts"
                    + " from unnest(?::uuid[]) asked(episode) cross join lateral (select h.facts from "
                    + FactsTables.HISTORY + " h where h.episode = asked.episode and h.recorded_from <= ?"
                    + " order by h.recorded_from desc limit 1) stood where stood.facts is not null",
                    Query.array("uuid", asked, entry -> entry.episode().value()), moment)
                    .list(connection, row -> Map.entry(row.getObject(1, UUID.class), row.getBytes(2)));
            parts.add(CompletableFuture.supplyAsync(() -> decoded(stood)));
        }
        return parts.stream().flatMap(part -> part.join().stream()).toList();
    }

    private List<Entry> decoded(List<Map.Entry<UUID, byte[]>> stood) {
        return stood.stream().map(each -> {
            var episode = new EpisodeId(each.getKey());
            return new Entry(episode, codec.decoded(episode, each.getValue()), 0, 0, FactsTrail.NONE);
        }).toList();
    }
}
