package io.lumbar.application.imports;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.lumbar.application.Request;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.ImportId;
import org.jspecify.annotations.Nullable;

/** Imports as they are worked on, by any number of instances at once. */
public interface ImportStore {

    /**
     * Begins to receive.
     *
     * @param form of its lines
     * @param dryRun whether it is only tried
     */
    void begin(ImportId id, Request request, Form form, boolean dryRun);

    /** Since when the store is marked as a demo; empty when it is a store like any other. */
    Optional<Instant> demoSince();

    /** The import that fills a demo store; empty when there is none. */
    Optional<ImportId> demo();

    /** Keeps a part of what is received. */
    void add(ImportId id, Received part);

    /**
     * Everything has come.
     *
     * @param digest SHA-256 of the body in hexadecimal digits
     * @return {@code id}; or the import that the request's idempotency key stands for already, and then {@code id} is gone
     * @throws io.lumbar.domain.Rejected when the key stands for another body; {@code id} is gone then
     */
    ImportId received(ImportId id, Request request, String digest);

    /** Forgets what was not received to its end. */
    void abandon(ImportId id);

    /** Forgets what began to come long ago and never came to its end, because a process or a connection broke. */
    void forgetAbandoned();

    /**
     * Forgets what was refused of imports that were done seven days ago, by the store's clock, and their keys. How many lines
     * became what stays.
     */
    void forgetFinished();

    /** A slice that nobody is working on, for this caller alone for a while; empty when there is none. */
    Optional<Slice> claim();

    /** In which form it keeps a digest: hashed under a key, for what a line says about somebody can be guessed. */
    String kept(String digest);

    /** Which of these histories are there. */
    Map<Name, Known> known(Collection<Name> names);

    /** Writes down, in the transaction that is running, that histories are there from now on. */
    void note(ImportId id, List<Kept> kept);

    /** The slice is done; a second time changes nothing. */
    void finish(Slice slice, Counts counts, List<Refusal> refusals);

    /** How far the import is; empty when there is none of this id. */
    Optional<Progress> progress(ImportId id);

    /** Refused lines after {@code line}, in order, at most {@code limit}. */
    List<Refusal> refusals(ImportId id, int line, int limit);

    /**
     * Some lines of a body.
     *
     * @param number counted from 0
     * @param firstLine number of its first line, counted from 1
     * @param lines how many of them are not blank
     * @param body the lines, each but the last ended by a line feed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Received(int number, int firstLine, int lines, byte[] body) {}

    /** Some lines to be imported, and on whose word. */
    record Slice(ImportId id, String actor, boolean manager, Form form, boolean dryRun, Received part) {}

    /** What a history is known by. */
    record Name(ClinicId clinic, String externalId) {}

    /** From which line a history came, and what it said. */
    record Known(String digest, ImportId id, int line) {

        /** Whether it told what another one of this digest tells. Earlier releases kept digests as they were. */
        boolean tells(String other, ImportStore store) {
            return digest.equals(store.kept(other)) || digest.equals(other);
        }
    }

    /** A history that was stored. */
    record Kept(Name name, String digest, EpisodeId episode, int line) {}

    /** What became of histories; of those of a dry run, what would have. */
    record Counts(int imported, int present, int refused) {}

    /**
     * A line that was not imported.
     *
     * @param line counted from 1
     * @param code of the rule that is broken, as in the type of a problem
     * @param field path within the line; null when no field is to blame
     */
    record Refusal(int line, String code, @Nullable String field, String reason) {}

    /**
     * How far an import is.
     *
     * @param lines that were sent and are not blank; of a table the histories
     * @param finishedAt null until every line is done
     */
    record Progress(boolean dryRun, Instant begunAt, @Nullable Instant finishedAt, int lines, Counts counts) {}
}
