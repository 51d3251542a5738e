package io.lumbar.infrastructure.therapist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.Certificates;
import io.lumbar.domain.therapist.Certificates.Revocation;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.therapist.TherapistEvent.AbsenceAdded;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.QualificationRevoked;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.RowPerStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Therapists as they stand. What they carry follows from the episodes and is not kept here. */
public final class TherapistProjection extends RowPerStream<TherapistEvent, TherapistList.Entry> {
    public static final String TABLE = "projection.therapist_v1";
    private static final String COLUMNS = "id, version, practising_since, left_at, caseload_limit, gender, clinics,"
            + " styles, qualifications, absences, personal";
    /** The column {@code personal}; the licence number is not in it, since no list shows it. */
    private static final TypeReference<Map<String, Personal<PersonName>>> ABOUT = new TypeReference<>() {};
    private static final String NAME = "name";
    private static final TypeReference<List<Qualification>> QUALIFICATIONS = new TypeReference<>() {};
    private static final TypeReference<List<Absence>> ABSENCES = new TypeReference<>() {};

    private final NamedSerializer stored;
    private final ObjectMapper json;

    /** @param stored seals what is personal */
    public TherapistProjection(NamedSerializer stored) {
        super("therapists-v1", TABLE, COLUMNS, StreamId.Kind.THERAPIST, TherapistEvent.class);
        this.stored = stored;
        this.json = stored.jsonIn(TABLE);
    }

    @Override
    protected TherapistList.Entry apply(TherapistList.@Nullable Entry row, TherapistEvent event, long version) {
        return switch (event) {
            case TherapistRegistered e -> new TherapistList.Entry(e.therapist(), version, e.name(), e.gender(),
                    e.practisingSince(), null, e.clinics(), List.of(), List.of(), 0, e.caseloadLimit());
            case QualificationGranted e -> certified(known(row, e), version,
                    Certificates.with(known(row, e).qualifications(), e.qualification()));
            case QualificationRevoked e -> certified(known(row, e), version, Certificates
                    .after(known(row, e).qualifications(), new Revocation(e.style(), e.revokedOn())));
            case CaseloadLimitChanged e -> changed(known(row, e), version, e.caseloadLimit(), known(row, e).leftAt());
            case TherapistDeactivated e -> changed(known(row, e), version, known(row, e).caseloadLimit(), e.at());
            case AbsenceAdded e -> away(known(row, e), version, e.absence());
            case WorkingHoursSet e -> changed(known(row, e), version, known(row, e).caseloadLimit(),
                    known(row, e).leftAt());
        };
    }

    private static TherapistList.Entry certified(TherapistList.Entry row, long version,
            List<Qualification> qualifications) {
        return new TherapistList.Entry(row.id(), version, row.name(), row.gender(), row.practisingSince(),
                row.leftAt(), row.clinics(), qualifications, row.absences(), row.caseload(), row.caseloadLimit());
    }

    private static TherapistList.Entry changed(TherapistList.Entry row, long version, int caseloadLimit,
            @Nullable Instant leftAt) {
        return new TherapistList.Entry(row.id(), version, row.name(), row.gender(), row.practisingSince(), leftAt,
                row.clinics(), row.qualifications(), row.absences(), row.caseload(), caseloadLimit);
    }

    private static TherapistList.Entry away(TherapistList.Entry row, long version, Absence absence) {
        return new TherapistList.Entry(row.id(), version, row.name(), row.gender(), row.practisingSince(),
                row.leftAt(), row.clinics(), row.qualifications(),
                Stream.concat(row.absences().stream(), Stream.of(absence)).toList(), row.caseload(),
                row.caseloadLimit());
    }

    /** The absences of a row. */
    public List<Absence> absences(ResultSet row) throws SQLException {
        return json.readValue(row.getString("absences"), ABSENCES);
    }

    @Override
    public void prepare(Collection<UUID> streams) {
        stored.fetch(StreamId.Kind.THERAPIST, streams);
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
                Query.instant(row, "left_at"),
                Query.elements(row, "clinics", UUID.class).stream().map(ClinicId::new).toList(),
                json.readValue(row.getString("qualifications"), QUALIFICATIONS), absences(row), caseload,
                row.getInt("caseload_limit"));
    }

    @Override
    protected @Nullable Object[] values(TherapistList.Entry row) {
        return new @Nullable Object[]{row.id().value(), row.version(), row.practisingSince(), row.leftAt(),
                row.caseloadLimit(), row.gender(), row.clinics().stream().map(ClinicId::value).toList(),
                row.qualifications().stream().map(Qualification::style).toList(),
                json.writeValueAsString(row.qualifications()), json.writeValueAsString(row.absences()),
                json.writeValueAsString(Map.of(NAME, row.name()))};
    }
}
