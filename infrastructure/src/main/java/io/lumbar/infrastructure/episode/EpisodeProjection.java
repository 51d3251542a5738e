package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Projection;
import io.lumbar.infrastructure.projection.Versions;
import io.lumbar.infrastructure.projection.Versions.Version;

/**
 * Episodes and their sessions: as they stand, for lists, work list, caseload and calendar, and as they were known at any
 * moment, for reports. One projection writes both, so that they never contradict each other and an event is applied
 * once (docs/adr/0012). All events of one append are recorded at the same moment; what was true only between them
 * leaves no row.
 */
public final class EpisodeProjection implements Projection {
    /** Where its position is kept. */
    public static final String NAME = "episodes-v1";
    /** Episodes that are remembered, some 3 kB each. */
    private static final int REMEMBERED = 2_048;
    private static final int REMEMBERED_ALONE = 16_384;

    private final boolean alone;
    private final Cache<UUID, EpisodeFold> memory;

    /** Remembers the episodes it changed last, but asks its tables, which other instances write too, for their version. */
    public EpisodeProjection() {
        this(false, REMEMBERED);
    }

    private EpisodeProjection(boolean alone, int remembered) {
        this.alone = alone;
        this.memory = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** Trusts its memory. */
    @Override
    public Projection alone() {
        return new EpisodeProjection(true, REMEMBERED_ALONE);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StreamId.Kind follows() {
        return StreamId.Kind.CARE_EPISODE;
    }

    @Override
    public List<String> tables() {
        return List.of(EpisodeTables.EPISODE, EpisodeTables.EPISODE_FACT, EpisodeTables.SESSION_FACT,
                AdverseEventTable.NAME);
    }

    @Override
    public void project(Connection transaction, List<Occurrence> events) throws SQLException {
        var byEpisode = new LinkedHashMap<UUID, List<Occurrence>>();
        for (Occurrence each : events) {
            if (each.event() instanceof EpisodeEvent event) {
                byEpisode.computeIfAbsent(event.episode().value(), _ -> new ArrayList<>()).add(each);
            }
        }
        if (byEpisode.isEmpty()) {
            return;
        }
        var tables = new EpisodeTables(transaction);
        Map<UUID, EpisodeFold> folds = recalled(byEpisode.keySet(), tables);
        folds.putAll(tables.load(byEpisode.keySet().stream().filter(id -> !folds.containsKey(id)).toList()));
        byEpisode.keySet().forEach(id -> folds.computeIfAbsent(id, EpisodeFold::new));
        byEpisode.entrySet().removeIf(entry -> applied(entry.getValue(), version(folds, entry.getKey())));
        var adverseEvents = new AdverseEventTable(transaction);
        readWhereOneChanges(adverseEvents, byEpisode, folds);
        var stored = new Stored(folds);
        stored.takeBackHalves(tables, adverseEvents, byEpisode);
        byEpisode.forEach((id, news) -> {
            EpisodeFold fold = folds.get(id);
            if (fold != null) {
                new History(fold, new Versions<>(stored.facts.get(id)),
                        new Facts<>(stored.sessions.getOrDefault(id, Map.of())),
                        new Facts<>(stored.adverseEvents.getOrDefault(id, Map.of()))).tell(news, tables, adverseEvents);
            }
        });
        tables.write();
        adverseEvents.write();
        memory.putAll(folds);
    }

    /** Adverse events are read where one changes, and left alone elsewhere. */
    private static void readWhereOneChanges(AdverseEventTable table, Map<UUID, List<Occurrence>> byEpisode,
            Map<UUID, EpisodeFold> folds) throws SQLException {
        var changing = new ArrayList<EpisodeFold>();
        byEpisode.forEach((id, news) -> {
            EpisodeFold fold = folds.get(id);
            if (fold != null && news.stream().anyMatch(each -> each.event() instanceof AdverseEventReported
                    || each.event() instanceof AdverseEventCorrected || each.event() instanceof EpisodeVoided)) {
                changing.add(fold);
            }
        });
        if (!changing.isEmpty()) {
            var open = table.open(changing.stream().map(fold -> fold.id).toList());
            changing.forEach(fold -> fold.adverseEvents = open.get(fold.id));
        }
    }

    /** What is remembered of these and still true; it is forgotten until the batch is written, in case it fails. */
    private Map<UUID, EpisodeFold> recalled(Set<UUID> ids, EpisodeTables tables) throws SQLException {
        var folds = new HashMap<UUID, EpisodeFold>();
        for (UUID id : ids) {
            EpisodeFold fold = memory.asMap().remove(id);
            if (fold != null) {
                folds.put(id, fold);
            }
        }
        if (!alone && !folds.isEmpty()) {
            Map<UUID, Long> versions = tables.versions(folds.keySet());
            folds.values().removeIf(fold -> versions.getOrDefault(fold.id, -1L) != fold.version);
        }
        return folds;
    }

    private static long version(Map<UUID, EpisodeFold> folds, UUID id) {
        EpisodeFold fold = folds.get(id);
        return fold == null ? -1 : fold.version;
    }

    /** Leaves what was not applied yet; true when nothing is left. */
    private static boolean applied(List<Occurrence> events, long upTo) {
        events.removeIf(event -> event.version() <= upTo);
        return events.isEmpty();
    }

    /** The versions that stand before the batch: what the loaded rows say, but for appends that were cut in two. */
    private static final class Stored {
        final Map<UUID, EpisodeFold> folds;
        final Map<UUID, EpisodeFact> facts = new HashMap<>();
        final Map<UUID, Map<UUID, SessionFact>> sessions = new HashMap<>();
        final Map<UUID, Map<UUID, AdverseEventFact>> adverseEvents = new HashMap<>();

        Stored(Map<UUID, EpisodeFold> folds) {
            this.folds = folds;
            folds.forEach((id, fold) -> {
                if (fold.adverseEvents != null) {
                    adverseEvents.put(id, Map.copyOf(fold.adverseEvents));
                }
                if (fold.opening != null && !fold.voided) {
                    facts.put(id, fold.fact());
                    sessions.put(id, Map.copyOf(fold.sessions));
                }
            });
        }

        void takeBackHalves(EpisodeTables tables, AdverseEventTable adverseEventTable,
                Map<UUID, List<Occurrence>> byEpisode) throws SQLException {
            var halves = new HashMap<UUID, Instant>();
            byEpisode.forEach((id, news) -> {
                EpisodeFold fold = folds.get(id);
                Instant moment = news.getFirst().recordedAt();
                if (fold != null && fold.recordedAt.equals(moment)) {
                    halves.put(id, moment);
                }
            });
            if (!halves.isEmpty()) {
                tables.takeBack(halves);
                facts.keySet().removeAll(halves.keySet());
                sessions.keySet().removeAll(halves.keySet());
                facts.putAll(tables.openFacts(halves.keySet(), folds));
                sessions.putAll(tables.openSessions(halves.keySet()));
                halves.keySet().retainAll(adverseEvents.keySet());
                adverseEventTable.takeBack(halves);
                adverseEvents.putAll(adverseEventTable.open(halves.keySet()));
            }
        }
    }

    /** What is known of the parts of an episode through the batch, by their ids; {@code stored} stood before it. */
    private record Facts<F>(Map<UUID, F> stored, Map<UUID, Versions<F>> versions) {

        Facts(Map<UUID, F> stored) {
            this(stored, new LinkedHashMap<>());
        }

        void know(Map<UUID, F> standing, Instant moment) {
            standing.forEach((id, fact) -> of(id).know(fact, moment));
            stored.keySet().forEach(this::of);
            versions.forEach((id, history) -> {
                if (!standing.containsKey(id)) {
                    history.forget(moment);
                }
            });
        }

        private Versions<F> of(UUID id) {
            return versions.computeIfAbsent(id, _ -> new Versions<>(stored.get(id)));
        }

        void keep(BiConsumer<UUID, Instant> ending, Consumer<Version<F>> adding) {
            versions.forEach((id, history) -> {
                Instant end = history.storedEndsAt();
                if (end != null) {
                    ending.accept(id, end);
                }
                history.added().forEach(adding);
            });
        }
    }

    /** One episode's history through the batch. */
    private record History(EpisodeFold fold, Versions<EpisodeFact> versions, Facts<SessionFact> sessions,
            Facts<AdverseEventFact> adverseEvents) {

        void tell(List<Occurrence> events, EpisodeTables tables, AdverseEventTable adverseEventTable) {
            for (int n = 0; n < events.size(); n++) {
                Occurrence each = events.get(n);
                fold.apply((EpisodeEvent) each.event());
                fold.version = each.version();
                fold.recordedAt = each.recordedAt();
                boolean lastOfMoment = n + 1 == events.size()
                        || !events.get(n + 1).recordedAt().equals(each.recordedAt());
                if (lastOfMoment) {
                    know(each.recordedAt());
                }
            }
            keep(tables, adverseEventTable);
        }

        private void know(Instant moment) {
            if (fold.voided) {
                versions.forget(moment);
            } else {
                versions.know(fold.fact(), moment);
            }
            sessions.know(fold.sessions, moment);
            if (fold.adverseEvents != null) {
                adverseEvents.know(fold.adverseEvents, moment);
            }
        }

        private void keep(EpisodeTables tables, AdverseEventTable adverseEventTable) {
            tables.replace(fold);
            Instant end = versions.storedEndsAt();
            if (end != null) {
                tables.end(fold.id, end);
            }
            versions.added().forEach(version -> tables.add(fold.id, version));
            sessions.keep((id, moment) -> tables.endSession(fold.id, id, moment),
                    version -> tables.addSession(fold.id, fold.opening(), version));
            adverseEvents.keep((id, moment) -> adverseEventTable.end(fold.id, id, moment),
                    version -> adverseEventTable.add(fold.id, fold.opening(), version));
        }
    }
}
