package io.lumbar.infrastructure.report;

import java.lang.ref.SoftReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
 * The present facts of every episode, in memory. It is read once and then follows the numbers of changes; a month of which
 * something changed is replaced as a whole, so whoever holds one needs no lock.
 *
 * <p>It may be ahead of the snapshot that a reader has. That does no harm: what a reader may see of a moment follows from
 * when things were recorded, and everything recorded by that moment is in both.
 */
final class FactBook {
    private static final int FETCH = 2_000;
    private static final int ANSWERS = 8;
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
    private FactPage page = FactPage.EMPTY;

    /**
     * What was known at a moment.
     *
     * @param connection has a snapshot that holds everything recorded by the moment
     * @param complete whether nothing that was recorded is missing, so that the answer stays the same for ever
     */
    List<MonthOfOpenings> known(Connection connection, Instant moment, boolean complete) throws SQLException {
        FactPage present = read(connection);
        if (present.standsAt(FactPage.micros(moment))) {
            return present.months().stream().map(Month::shown).toList();
        }
        List<MonthOfOpenings> told = complete ? told(moment) : null;
        if (told == null) {
            told = new FactsAsOf(connection, codec, moment).of(present);
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

    /** The present, after everything that the connection's snapshot shows. */
    private synchronized FactPage read(Connection connection) throws SQLException {
        boolean anew = seen != NOTHING_SEEN && new Query("select exists (select from " + FactsTables.PRESENT
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
        page = FactPage.EMPTY;
    }

    /** Adds what changed after a number, and answers the last number. */
    private long changes(Connection connection, long after, List<Entry> changed) throws SQLException {
        long last = after;
        try (PreparedStatement statement = connection.prepareStatement(
                "select change, episode, first_recorded_at, recorded_at, facts, trail from " + FactsTables.PRESENT
                        + " where change > ?")) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    last = Math.max(last, row.getLong("change"));
                    var episode = new EpisodeId(row.getObject("episode", UUID.class));
                    changed.add(new Entry(episode, facts(episode, row.getBytes("facts")),
                            micros(row, "first_recorded_at"), micros(row, "recorded_at"), row.getBytes("trail")));
                }
            }
        }
        return last;
    }

    private @Nullable EpisodeFacts facts(EpisodeId episode, byte @Nullable [] bytes) {
        return bytes == null ? null : codec.decoded(episode, bytes);
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return FactPage.micros(Objects.requireNonNull(Query.instant(row, column)));
    }

    private void change(List<Entry> changed) {
        var touched = new HashSet<YearMonth>();
        var replaced = new HashSet<EpisodeId>();
        Map<YearMonth, List<Entry>> added = new HashMap<>();
        for (Entry entry : changed) {
            EpisodeFacts before = entry.facts() == null
                    ? episodes.remove(entry.episode())
                    : episodes.put(entry.facts());
            if (before != null) {
                replaced.add(entry.episode());
                touched.add(YearMonth.from(before.openedOn()));
                leave(before, touched);
            }
            if (entry.facts() == null) {
                inError.put(entry.episode(), entry);
            } else {
                YearMonth month = YearMonth.from(entry.facts().openedOn());
                added.computeIfAbsent(month, _ -> new ArrayList<>()).add(entry);
                touched.add(month);
                join(entry.facts(), touched);
                inError.remove(entry.episode());
            }
        }
        touched.forEach(month -> replace(month, replaced, added.getOrDefault(month, List.of())));
        page = new FactPage(List.copyOf(months.values()), List.copyOf(inError.values()));
    }

    private void leave(EpisodeFacts facts, Set<YearMonth> touched) {
        List<EpisodeFacts> others = theirs(facts.client()).stream()
                .filter(each -> !each.episode().equals(facts.episode())).toList();
        keep(facts.client(), others);
        touch(facts, others, touched);
    }

    private void join(EpisodeFacts facts, Set<YearMonth> touched) {
        List<EpisodeFacts> before = theirs(facts.client());
        keep(facts.client(), Stream.concat(before.stream(), Stream.of(facts)).toList());
        touch(facts, before, touched);
    }

    /** Whoever becomes or stops being the only one of a client changes place, and later ones know of earlier ones. */
    private static void touch(EpisodeFacts changed, List<EpisodeFacts> others, Set<YearMonth> touched) {
        for (EpisodeFacts other : others) {
            if (others.size() == 1 || changed.openedOn().isBefore(other.openedOn())) {
                touched.add(YearMonth.from(other.openedOn()));
            }
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
            for (Entries part : List.of(before.only(), before.recurring())) {
                for (int n = 0; n < part.size(); n++) {
                    if (!replaced.contains(part.facts().get(n).episode())) {
                        entries.add(part.get(n));
                    }
                }
            }
        }
        entries.addAll(added);
        entries.sort(Entry.ORDER);
        var only = new ArrayList<Entry>(entries.size());
        var recurring = new ArrayList<Entry>();
        for (Entry entry : entries) {
            (several.containsKey(entry.known().client()) ? recurring : only).add(entry);
        }
        if (entries.isEmpty()) {
            months.remove(month);
        } else {
            months.put(month, Month.of(month, only, recurring, this::theirs));
        }
    }
}
