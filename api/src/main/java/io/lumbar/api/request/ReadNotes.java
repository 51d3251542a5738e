package io.lumbar.api.request;

import java.security.Principal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.api.access.RouteAccess;
import io.lumbar.application.privacy.ReadLog;
import io.lumbar.domain.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What the answer to one request is about to show of whom. {@link KeptReads} lets no byte of an answer leave before what was
 * noted until then is kept in the {@link ReadLog}, in one go, however many people it is about.
 */
final class ReadNotes {
    private static final String ATTRIBUTE = ReadNotes.class.getName();

    private final HttpServletRequest request;
    private final Map<Subject.Kind, Noted> noted = new EnumMap<>(Subject.Kind.class);
    private boolean whole;

    private ReadNotes(HttpServletRequest request) {
        this.request = request;
    }

    private record Noted(Set<Subject> whom, Set<String> fields) {
        Noted() {
            this(new LinkedHashSet<>(), new TreeSet<>());
        }
    }

    /** Those of the request that this thread answers. */
    static ReadNotes current() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            throw new IllegalStateException("what is personal is shown in the answer to a request only");
        }
        HttpServletRequest request = attributes.getRequest();
        ReadNotes notes = of(request);
        if (notes == null) {
            notes = new ReadNotes(request);
            request.setAttribute(ATTRIBUTE, notes);
        }
        return notes;
    }

    /** Those of the request so far; null when there are none. */
    static @Nullable ReadNotes of(HttpServletRequest request) {
        return (ReadNotes) request.getAttribute(ATTRIBUTE);
    }

    void add(Subject whom, String field) {
        Noted about = of(whom.kind());
        about.whom.add(whom);
        about.fields.add(field);
    }

    void add(Subject whom, Collection<String> fields) {
        Noted about = of(whom.kind());
        about.whom.add(whom);
        about.fields.addAll(fields);
    }

    /** The same of an answer that is about nobody else. */
    void addWhole(Subject whom, Collection<String> fields) {
        add(whom, fields);
        whole = true;
    }

    /** Whether it was said of the whole answer whom it is about. */
    boolean isWhole() {
        return whole;
    }

    /** That people of this kind were asked about. */
    void add(Subject.Kind kind) {
        of(kind);
    }

    private Noted of(Subject.Kind kind) {
        return noted.computeIfAbsent(kind, _ -> new Noted());
    }

    boolean isAboutSomeClient() {
        Noted clients = noted.get(Subject.Kind.CLIENT);
        return clients != null && !clients.whom.isEmpty();
    }

    /**
     * Keeps what was noted since it was last kept.
     *
     * @throws io.lumbar.application.Unavailable it cannot be kept now, so the answer must not be given
     */
    void keepIn(ReadLog log) {
        if (noted.isEmpty()) {
            return;
        }
        Principal caller = request.getUserPrincipal();
        if (caller == null) {
            throw new IllegalStateException("somebody is shown to nobody known");
        }
        log.keep(new ReadLog.Read(caller.getName(), RouteAccess.clientOf(caller), RequestIds.of(request),
                request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                noted.values().stream().map(about -> new ReadLog.Told(about.whom, List.copyOf(about.fields)))
                        .toList()));
        noted.clear();
    }

    /** What was noted is not shown after all. */
    void forget() {
        whole = false;
        noted.clear();
    }
}
