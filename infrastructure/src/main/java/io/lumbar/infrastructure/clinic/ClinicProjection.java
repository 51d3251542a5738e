package io.lumbar.infrastructure.clinic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.clinic.ClinicList;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.clinic.ClinicEvent;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.domain.clinic.ClinicEvent.OpeningHoursChanged;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.RowPerStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Clinics as they stand. */
public final class ClinicProjection extends RowPerStream<ClinicEvent, ClinicList.Entry> {
    public static final String TABLE = "projection.clinic_v1";
    public static final String COLUMNS = "id, version, closed_at, lapse_after_days, name, time_zone, opening_hours";
    private static final TypeReference<List<WeeklyHours>> HOURS = new TypeReference<>() {};

    private final ObjectMapper json;

    /** @param json as events are written */
    public ClinicProjection(ObjectMapper json) {
        super("clinics-v1", TABLE, COLUMNS, StreamId.Kind.CLINIC, ClinicEvent.class);
        this.json = json;
    }

    @Override
    protected ClinicList.Entry apply(ClinicList.@Nullable Entry row, ClinicEvent event, long version) {
        return switch (event) {
            case ClinicOpened e -> new ClinicList.Entry(e.clinic(), version, e.name(), e.timeZone(), e.openingHours(),
                    e.lapseAfterDays(), null);
            case OpeningHoursChanged e ->
                changed(known(row, e), version, e.openingHours(), known(row, e).closedAt());
            case ClinicClosed e -> changed(known(row, e), version, known(row, e).openingHours(), e.at());
        };
    }

    private static ClinicList.Entry changed(ClinicList.Entry row, long version, List<WeeklyHours> openingHours,
            @Nullable Instant closedAt) {
        return new ClinicList.Entry(row.id(), version, row.name(), row.timeZone(), openingHours, row.lapseAfterDays(),
                closedAt);
    }

    @Override
    public ClinicList.Entry read(ResultSet row) throws SQLException {
        return new ClinicList.Entry(new ClinicId(row.getObject("id", UUID.class)), row.getLong("version"),
                row.getString("name"), ZoneId.of(row.getString("time_zone")),
                json.readValue(row.getString("opening_hours"), HOURS), row.getInt("lapse_after_days"),
                Query.instant(row, "closed_at"));
    }

    @Override
    protected @Nullable Object[] values(ClinicList.Entry row) {
        return new @Nullable Object[]{row.id().value(), row.version(), row.closedAt(), row.lapseAfterDays(), row.name(),
                row.timeZone(),
                json.writeValueAsString(row.openingHours())};
    }
}
