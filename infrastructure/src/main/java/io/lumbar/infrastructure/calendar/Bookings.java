package io.lumbar.infrastructure.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Event;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.episode.Session.Treatment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for each session that takes a therapist's and a client's time; overlapping rows are refused. */
public final class Bookings {

    private static final String BOOK = """
            insert into rules.booking (session_id, episode_id, therapist_id, client_id, period, planned_with,
                                       consented_by)
            select ?, e.episode_id, ?, e.client_id, tstzrange(?, ?), ?::uuid, case when ? then e.client_id end
            from rules.episode e where e.episode_id = ?
            on conflict (session_id)
            do update set therapist_id = excluded.therapist_id, period = excluded.period,
                          planned_with = excluded.planned_with, consented_by = excluded.consented_by""";
    private static final String FREE = "delete from rules.booking where session_id = ?";
    /** By the client, whose times are indexed. */
    private static final String FREE_ALL = """
            delete from rules.booking b using rules.episode e
            where e.episode_id = ? and b.client_id = e.client_id and b.episode_id = e.episode_id""";

    private final JdbcTemplate jdbc;
    private final Map<SessionId, @Nullable Object[]> booked = new LinkedHashMap<>();
    private final Set<SessionId> freed = new LinkedHashSet<>();
    private final Set<EpisodeId> voided = new LinkedHashSet<>();

    private Bookings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what the events leave of each session's time: first what becomes free, then what is taken. */
    public static void record(JdbcTemplate jdbc, List<? extends Event> events) {
        var bookings = new Bookings(jdbc);
        events.forEach(bookings::record);
        bookings.write();
    }

    /** A session that lay ahead keeps its therapist until the day of leaving, and the consent while that stands. */
    public static void settle(JdbcClient jdbc) {
        jdbc.sql("""
                update rules.booking b set planned_with = null, consented_by = null
                from rules.caseload c where c.therapist_id = b.planned_with and c.left_at > lower(b.period)""")
                .update();
        jdbc.sql("""
                update rules.booking b set consented_by = s.treatment
                from rules.client_standing s
                where s.client_id = b.client_id and b.planned_with is not null
                  and b.consented_by is distinct from s.treatment""").update();
    }

    private void write() {
        if (!freed.isEmpty()) {
            jdbc.batchUpdate(FREE, freed.stream().map(session -> new Object[]{session.value()}).toList());
        }
        if (!voided.isEmpty()) {
            jdbc.batchUpdate(FREE_ALL, voided.stream().map(episode -> new Object[]{episode.value()}).toList());
        }
        if (!booked.isEmpty()) {
            jdbc.batchUpdate(BOOK, List.copyOf(booked.values()));
        }
    }

    private void record(Event event) {
        if (!(event instanceof EpisodeEvent happened)) {
            return;
        }
        switch (happened) {
            case SessionPlanned(EpisodeId episode, SessionId session, Plan plan, Instant at) ->
                book(episode, session, plan, at);
            case SessionRescheduled(EpisodeId episode, SessionId session, Plan plan, Instant at) ->
                book(episode, session, plan, at);
            case NoShowReverted(EpisodeId episode, SessionId session, Plan plan, _, Instant at) ->
                book(episode, session, plan, at);
            case SessionHeld(EpisodeId episode, SessionId session, Treatment treatment) ->
                book(episode, session, treatment.therapist(), treatment.startedAt(), treatment.minutes(), false);
            case SessionCorrected(EpisodeId episode, SessionId session, Treatment treatment, _, _, _) ->
                book(episode, session, treatment.therapist(), treatment.startedAt(), treatment.minutes(), false);
            case SessionCancelled cancelled -> free(cancelled.session());
            case SessionMissed missed -> free(missed.session());
            case SessionVoided e -> free(e.session());
            case EpisodeVoided e -> freeAll(e.episode());
            case EpisodeOpened _,IntakeCorrected _,EpisodeDeclined _,ScreeningRecorded _,ClearanceRecorded _,TherapistAssigned _,TherapistReassigned _,MeasurementRecorded _,MeasurementCorrected _,MeasurementVoided _,AdverseEventReported _,AdverseEventCorrected _,EpisodeDischarged _,EpisodeReopened _,FollowUpPlanned _,FollowUpRecorded _,FollowUpCorrected _,FollowUpMissed _,FollowUpWithdrawn _,RuleBreached _ ->
                {}
        }
    }

    private void book(EpisodeId episode, SessionId session, Plan plan, Instant at) {
        book(episode, session, plan.therapist(), plan.start(), plan.minutes(), plan.start().isAfter(at));
    }

    /**
     * @param ahead whether it was still to take place when it was planned: then its therapist must not have left, nor its
     *     client have withdrawn the consent
     */
    private void book(EpisodeId episode, SessionId session, TherapistId therapist, Instant start, int minutes,
            boolean ahead) {
        booked.put(session,
                new @Nullable Object[]{session.value(), therapist.value(), start.atOffset(ZoneOffset.UTC),
                        start.plus(Duration.ofMinutes(minutes)).atOffset(ZoneOffset.UTC),
                        ahead ? therapist.value() : null, ahead, episode.value()});
    }

    private void freeAll(EpisodeId episode) {
        booked.values().removeIf(row -> episode.value().equals(row[row.length - 1]));
        voided.add(episode);
    }

    private void free(SessionId session) {
        booked.remove(session);
        freed.add(session);
    }
}
