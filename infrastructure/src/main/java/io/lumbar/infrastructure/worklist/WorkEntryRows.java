package io.lumbar.infrastructure.worklist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

import io.lumbar.application.worklist.WorkList.State;
import io.lumbar.domain.Event;
import io.lumbar.domain.Id;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.worklist.Matter;
import io.lumbar.domain.worklist.WorkListEvent;
import io.lumbar.domain.worklist.WorkListEvent.EntryClaimed;
import io.lumbar.domain.worklist.WorkListEvent.EntryClosed;
import io.lumbar.domain.worklist.WorkListEvent.EntryDone;
import io.lumbar.domain.worklist.WorkListEvent.EntryRaised;
import io.lumbar.domain.worklist.WorkListEvent.EntryReleased;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row an entry of the work list, as it stands: nobody is to find on it what somebody else has just claimed. */
public final class WorkEntryRows {

    private final JdbcClient jdbc;

    /** Rows through {@code jdbc}, in the transaction that is running. */
    public WorkEntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes {@code rules.work_entry}. */
    public void record(Event event) {
        if (event instanceof WorkListEvent happened) {
            switch (happened) {
                case EntryRaised(WorkEntryId entry, Matter matter, Instant at) -> raise(entry, matter, at);
                case EntryClaimed(WorkEntryId entry, String by, Instant at) -> turn(entry, State.CLAIMED, by, at);
                case EntryReleased(WorkEntryId entry, var _, Instant at) -> turn(entry, State.WAITING, null, at);
                case EntryDone(WorkEntryId entry, String by, var _, Instant at) -> turn(entry, State.DONE, by, at);
                case EntryClosed(WorkEntryId entry, Instant at) -> turn(entry, State.CLOSED, null, at);
            }
        }
    }

    private void raise(WorkEntryId entry, Matter matter, Instant at) {
        jdbc.sql("""
                insert into rules.work_entry as w (id, version, since, state_at, clinic_id, episode_id, client_id,
                    therapist_id, session_id, follow_up_id, found_at, due_on, session_number, kind, state, style, codes)
                values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?)
                on conflict (id) do update
                set version = w.version + 1, state = 'WAITING', seen_by = null, state_at = excluded.state_at,
                    therapist_id = excluded.therapist_id, codes = excluded.codes""")
                .params(Arrays.<@Nullable Object>asList(entry.value(), matter.since().atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC),
                        matter.clinic().value(), id(matter.episode()), id(matter.client()), id(matter.therapist()),
                        id(matter.session()), id(matter.followUp()),
                        matter.foundAt() == null ? null : matter.foundAt().atOffset(ZoneOffset.UTC), matter.dueOn(),
                        matter.sessionNumber(),
                        matter.kind().name(), matter.style() == null ? null : matter.style().name(),
                        matter.codes().toArray(String[]::new)))
                .update();
    }

    private void turn(WorkEntryId entry, State state, @Nullable String by, Instant at) {
        jdbc.sql("update rules.work_entry set version = version + 1, state = ?, seen_by = ?, state_at = ? where id = ?")
                .params(Arrays.<@Nullable Object>asList(state.name(), by, at.atOffset(ZoneOffset.UTC), entry.value()))
                .update();
    }

    private static @Nullable UUID id(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
