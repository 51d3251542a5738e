package io.lumbar.infrastructure.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.Event;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Locks the rows that several commands of one transaction contend for, by their ids: two transactions that write the same
 * rows in the order of their commands would wait for each other.
 */
final class RowLocks {
    private static final String CLIENTS = """
            select client_id from rules.client_standing
            where client_id in (select unnest(?::uuid[])
                                union select client_id from rules.episode where episode_id = any(?::uuid[]))
            order by client_id for no key update""";
    private static final String THERAPISTS = """
            select therapist_id from rules.caseload
            where therapist_id in (select unnest(?::uuid[])
                                   union select therapist_id from rules.episode where episode_id = any(?::uuid[]))
            order by therapist_id for no key update""";

    private final List<UUID> clients = new ArrayList<>();
    private final List<UUID> therapists = new ArrayList<>();
    private final List<UUID> episodes = new ArrayList<>();

    private RowLocks() {}

    /** Locks what {@code events} write, where it is more than one row of a kind. */
    static void take(JdbcClient jdbc, List<? extends Event> events) {
        var locks = new RowLocks();
        events.forEach(locks::note);
        locks.take(jdbc);
    }

    private void note(Event event) {
        switch (event) {
            case EpisodeOpened e -> clients.add(e.client().value());
            case TherapistAssigned e -> therapists.add(e.therapist().value());
            case TherapistReassigned e -> {
                therapists.add(e.before().value());
                therapists.add(e.therapist().value());
            }
            case EpisodeReopened e -> {
                episodes.add(e.episode().value());
                if (e.therapist() != null) {
                    therapists.add(e.therapist().value());
                }
            }
            case EpisodeDischarged e -> episodes.add(e.episode().value());
            case EpisodeDeclined e -> episodes.add(e.episode().value());
            case EpisodeVoided e -> episodes.add(e.episode().value());
            case CaseloadLimitChanged e -> therapists.add(e.therapist().value());
            case TherapistDeactivated e -> therapists.add(e.therapist().value());
            default -> {}
        }
    }

    private void take(JdbcClient jdbc) {
        if (clients.size() + episodes.size() > 1) {
            lock(jdbc, CLIENTS, clients);
        }
        if (therapists.size() + episodes.size() > 1) {
            lock(jdbc, THERAPISTS, therapists);
        }
    }

    private static String[] texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private void lock(JdbcClient jdbc, String rows, List<UUID> ids) {
        jdbc.sql(rows).params(texts(ids), texts(episodes)).query().listOfRows();
    }
}
