package io.lumbar.application;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.lumbar.application.worklist.Agenda;
import io.lumbar.application.worklist.WorkList;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.worklist.WorkEntry;
import org.jspecify.annotations.Nullable;

/** A work list and an agenda over the books of {@link InMemoryClinic}. It lacks what is on the list by itself. */
public final class InMemoryBoard implements WorkList, Agenda {
    private final InMemoryClinic books;
    private final Sight sight;
    private final Map<StreamId, Looked> looked = new HashMap<>();
    private long followed;

    public InMemoryBoard(InMemoryClinic books) {
        this.books = books;
        this.sight = new Sight(books, books);
    }

    /** Forgets all of the agenda, as if it were a new one. */
    public void forget() {
        looked.clear();
        followed = 0;
    }

    @Override
    public Page<Item> find(Filter filter, PageRequest page) {
        List<Item> items = books.streams().keySet().stream().filter(each -> each.kind() == StreamId.Kind.WORK_ENTRY)
                .flatMap(each -> entry(new WorkEntryId(each.id())).stream())
                .filter(item -> sight.includes(page.scope(), item.matter()))
                .filter(item -> filter.states().isEmpty() || filter.states().contains(item.state()))
                .sorted(Comparator.comparing(item -> item.matter().since())).toList();
        return new Page<>(items, null, Instant.EPOCH, new Position("1-1-" + followed));
    }

    @Override
    public Optional<Item> entry(WorkEntryId id) {
        Versioned<WorkEntry> entry = books.workEntry(id);
        return switch (entry.state()) {
            case WorkEntry.Unraised() -> Optional.empty();
            case WorkEntry.Waiting(var matter) ->
                Optional.of(new Item(id, entry.version(), matter, State.WAITING, null, null, null));
            case WorkEntry.Claimed(var matter, var by, var at) ->
                Optional.of(new Item(id, entry.version(), matter, State.CLAIMED, by, at, null));
            case WorkEntry.Done(var matter, var by, var _, var at) ->
                Optional.of(new Item(id, entry.version(), matter, State.DONE, by, at, null));
            case WorkEntry.Closed(var matter, var at) ->
                Optional.of(new Item(id, entry.version(), matter, State.CLOSED, null, null, at));
        };
    }

    @Override
    public Changes changes() {
        Map<StreamId, Long> changed = books.streams();
        changed.values().removeIf(place -> place <= followed);
        return new Changes(List.copyOf(changed.keySet()), changed.values().stream().max(Long::compare)
                .map(place -> new Position("1-1-" + place)).orElse(null));
    }

    @Override
    public List<StreamId> due(Instant now) {
        return looked.values().stream().filter(each -> each.again() != null && !each.again().isAfter(now))
                .map(Looked::stream).limit(3).toList();
    }

    @Override
    public Map<StreamId, Set<WorkEntryId>> entries(Collection<StreamId> streams) {
        return looked.values().stream().filter(each -> streams.contains(each.stream()))
                .collect(Collectors.toMap(Looked::stream, Looked::entries));
    }

    @Override
    public void keep(List<Looked> seen, @Nullable Position upTo) {
        seen.forEach(each -> looked.put(each.stream(), each));
        if (upTo != null) {
            followed = Long.parseLong(upTo.value().substring("1-1-".length()));
        }
    }

    @Override
    public List<EpisodeId> plannedWith(TherapistId therapist) {
        return books.streams().keySet().stream().filter(each -> each.kind() == StreamId.Kind.CARE_EPISODE)
                .map(each -> new EpisodeId(each.id()))
                .filter(episode -> ((CareEpisode.Opened) books.episode(episode).state()).course().sessions().values()
                        .stream().anyMatch(session -> session instanceof Planned && session.therapist()
                                .equals(therapist)))
                .toList();
    }
}
