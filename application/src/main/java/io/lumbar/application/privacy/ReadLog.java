package io.lumbar.application.privacy;

import java.util.Collection;
import java.util.UUID;

import io.lumbar.domain.Subject;

/** Who read something personal about whom: ids only, and nothing of what was read or asked. */
public interface ReadLog {

    /**
     * Keeps it for good, before the answer is given.
     *
     * @param actor stable id of the user or client that read
     * @param request the id of the request in logs and in events' metadata
     * @param what a word for what was read, such as {@code client-search}
     * @param whom everybody of whom something was told; empty when nobody was found
     * @throws io.lumbar.application.Unavailable it cannot be kept now, so that nothing may be told
     */
    void read(String actor, UUID request, String what, Collection<Subject> whom);
}
