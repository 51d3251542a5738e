package io.lumbar.infrastructure.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.worklist.WorkList;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.worklist.Matter;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link WorkEntryRows} wrote, and what is on the list from its cause on: current at once, and with the position
 * of the episodes' lists.
 */
public final class StoredWorkList implements WorkList {
    private final Readings readings;
    private final EpisodeProjection episodes;

    public StoredWorkList(Readings readings, EpisodeProjection episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    @Override
    public Page<Item> find(Filter filter, PageRequest page) {
        var query = new Query("select * from rules.work_list where true")
                .thenUnlessEmpty("and state = any(?)", "text", filter.states(), State::name)
                .thenUnlessEmpty("and clinic_id = any(?)", "uuid", filter.clinics(), ClinicId::value)
                .thenUnlessEmpty("and kind = any(?)", "text", filter.kinds(), Matter.Kind::name)
                .thenUnlessEmpty("and episode_id = any(?)", "uuid", filter.episodes(), EpisodeId::value)
                .thenUnlessEmpty("and therapist_id = any(?)", "uuid", filter.therapists(), TherapistId::value)
                .thenUnlessEmpty("and seen_by = any(?)", "text", filter.claimedBy(), by -> by);
        Within.work(query, page.scope());
        if (page.cursor() != null) {
            var last = Readings.momentAndIdFrom(page.cursor());
            query.then("and (since, id) > (?, ?)", last.getKey(), last.getValue());
        }
        return readings.page(Set.of(episodes), page, query, "since, id", StoredWorkList::item,
                item -> item.matter().since() + "_" + item.id().value());
    }

    @Override
    public Optional<Item> entry(WorkEntryId id) {
        List<Item> found = readings.read(Set.of(episodes), null,
                (connection, _) -> new Query("select * from rules.work_list where id = ?", id.value())
                        .list(connection, StoredWorkList::item));
        return found.stream().findFirst();
    }

    private static Item item(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        Instant stateAt = Objects.requireNonNull(Query.instant(row, "state_at"));
        String by = row.getString("seen_by");
        return new Item(new WorkEntryId(row.getObject("id", UUID.class)), row.getLong("version"), matter(row), state,
                by, by == null ? null : stateAt, state == State.CLOSED ? stateAt : null);
    }

    private static Matter matter(ResultSet row) throws SQLException {
        String style = row.getString("style");
        return new Matter(Matter.Kind.valueOf(row.getString("kind")),
                new ClinicId(row.getObject("clinic_id", UUID.class)), id(row, "episode_id", EpisodeId::new),
                id(row, "client_id", ClientId::new), id(row, "therapist_id", TherapistId::new),
                id(row, "session_id", SessionId::new), id(row, "follow_up_id", FollowUpId::new),
                style == null ? null : Style.valueOf(style), Objects.requireNonNull(Query.instant(row, "since")),
                Query.instant(row, "found_at"), row.getObject("due_on", LocalDate.class),
                row.getObject("session_number", Integer.class),
                Query.texts(row, "codes"));
    }

    private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> id) throws SQLException {
        UUID value = row.getObject(column, UUID.class);
        return value == null ? null : id.apply(value);
    }
}
