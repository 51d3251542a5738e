package io.lumbar.application.imports;

/** Understands a line. */
public interface HistoryReader {

    /**
     * What the line tells.
     *
     * @param line in UTF-8; cut where it is longer than {@link LineSlices#LONGEST_LINE}
     * @param actor who sent it, see {@link io.lumbar.application.Request#actor()}
     * @throws LineRefused when it cannot be read, or the actor may not import at its clinic
     */
    EpisodeHistory read(byte[] line, String actor);
}
