package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.UnknownReference;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.AdverseEvent.CorrectAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Detail;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.AdverseEvent.ReportAdverseEvent;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Session.Held;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** How adverse events are reported and put right: in every state, for they show late. */
final class AdverseEventRules {

    private AdverseEventRules() {}

    static List<EpisodeEvent> report(ReportAdverseEvent command, Opened state) {
        Course course = state.course();
        requireValid(command.description(), command.occurredAt(), command.now());
        AdverseEvent standing = course.adverseEvents().get(command.adverseEvent());
        String description = command.description();
        var happening = new Happening(command.duration(), command.severity(), command.occurredAt(), command.session(),
                description == null ? null : Personal.of(Subject.of(course.client()), description));
        if (standing == null) {
            requirePossible(happening, null, course);
            return List.of(new AdverseEventReported(command.episode(), command.adverseEvent(), happening,
                    command.now()));
        }
        Happening was = standing.happening();
        if (was.equals(new Happening(happening.duration(), happening.severity(), happening.occurredAt(),
                happening.session(), was.description())) && Repeats.same(was.description(), description)) {
            return List.of();
        }
        throw new Rejected(new AlreadyExists("adverse event", command.adverseEvent()));
    }

    static List<EpisodeEvent> correct(CorrectAdverseEvent command, Opened state) {
        Course course = state.course();
        Require.text("reason", command.reason(), 4_000);
        Instant occurredAt = command.occurredAt();
        requireValid(command.description(), occurredAt == null ? command.now() : occurredAt, command.now());
        requireNotBoth(command);
        Happening was = course.adverseEvent(command.adverseEvent()).happening();
        var client = Subject.of(course.client());
        Happening now = corrected(was, command, client);
        if (now.equals(was) || wasCorrected(command, course, client)) {
            return List.of();
        }
        requirePossible(now, was, course);
        return List.of(new AdverseEventCorrected(command.episode(), command.adverseEvent(), now,
                Personal.of(client, command.reason()), command.now()));
    }

    private static void requireValid(@Nullable String description, Instant occurredAt, Instant now) {
        if (description != null) {
            Require.text("description", description, 4_000);
        }
        Require.notFuture("occurredAt", occurredAt, now);
    }

    private static void requireNotBoth(CorrectAdverseEvent command) {
        Require.eachOnce("removed", command.removed(), detail -> detail);
        for (int i = 0; i < command.removed().size(); i++) {
            Object given = switch (command.removed().get(i)) {
                case SESSION -> command.session();
                case DESCRIPTION -> command.description();
            };
            if (given != null) {
                throw invalid("removed[" + i + "]", "must not be given a value as well");
            }
        }
    }

    /** A session that was voided since it was named is not named anew by a correction of something else. */
    private static void requirePossible(Happening now, @Nullable Happening was, Course course) {
        if (now.occurredAt().isBefore(course.openedAt())) {
            throw invalid("occurredAt", "must not lie before the episode was opened");
        }
        SessionId id = now.session();
        if (id == null || (was != null && id.equals(was.session()) && now.occurredAt().equals(was.occurredAt()))) {
            return;
        }
        if (!(course.sessions().get(id) instanceof Held held)) {
            throw new Rejected(new UnknownReference("sessionId", "held session", id.value().toString()));
        }
        if (now.occurredAt().isBefore(held.start())) {
            throw invalid("occurredAt", "must not lie before the session began");
        }
    }

    private static Happening corrected(Happening was, CorrectAdverseEvent command, Subject client) {
        return new Happening(Objects.requireNonNullElse(command.duration(), was.duration()),
                Objects.requireNonNullElse(command.severity(), was.severity()),
                Objects.requireNonNullElse(command.occurredAt(), was.occurredAt()),
                detail(command, Detail.SESSION, command.session(), was.session()),
                detail(command, Detail.DESCRIPTION, said(command.description(), was.description(), client),
                        was.description()));
    }

    private static <T> @Nullable T detail(CorrectAdverseEvent command, Detail detail, @Nullable T changed,
            @Nullable T was) {
        if (command.removed().contains(detail)) {
            return null;
        }
        return changed == null ? was : changed;
    }

    /** What stands where it is said again, for what was erased may have been the same. */
    private static @Nullable Personal<String> said(@Nullable String changed, @Nullable Personal<String> was,
            Subject client) {
        return changed == null || Repeats.same(was, changed) ? was : Personal.of(client, changed);
    }

    /** Whether this very command was carried out before; since then it may have been corrected again. */
    private static boolean wasCorrected(CorrectAdverseEvent command, Course course, Subject client) {
        return course.revisions().stream().anyMatch(revision -> revision instanceof AdverseEventCorrected before
                && before.adverseEvent().equals(command.adverseEvent()) && before.at().equals(command.now())
                && Repeats.same(before.reason(), command.reason())
                && corrected(before.happening(), command, client).equals(before.happening()));
    }
}
