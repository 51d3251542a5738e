package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.infrastructure.projection.Copy;
import io.lumbar.infrastructure.projection.Query;
import org.jspecify.annotations.Nullable;

/** Episodes and their sessions as they stand, for lists and the calendar, and what a transaction changes in them. */
final class EpisodeTables {
    static final String EPISODE = "projection.episode_v2";
    /** Without those that were entered in error. */
    static final String SESSION = "projection.session_v2";
    private static final String EPISODE_COLUMNS = "episode, client, clinic, therapist, version, opened_at, last_held_at,"
            + " next_planned, ended_at, opened_on, held, zone, state, end_reason, chronicity, primary_cause";
    private static final String SESSION_COLUMNS = "episode, session, client, clinic, therapist, start_at, end_at, state,"
            + " style, kind";

    private final Copy episodes = new Copy(EPISODE, EPISODE_COLUMNS);
    private final Copy sessions = new Copy(SESSION, SESSION_COLUMNS);
    private final List<UUID> replaced = new ArrayList<>();
    private final List<UUID> episodesOfReplaced = new ArrayList<>();
    private final List<UUID> replacedSessions = new ArrayList<>();

    /**
     * Puts an episode in the place of what stood.
     *
     * @param before what the rows show
     * @param version of the last event that was applied
     */
    void replace(CareEpisode before, Opened after, long version) {
        Course course = after.course();
        if (before instanceof Opened) {
            replaced.add(course.episode().value());
        }
        LocalDate openedOn = course.time().dateOf(course.openedAt());
        episodes.row(course.episode().value(), course.client().value(), course.clinic().value(),
                id(after.responsible()),
                version, course.openedAt(),
                starts(course, Session.Held.class).max(Comparator.naturalOrder()).orElse(null),
                starts(course, Session.Planned.class).min(Comparator.naturalOrder()).orElse(null), endedAt(after),
                openedOn, starts(course, Session.Held.class).count(), course.zone(), state(after),
                after instanceof CareEpisode.Discharged ended ? ended.reason() : null,
                Chronicity.at(openedOn, course.intake().complaint().onsetOn()),
                course.intake().complaint().causes().getFirst());
        replaceSessions(before instanceof Opened opened ? opened.course().sessions() : Map.of(), course);
    }

    private static @Nullable UUID id(@Nullable TherapistId therapist) {
        return therapist == null ? null : therapist.value();
    }

    private static Stream<Instant> starts(Course course, Class<? extends Session> which) {
        return course.sessions().values().stream().filter(which::isInstance).map(Session::start);
    }

    private static @Nullable Instant endedAt(Opened episode) {
        return switch (episode) {
            case CareEpisode.Discharged ended -> ended.at();
            case CareEpisode.Declined declined -> declined.at();
            case CareEpisode.AwaitingClearance _,CareEpisode.AwaitingTherapist _,CareEpisode.Treated _,CareEpisode.Voided _ ->
                null;
        };
    }

    private static State state(Opened episode) {
        return switch (episode) {
            case CareEpisode.AwaitingClearance _ -> State.AWAITING_CLEARANCE;
            case CareEpisode.AwaitingTherapist _ -> State.AWAITING_THERAPIST;
            case CareEpisode.InTreatment _ -> State.IN_TREATMENT;
            case CareEpisode.OnHold _ -> State.ON_HOLD;
            case CareEpisode.Discharged _ -> State.DISCHARGED;
            case CareEpisode.Declined _ -> State.DECLINED;
            case CareEpisode.Voided _ -> State.VOIDED;
        };
    }

    private void replaceSessions(Map<SessionId, Session> before, Course course) {
        course.sessions().forEach((id, session) -> {
            Session was = before.get(id);
            if (!session.equals(was)) {
                if (was != null && !(was instanceof Session.Voided)) {
                    episodesOfReplaced.add(course.episode().value());
                    replacedSessions.add(id.value());
                }
                add(course, session);
            }
        });
    }

    private void add(Course course, Session session) {
        switch (session) {
            case Session.Held held -> add(course, held, held.treatment().minutes(), Calendar.State.HELD,
                    held.treatment().style(), held.treatment().kind());
            case Session.Planned planned -> add(course, planned, planned.plan(), Calendar.State.PLANNED);
            case Session.Missed missed -> add(course, missed, missed.plan(), Calendar.State.MISSED);
            case Session.Cancelled cancelled -> add(course, cancelled, cancelled.plan(), Calendar.State.CANCELLED);
            case Session.Voided _ -> {}
        }
    }

    private void add(Course course, Session session, Session.Plan plan, Calendar.State state) {
        add(course, session, plan.minutes(), state, plan.style(), plan.kind());
    }

    private void add(Course course, Session session, int minutes, Calendar.State state, Style style,
            SessionKind kind) {
        sessions.row(course.episode().value(), session.id().value(), course.client().value(), course.clinic().value(),
                session.therapist().value(), session.start(), session.start().plus(Duration.ofMinutes(minutes)), state,
                style, kind);
    }

    /** Writes what was collected. */
    void write(Connection transaction) throws SQLException {
        if (!replaced.isEmpty()) {
            new Query("delete from " + EPISODE + " where episode = any(?)", uuids(replaced)).update(transaction);
        }
        episodes.write(transaction);
        if (!replacedSessions.isEmpty()) {
            new Query("delete from " + SESSION + " s using unnest(?::uuid[], ?::uuid[]) r(episode, session)"
                    + " where s.episode = r.episode and s.session = r.session", uuids(episodesOfReplaced),
                    uuids(replacedSessions)).update(transaction);
        }
        sessions.write(transaction);
    }

    private static Object uuids(List<UUID> ids) {
        return Query.array("uuid", ids, id -> id);
    }
}
