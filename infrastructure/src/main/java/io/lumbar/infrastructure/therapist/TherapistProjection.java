package io.lumbar.infrastructure.therapist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.RowPerStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Therapists as they stand. What they carry follows from the episodes and is not kept here. */
public final class TherapistProjection extends RowPerStream<TherapistEvent, TherapistList.Entry> {
    static final String TABLE = "projection.therapist_v1";
    private static final String COLUMNS = "id, version, practising_since, caseload_limit, gender, clinics, styles,"
            + " qualifications, personal";
    /** The column {@code personal}; the licence number is not in it, since no list shows it. */
    private static final TypeReference<Map<String, Personal<PersonName>>> ABOUT = new TypeReference<>() {};
    private static final String NAME = "name";
    private static final TypeReference<List<Qualification>> QUALIFICATIONS = new TypeReference<>() {};

    private final ObjectMapper json;

    /** @param json as events are written */
    public TherapistProjection(ObjectMapper json) {
        super("therapists-v1", TABLE, COLUMNS, TherapistEvent.class);
        this.json = json;
    }

    @Override
    protected TherapistList.Entry apply(TherapistList.@Nullable Entry row, TherapistEvent event, long version) {
        return switch (event) {
            case TherapistRegistered e -> new TherapistList.Entry(e.therapist(), version, e.name(), e.gender(),
                    e.practisingSince(), e.clinics(), List.of(), 0, e.caseloadLimit());
            case QualificationGranted e -> with(known(row, e), version, added(known(row, e), e.qualification()));
            case WorkingHoursSet e -> with(known(row, e), version, known(row, e).qualifications());
        };
    }

    private static List<Qualification> added(TherapistList.Entry row, Qualification granted) {
        var held = new ArrayList<>(row.qualifications());
        held.removeIf(each -> each.style() == granted.style());
        held.add(granted);
        return held;
    }

    private static TherapistList.Entry with(TherapistList.Entry row, long version, List<Qualification> qualifications) {
        return new TherapistList.Entry(row.id(), version, row.name(), row.gender(), row.practisingSince(),
                row.clinics(), qualifications, row.caseload(), row.caseloadLimit());
    }

    @Override
    protected TherapistList.Entry read(ResultSet row) throws SQLException {
        return entry(row, 0);
    }

    TherapistList.Entry entry(ResultSet row, int caseload) throws SQLException {
        String gender = row.getString("gender");
        return new TherapistList.Entry(new TherapistId(row.getObject("id", UUID.class)), row.getLong("version"),
                Objects.requireNonNull(json.readValue(row.getString("personal"), ABOUT).get(NAME)),
                gender == null ? null : Gender.valueOf(gender), row.getObject("practising_since", LocalDate.class),
                Query.elements(row, "clinics", UUID.class).stream().map(ClinicId::new).toList(),
                json.readValue(row.getString("qualifications"), QUALIFICATIONS), caseload,
                row.getInt("caseload_limit"));
    }

    @Override
    protected @Nullable Object[] values(TherapistList.Entry row) {
        return new @Nullable Object[]{row.id().value(), row.version(), row.practisingSince(), row.caseloadLimit(),
                row.gender(), row.clinics().stream().map(ClinicId::value).toList(),
                row.qualifications().stream().map(Qualification::style).toList(),
                json.writeValueAsString(row.qualifications()), json.writeValueAsString(Map.of(NAME, row.name()))};
    }
}
