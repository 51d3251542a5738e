package io.lumbar.infrastructure.report;

import java.lang.ref.SoftReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

/**
 * The present facts of every episode, in memory. It is read once and then follows the numbers of changes; a month of which
 * something changed is replaced as a whole, so whoever holds one needs no lock.
 *
 * <p>It may be ahead of the snapshot that a reader has. That does no harm: what a reader may see of a moment follows from
 * when things were recorded, and everything recorded by that moment is in both.
 */
final class FactBook {
    private static final int FETCH = 2_000;
    private static final int AT_ONCE = 5_000;
    private static final int ANSWERS = 8;
    /** As PostgreSQL compares, so that rows are looked up in the order in which they lie. */
    private static final Comparator<Entry> ORDER = Comparator.comparing(entry -> entry.episode().value(),
            (one, other) -> {
                int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
                return high != 0 ? high
                        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
            });
    /** The number of the last change before any. */
    private static final long NOTHING_SEEN = 0;

    private final FactsCodec codec = new FactsCodec();
    private final Lookup<EpisodeId, EpisodeFacts> episodes = new Lookup<>(EpisodeFacts::episode);
    private final Lookup<ClientId, EpisodeFacts> once = new Lookup<>(EpisodeFacts::client);
    private final Map<ClientId, List<EpisodeFacts>> several = new HashMap<>();
    private final Map<EpisodeId, Entry> inError = new HashMap<>();
    private final TreeMap<YearMonth, Month> months = new TreeMap<>();
    /** The last ones as of a moment before the present, as long as there is room for them: who asks once asks again. */
    private final LinkedHashMap<Instant, SoftReference<List<MonthOfOpenings>>> answers = new LinkedHashMap<>();
    private long seen = NOTHING_SEEN;
    private Page page = new Page(List.of(), List.of());

    /**
     * What is known of an episode, and in microseconds since 1970 when something of it was first known and since when this.
     *
     * @param facts null when it was entered in error
     */
    private record Entry(EpisodeId episode, @Nullable EpisodeFacts facts, long first, long since) {

        EpisodeFacts known() {
            return Objects.requireNonNull(facts);
        }
    }

    /** Episodes in the order of their ids, with the times of {@link Entry}. */
    @SuppressWarnings("ArrayRecordComponent") // nobody writes into them
    private record Entries(List<EpisodeFacts> facts, long[] first, long[] since) {

        static Entries of(List<Entry> entries) {
            return new Entries(entries.stream().map(Entry::known).toList(),
                    entries.stream().mapToLong(Entry::first).toArray(),
                    entries.stream().mapToLong(Entry::since).toArray());
        }

        int size() {
            return first.length;
        }

        Entry get(int n) {
            return new Entry(facts.get(n).episode(), facts.get(n), first[n], since[n]);
        }
    }

    /** A month with the times that its episodes need to be told as of a moment. */
    private record Month(MonthOfOpenings shown, Entries only, Entries recurring, long earliest, long latest) {

        static Month of(YearMonth month, List<Entry> only, List<Entry> recurring) {
            Entries alone = Entries.of(only);
            Entries several = Entries.of(recurring);
            return new Month(new MonthOfOpenings(month, alone.facts, several.facts), alone, several,
                    Stream.concat(only.stream(), recurring.stream()).mapToLong(Entry::first).min().orElse(0),
                    Stream.concat(only.stream(), recurring.stream()).mapToLong(Entry::since).max().orElse(0));
        }
    }

    /** Everything at one moment; never changes. */
    private record Page(List<Month> months, List<Entry> inError) {}

    /**
     * What was known at a moment.
     *
     * @param connection has a snapshot that holds everything recorded by the moment
     * @param complete whether nothing that was recorded is missing, so that the answer stays the same for ever
     */
    List<MonthOfOpenings> known(Connection connection, Instant moment, boolean complete) throws SQLException {
        Page present = read(connection);
        long at = micros(moment);
        if (present.months.stream().allMatch(month -> month.latest <= at)
                && present.inError.stream().allMatch(entry -> entry.since <= at)) {
            return present.months.stream().map(Month::shown).toList();
        }
        List<MonthOfOpenings> told = complete ? told(moment) : null;
        if (told == null) {
            told = new AsOf(connection, moment).of(present);
            if (complete) {
                tell(moment, told);
            }
        }
        return told;
    }

    private synchronized @Nullable List<MonthOfOpenings> told(Instant moment) {
        SoftReference<List<MonthOfOpenings>> told = answers.get(moment);
        return told == null ? null : told.get();
    }

    private synchronized void tell(Instant moment, List<MonthOfOpenings> answer) {
        answers.put(moment, new SoftReference<>(answer));
        if (answers.size() > ANSWERS) {
            answers.remove(answers.firstEntry().getKey());
        }
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    /** The present, after everything that the connection's snapshot shows. */
    private synchronized Page read(Connection connection) throws SQLException {
        boolean anew = seen != NOTHING_SEEN && new Query("select exists (select from " + FactsProjection.PRESENT
                + " where change <= ?)", seen).list(connection, row -> !row.getBoolean(1)).getFirst();
        List<Entry> changed = new ArrayList<>();
        long last = changes(connection, anew ? NOTHING_SEEN : seen, changed);
        if (anew || !changed.isEmpty()) {
            if (anew) { // the table was emptied and filled again: nothing that was known stands in it any more
                forget();
            }
            try {
                change(changed);
                seen = last;
            } catch (RuntimeException e) {
                forget();
                throw e;
            }
        }
        return page;
    }

    private void forget() {
        episodes.clear();
        once.clear();
        several.clear();
        inError.clear();
        months.clear();
        answers.clear();
        seen = NOTHING_SEEN;
        page = new Page(List.of(), List.of());
    }

    /** Adds what changed after a number, and answers the last number. */
    private long changes(Connection connection, long after, List<Entry> changed) throws SQLException {
        long last = after;
        try (PreparedStatement statement = connection.prepareStatement(
                "select change, episode, first_recorded_at, recorded_at, facts from " + FactsProjection.PRESENT
                        + " where change > ?")) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    last = Math.max(last, row.getLong("change"));
                    var episode = new EpisodeId(row.getObject("episode", UUID.class));
                    changed.add(new Entry(episode, facts(episode, row.getBytes("facts")),
                            micros(row, "first_recorded_at"), micros(row, "recorded_at")));
                }
            }
        }
        return last;
    }

    private @Nullable EpisodeFacts facts(EpisodeId episode, byte @Nullable [] bytes) {
        return bytes == null ? null : codec.decoded(episode, bytes);
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return micros(Objects.requireNonNull(Query.instant(row, column)));
    }

    private void change(List<Entry> changed) {
        var touched = new HashSet<YearMonth>();
        var replaced = new HashSet<EpisodeId>();
        Map<YearMonth, List<Entry>> added = new HashMap<>();
        for (Entry entry : changed) {
            EpisodeFacts before = entry.facts == null
                    ? episodes.remove(entry.episode)
                    : episodes.put(entry.facts);
            if (before != null) {
                replaced.add(entry.episode);
                touched.add(YearMonth.from(before.openedOn()));
                leave(before, touched);
            }
            if (entry.facts == null) {
                inError.put(entry.episode, entry);
            } else {
                YearMonth month = YearMonth.from(entry.facts.openedOn());
                added.computeIfAbsent(month, _ -> new ArrayList<>()).add(entry);
                touched.add(month);
                join(entry.facts, touched);
                inError.remove(entry.episode);
            }
        }
        touched.forEach(month -> replace(month, replaced, added.getOrDefault(month, List.of())));
        page = new Page(List.copyOf(months.values()), List.copyOf(inError.values()));
    }

    private void leave(EpisodeFacts facts, Set<YearMonth> touched) {
        List<EpisodeFacts> others = theirs(facts.client()).stream()
                .filter(each -> !each.episode().equals(facts.episode())).toList();
        keep(facts.client(), others);
        touch(others, touched);
    }

    private void join(EpisodeFacts facts, Set<YearMonth> touched) {
        List<EpisodeFacts> before = theirs(facts.client());
        keep(facts.client(), Stream.concat(before.stream(), Stream.of(facts)).toList());
        touch(before, touched);
    }

    /** Whoever becomes or stops being the only one of a client changes place. */
    private static void touch(List<EpisodeFacts> others, Set<YearMonth> touched) {
        if (others.size() == 1) {
            touched.add(YearMonth.from(others.getFirst().openedOn()));
        }
    }

    private List<EpisodeFacts> theirs(ClientId client) {
        EpisodeFacts only = once.get(client);
        return only == null ? several.getOrDefault(client, List.of()) : List.of(only);
    }

    private void keep(ClientId client, List<EpisodeFacts> theirs) {
        once.remove(client);
        several.remove(client);
        if (theirs.size() == 1) {
            once.put(theirs.getFirst());
        } else if (!theirs.isEmpty()) {
            several.put(client, theirs);
        }
    }

    private void replace(YearMonth month, Set<EpisodeId> replaced, List<Entry> added) {
        var entries = new ArrayList<Entry>();
        Month before = months.get(month);
        if (before != null) {
            for (Entries part : List.of(before.only, before.recurring)) {
                for (int n = 0; n < part.size(); n++) {
                    if (!replaced.contains(part.facts.get(n).episode())) {
                        entries.add(part.get(n));
                    }
                }
            }
        }
        entries.addAll(added);
        entries.sort(ORDER);
        var only = new ArrayList<Entry>(entries.size());
        var recurring = new ArrayList<Entry>();
        for (Entry entry : entries) {
            (several.containsKey(entry.known().client()) ? recurring : only).add(entry);
        }
        if (entries.isEmpty()) {
            months.remove(month);
        } else {
            months.put(month, Month.of(month, only, recurring));
        }
    }

    /**
     * The present told as of a moment: what was not known yet left out, and what was known otherwise looked up. Months in
     * which all of it is as it was are the same objects as in the present, with all that was counted in them.
     */
    private final class AsOf {
        private final Connection connection;
        private final Instant moment;
        private final long at;
        private final List<Entry> otherwise = new ArrayList<>();
        private final TreeMap<YearMonth, Draft> drafts = new TreeMap<>();
        private final Map<ClientId, Integer> standing = new HashMap<>();

        AsOf(Connection connection, Instant moment) {
            this.connection = connection;
            this.moment = moment;
            this.at = micros(moment);
        }

        private static final class Draft {
            final @Nullable Month present;
            boolean changed;
            final List<Entry> kept = new ArrayList<>();

            Draft(@Nullable Month present) {
                this.present = present;
            }
        }

        List<MonthOfOpenings> of(Page present) throws SQLException {
            present.inError.stream().filter(entry -> entry.since > at && entry.first <= at).forEach(otherwise::add);
            Set<EpisodeId> returning = new HashSet<>(otherwise.stream().map(Entry::episode).toList());
            for (Month month : present.months) {
                if (month.earliest <= at) {
                    keep(month);
                }
            }
            var clientsReturning = new HashSet<ClientId>();
            for (Entry entry : lookedUp()) {
                draft(YearMonth.from(entry.known().openedOn())).kept.add(entry);
                if (returning.contains(entry.episode)) {
                    clientsReturning.add(entry.known().client());
                }
                standing.merge(entry.known().client(), 1, Integer::sum);
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
            drafts.put(month.shown.month(), draft);
            if (month.latest > at) {
                expand(draft);
            }
            for (int n = 0; n < month.recurring.size(); n++) {
                if (month.recurring.since[n] <= at) {
                    standing.merge(month.recurring.facts.get(n).client(), 1, Integer::sum);
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
            for (Entries part : List.of(month.only, month.recurring)) {
                for (int n = 0; n < part.size(); n++) {
                    if (part.since[n] <= at) {
                        draft.kept.add(part.get(n));
                    } else if (part.first[n] <= at) {
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
                for (int n = 0; n < month.only.size(); n++) {
                    ClientId client = month.only.facts.get(n).client();
                    if (month.only.since[n] <= at && returning.contains(client)) {
                        standing.merge(client, 1, Integer::sum);
                        expand(draft);
                    }
                }
            }
        }

        private @Nullable MonthOfOpenings shown(YearMonth month, Draft draft) {
            Month present = draft.present;
            if (present != null && !draft.changed
                    && present.recurring.facts.stream().allMatch(facts -> isSeveral(facts.client()))) {
                return present.shown;
            }
            expand(draft);
            draft.kept.sort(ORDER);
            var only = new ArrayList<EpisodeFacts>(draft.kept.size());
            var recurring = new ArrayList<EpisodeFacts>();
            for (Entry entry : draft.kept) {
                (isSeveral(entry.known().client()) ? recurring : only).add(entry.known());
            }
            return draft.kept.isEmpty() ? null : new MonthOfOpenings(month, only, recurring);
        }

        private boolean isSeveral(ClientId client) {
            return standing.getOrDefault(client, 0) > 1;
        }

        /** What stood at the moment of those that stand otherwise now; while one part is looked up, another is decoded. */
        private List<Entry> lookedUp() throws SQLException {
            otherwise.sort(ORDER);
            var parts = new ArrayList<CompletableFuture<List<Entry>>>();
            for (int from = 0; from < otherwise.size(); from += AT_ONCE) {
                List<Entry> asked = otherwise.subList(from, Math.min(otherwise.size(), from + AT_ONCE));
                List<Map.Entry<UUID, byte[]>> stood = new Query("select asked.episode, stood.facts"
                        + " from unnest(?::uuid[]) asked(episode) cross join lateral (select h.facts from "
                        + FactsProjection.HISTORY + " h where h.episode = asked.episode and h.recorded_from <= ?"
                        + " order by h.recorded_from desc limit 1) stood where stood.facts is not null",
                        Query.array("uuid", asked, entry -> entry.episode.value()), moment)
                        .list(connection, row -> Map.entry(row.getObject(1, UUID.class), row.getBytes(2)));
                parts.add(CompletableFuture.supplyAsync(() -> decoded(stood)));
            }
            return parts.stream().flatMap(part -> part.join().stream()).toList();
        }

        private List<Entry> decoded(List<Map.Entry<UUID, byte[]>> stood) {
            return stood.stream().map(each -> {
                var episode = new EpisodeId(each.getKey());
                return new Entry(episode, codec.decoded(episode, each.getValue()), 0, 0);
            }).toList();
        }
    }
}
