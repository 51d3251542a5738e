package io.lumbar.domain;

/** Something that the clinic is asked to record. Each aggregate's commands form one sealed type. */
public interface Command {

    /** Whose stream decides. */
    StreamId stream();
}
