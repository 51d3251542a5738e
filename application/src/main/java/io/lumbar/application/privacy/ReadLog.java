package io.lumbar.application.privacy;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;

/** Who read something personal about whom: ids and the names of fields, and nothing of what was read or asked. */
@FunctionalInterface
public interface ReadLog {

    /**
     * A request that something was told to.
     *
     * @param actor stable id of the user or client that read, see {@link io.lumbar.application.Request#actor()}
     * @param via through which client, see {@link io.lumbar.application.Request#via()}; null when it is not known
     * @param request the id of the request in logs and in events' metadata
     * @param route method and path template, such as {@code GET /api/v1/clients/{id}}
     */
    record Read(String actor, @Nullable String via, UUID request, String route, List<Told> told) {}

    /**
     * What was told of people of one kind.
     *
     * @param whom all of them; empty when they were asked about and nobody was found
     * @param fields what the answer calls what was told of at least one of them
     */
    record Told(Collection<Subject> whom, Collection<String> fields) {}

    /**
     * Keeps it for good, before the answer is given.
     *
     * @throws io.lumbar.application.Unavailable it cannot be kept now, so that nothing may be told
     */
    void keep(Read read);
}
