package io.lumbar.domain;

/** Something that happened, for ever. Each aggregate's events form one sealed type. */
public interface Event {

    /** Whose stream it belongs to. */
    StreamId stream();
}
