package io.lumbar.application.imports;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Unavailable;
import io.lumbar.application.imports.Drafts.Draft;
import io.lumbar.application.imports.Drafts.NotKept;
import io.lumbar.application.imports.ImportStore.Counts;
import io.lumbar.application.imports.ImportStore.Kept;
import io.lumbar.application.imports.ImportStore.Known;
import io.lumbar.application.imports.ImportStore.Name;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.ImportStore.Slice;
import io.lumbar.application.imports.LineSlices.Line;
import io.lumbar.domain.DirectoryError.HistoryDiffers;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.DomainError.ConcurrentChange;

/**
 * Imports one slice. Its histories are stored together; where that fails, each has a transaction of its own, so that a
 * refusal is that line's alone. What was stored before, by this import in a run that was cut short or by another one, is
 * known by its name and not stored again.
 *
 * <p>In a dry run every history is told on top of those of the slice that could be stored, is stored beside them, and all
 * are taken back.
 */
final class SliceWork {
    private static final Logger LOG = System.getLogger(SliceWork.class.getName());
    private static final int ATTEMPTS = 4;

    private final Slice slice;
    private final ImportStore store;
    private final HistoryReader reader;
    private final Drafts drafts;
    private final Directory directory;
    private final TellingClock clock;
    private final Request request;

    private final Map<Name, Known> known = new HashMap<>();
    private final List<Telling> together = new ArrayList<>();
    private final Set<Name> names = new HashSet<>();
    private final Set<Name> people = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Telling> rehearsed = new ArrayList<>();
    private Records standing;
    private int imported;
    private int present;
    private int refused;

    SliceWork(Slice slice, ImportStore store, HistoryReader reader, Drafts drafts, Directory directory,
            TellingClock clock) {
        this.slice = slice;
        this.store = store;
        this.reader = reader;
        this.drafts = drafts;
        this.directory = directory;
        this.standing = directory;
        this.clock = clock;
        this.request = new Request(slice.actor(), slice.id().value(), null, null, slice.manager());
    }

    /** A history that was understood. */
    private record Read(int number, EpisodeHistory history) {
        int line() {
            return history.origin().of(number, null).line();
        }

        Name name() {
            return new Name(history.clinic(), history.externalId());
        }

        Name person() {
            return new Name(history.clinic(), history.person().externalId());
        }
    }

    /** A line that was told. */
    private record Telling(Read read, Story.Told told) {
        Kept kept() {
            return new Kept(read.name(), read.history.digest(), told.episode(), read.line());
        }
    }

    void done() {
        List<Read> histories = read();
        known.putAll(store.known(histories.stream().map(Read::name).distinct().toList()));
        histories.forEach(this::add);
        keepTogether();
        refusals.sort(Comparator.comparingInt(Refusal::line));
        store.finish(slice, new Counts(imported, present, refused), refusals);
    }

    private List<Read> read() {
        var histories = new ArrayList<Read>();
        for (Line line : LineSlices.of(slice.part())) {
            try {
                histories.add(new Read(line.number(), reader.read(line.text(), slice.actor())));
            } catch (LineRefused refusal) {
                refuse(line.number(), Origin.ONE_LINE, refusal);
            }
        }
        return histories;
    }

    /** Who is named twice is stored first: what is told next builds on it. */
    private void add(Read read) {
        if (names.contains(read.name()) || people.contains(read.person())) {
            keepTogether();
        }
        if (isKnown(read)) {
            return;
        }
        try {
            Telling telling = tell(read);
            together.add(telling);
            standing = slice.dryRun() ? telling.told.draft() : directory;
            names.add(read.name());
            people.add(read.person());
        } catch (LineRefused refusal) {
            refuse(read, refusal);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            broken(read, e);
        }
    }

    private boolean isKnown(Read read) {
        Known before = known.get(read.name());
        if (before == null) {
            return false;
        }
        if (before.id().equals(slice.id()) && before.line() == read.line()) {
            imported++;
        } else if (before.tells(read.history.digest(), store)) {
            present++;
        } else {
            DomainError differs = new HistoryDiffers();
            refuse(read, new LineRefused(differs.code(), differs.field(), differs.message()));
        }
        return true;
    }

    private Telling tell(Read read) {
        return new Telling(read, Story.tell(read.history, drafts.begin(standing, clock.turns() ? clock : null),
                request, directory, clock));
    }

    private void keepTogether() {
        List<Telling> tellings = List.copyOf(together);
        together.clear();
        names.clear();
        people.clear();
        if (tellings.isEmpty()) {
            return;
        }
        try {
            keep(tellings);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException _) {
            standing = rehearsed.isEmpty() ? directory : rehearsed.getLast().told.draft();
            tellings.forEach(each -> keepAlone(each.read));
        }
    }

    private void keep(List<Telling> tellings) {
        List<Kept> kept = tellings.stream().map(Telling::kept).toList();
        if (slice.dryRun()) {
            rehearse(tellings);
        } else {
            drafts.keep(drafts(tellings), () -> store.note(slice.id(), kept));
        }
        kept.forEach(each -> known.put(each.name(), new Known(each.digest(), slice.id(), each.line())));
        imported += kept.size();
    }

    private void rehearse(List<Telling> tellings) {
        List<Telling> all = Stream.concat(rehearsed.stream(), tellings.stream()).toList();
        drafts.rehearse(drafts(all), () -> store.note(slice.id(), all.stream().map(Telling::kept).toList()));
        rehearsed.addAll(tellings);
        standing = tellings.getLast().told.draft();
    }

    private static List<Draft> drafts(List<Telling> tellings) {
        return tellings.stream().map(each -> each.told.draft()).toList();
    }

    private void keepAlone(Read read) {
        for (int attempt = 1;; attempt++) {
            known.putAll(store.known(List.of(read.name())));
            if (isKnown(read) || keptAlone(read, attempt == ATTEMPTS)) {
                return;
            }
        }
    }

    /** False when others were in the way and it is worth another attempt. */
    private boolean keptAlone(Read read, boolean last) {
        try {
            Telling telling = tell(read);
            try {
                keep(List.of(telling));
            } catch (NotKept reason) {
                if (reason.error() instanceof ConcurrentChange && !last) {
                    return false;
                }
                refuse(read, telling.told.refused(reason));
            }
        } catch (LineRefused refusal) {
            refuse(read, refusal);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            broken(read, e);
        }
        return true;
    }

    private void refuse(Read read, LineRefused refusal) {
        refuse(read.number, read.history.origin(), refusal);
    }

    private void refuse(int number, Origin origin, LineRefused refusal) {
        refusals.addAll(refusal.told(number, origin));
        refused++;
    }

    /** A defect of ours must not stop the lines behind it. */
    private void broken(Read read, RuntimeException e) {
        LOG.log(Level.ERROR, () -> "Line " + read.line() + " of import " + slice.id().value() + " failed", e);
        refuse(read, new LineRefused("internal-error", null, "The line was not imported; it was logged."));
    }
}
