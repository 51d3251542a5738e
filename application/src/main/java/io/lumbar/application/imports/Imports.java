package io.lumbar.application.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.lumbar.application.Ids;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.imports.ImportStore.Progress;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.ImportStore.Slice;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.Rejected;

/**
 * Imports of whole episode histories. A body is kept as it came, in slices; it is imported slice by slice afterwards, by
 * whichever instance takes the next one.
 */
public final class Imports {

    /** What a dry run does not see. */
    public static final String NOT_TRIED = "Each history is tried beside those that stand next to it, at most "
            + LineSlices.LINES
            + " together. What histories that stand further apart do to one another, such as a therapist "
            + "who is booked twice or a client who is there already, is seen in earnest only.";

    private final ImportStore store;
    private final Readers readers;
    private final Drafts drafts;
    private final Records records;
    private final Licences licences;
    private final Ids ids;
    private final Clock clock;

    /** Imports that are kept in {@code store}, and histories that become {@code drafts}. */
    public Imports(ImportStore store, Readers readers, Drafts drafts, Records records, Licences licences, Ids ids,
            Clock clock) {
        this.store = store;
        this.readers = readers;
        this.drafts = drafts;
        this.records = records;
        this.licences = licences;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a body of lines in, whatever they hold; they are read later.
     *
     * @param form of the lines
     * @param dryRun whether nothing but what would become of them is to be stored
     * @return the import, or the one that the request's idempotency key stands for
     * @throws IOException when the body breaks off; nothing of it is imported then
     * @throws LineSlices.TooLarge when it has too many lines or bytes
     * @throws Rejected when it has no line, or the idempotency key stands for another body
     */
    public ImportId receive(Request request, Form form, boolean dryRun, InputStream body) throws IOException {
        var id = new ImportId(ids.next());
        var digest = new DigestInputStream(new FilterInputStream(body) {}, Names.sha256());
        store.begin(id, request, form, dryRun);
        boolean whole = false;
        try {
            LineSlices.cut(digest, part -> store.add(id, part));
            whole = true;
        } finally {
            if (!whole) {
                store.abandon(id);
            }
        }
        if (dryRun) {
            digest.getMessageDigest().update((byte) 1); // the same body in earnest is another request
        }
        return store.received(id, request, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }

    /**
     * How far it is.
     *
     * @throws Rejected when there is none with this id
     */
    public Progress progress(ImportId id) {
        return store.progress(id).orElseThrow(() -> new Rejected(new NotFound("import", id)));
    }

    /** Lines after {@code line} that were not imported, in order, at most {@code limit}. */
    public List<Refusal> refusals(ImportId id, int line, int limit) {
        return store.refusals(id, line, limit);
    }

    /**
     * Imports the next slice that waits, if any.
     *
     * @return whether there was one
     */
    public boolean importNext() {
        Optional<Slice> slice = store.claim();
        slice.ifPresent(each -> new SliceWork(each, store, readers.of(each.form()), drafts,
                new Directory(records, licences),
                each.form() == Form.INVENTED ? TellingClock.turning(clock) : TellingClock.real(clock)).done());
        return slice.isPresent();
    }

    /** Forgets bodies that never came to their end. */
    public void forgetAbandoned() {
        store.forgetAbandoned();
    }

    /** Forgets what was refused of imports that were done seven days ago; their counts stay. */
    public void forgetFinished() {
        store.forgetFinished();
    }
}
