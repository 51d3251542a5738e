package io.lumbar.api.imports;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.outcome.Instrument;
import org.jspecify.annotations.Nullable;

import static io.lumbar.api.imports.RowKind.ADVERSE_EVENT;
import static io.lumbar.api.imports.RowKind.ASSIGNMENT;
import static io.lumbar.api.imports.RowKind.CLEARANCE;
import static io.lumbar.api.imports.RowKind.CONSENT;
import static io.lumbar.api.imports.RowKind.FOLLOW_UP;
import static io.lumbar.api.imports.RowKind.MEASUREMENT;
import static io.lumbar.api.imports.RowKind.SESSION;

/**
 * The columns of a table, as docs/import.md explains them. A column of an episode is told once or repeated in every row; any
 * other belongs to rows of some kinds.
 */
enum Column {
    EPISODE("episode", Type.TEXT, "externalId"),
    RECORD("record", Type.TEXT, ""),
    CLINIC("clinicId", Type.TEXT, "clinicId"),
    CLIENT("client", Type.TEXT, "client.externalId"),
    GIVEN_NAME("givenName", Type.TEXT, "client.name.given"),
    FAMILY_NAME("familyName", Type.TEXT, "client.name.family"),
    DATE_OF_BIRTH("dateOfBirth", Type.DAY, "client.dateOfBirth"),
    SEX("sex", Type.TEXT, "client.sex"),
    EMAIL("email", Type.TEXT, "client.contact.email"),
    PHONE("phone", Type.TEXT, "client.contact.phone"),
    ADDRESS("address", Type.TEXT, "client.contact.address"),
    CLIENT_OVERRIDE("clientOverride", Type.TEXT, "client.override.reason"),
    TREATMENT_CONSENT_VERSION("treatmentConsentVersion", Type.TEXT, "client.consents[0].textVersion"),
    TREATMENT_CONSENT_AT("treatmentConsentAt", Type.MOMENT, "client.consents[0].givenAt"),
    OPENED_AT("openedAt", Type.MOMENT, "episode.openedAt"),
    ONSET_ON("onsetOn", Type.DAY, "episode.complaint.onsetOn"),
    SITES("sites", Type.LIST, "episode.complaint.sites"),
    CAUSES("causes", Type.LIST, "episode.complaint.causes"),
    MUSCLES("muscles", Type.LIST, "episode.complaint.muscles"),
    LIMITED_ACTIVITIES("limitedActivities", Type.LIST, "episode.complaint.limitedActivities"),
    CATALOGUE_VERSION("catalogueVersion", Type.NUMBER, "episode.screening.catalogueVersion"),
    POSITIVE_SIGNS("positiveSigns", Type.LIST, "episode.screening.positive"),
    BASELINE_NPRS("baselineNprs", Instrument.NPRS),
    BASELINE_ODI("baselineOdi", Instrument.ODI),
    BASELINE_RMDQ("baselineRmdq", Instrument.RMDQ),
    BASELINE_PSFS("baselinePsfs", Instrument.PSFS),
    DOCTOR_CONSULTED("doctorConsulted", Type.TRUTH, "episode.doctorConsulted"),
    PREFERRED_STYLE("preferredStyle", Type.TEXT, "episode.preference.style"),
    PREFERRED_PRESSURE("preferredPressure", Type.NUMBER, "episode.preference.pressure"),
    PREFERRED_GENDER("preferredTherapistGender", Type.TEXT, "episode.preference.therapistGender"),
    EPISODE_OVERRIDE("episodeOverride", Type.TEXT, "episode.override.reason"),
    ASSIGNED_LICENCE("assignedLicenceNumber", Type.TEXT, "assignments[0].licenceNumber"),
    ASSIGNED_AT("assignedAt", Type.MOMENT, "assignments[0].at"),
    DISCHARGE_REASON("dischargeReason", Type.TEXT, "discharge.reason"),
    DISCHARGED_AT("dischargedAt", Type.MOMENT, "discharge.at"),
    DISCHARGED_TO("dischargedToClinicId", Type.TEXT, "discharge.toClinicId"),

    AT("at", Type.MOMENT, Map.of(CONSENT, "givenAt", CLEARANCE, "clearedAt", ASSIGNMENT, "at", SESSION, "startedAt",
            MEASUREMENT, "takenAt", ADVERSE_EVENT, "occurredAt", FOLLOW_UP, "takenAt")),
    TIME("time", Type.TEXT, Map.of(CONSENT, "", CLEARANCE, "", ASSIGNMENT, "", SESSION, "", MEASUREMENT, "",
            ADVERSE_EVENT, "", FOLLOW_UP, "")),
    SESSION_NAME("session", Type.TEXT, Map.of(SESSION, "externalId", ADVERSE_EVENT, "sessionExternalId")),
    LICENCE_NUMBER("licenceNumber", Type.TEXT, Map.of(SESSION, "licenceNumber", ASSIGNMENT, "licenceNumber")),
    MINUTES("minutes", Type.NUMBER, Map.of(SESSION, "minutes")),
    STYLE("style", Type.TEXT, Map.of(SESSION, "style")),
    KIND("kind", Type.TEXT, Map.of(SESSION, "kind")),
    AREAS("areas", Type.LIST, Map.of(SESSION, "areas")),
    PRESSURE("pressure", Type.NUMBER, Map.of(SESSION, "pressure")),
    PAIN_BEFORE("painBefore", Type.NUMBER, Map.of(SESSION, "painBefore")),
    PAIN_AFTER("painAfter", Type.NUMBER, Map.of(SESSION, "painAfter")),
    NOTE("note", Type.TEXT, Map.of(SESSION, "note")),
    REACTIONS("reactions", Type.LIST, Map.of(SESSION, "reactions")),
    BROKEN_RULE("brokenRule", Type.TEXT, Map.of(SESSION, "despite.rule")),
    BROKEN_RULE_REASON("brokenRuleReason", Type.TEXT, Map.of(SESSION, "despite.reason")),
    NPRS("nprs", Instrument.NPRS, SESSION, MEASUREMENT, FOLLOW_UP),
    ODI("odi", Instrument.ODI, SESSION, MEASUREMENT, FOLLOW_UP),
    RMDQ("rmdq", Instrument.RMDQ, SESSION, MEASUREMENT, FOLLOW_UP),
    PSFS("psfs", Instrument.PSFS, SESSION, MEASUREMENT, FOLLOW_UP),
    FOLLOW_UP_KIND("followUp", Type.TEXT, Map.of(FOLLOW_UP, "kind")),
    PGIC("pgic", Type.NUMBER, Map.of(FOLLOW_UP, "pgic")),
    FURTHER_CARE("furtherCare", Type.TEXT, Map.of(FOLLOW_UP, "furtherCare")),
    DURATION("duration", Type.TEXT, Map.of(ADVERSE_EVENT, "duration")),
    SEVERITY("severity", Type.TEXT, Map.of(ADVERSE_EVENT, "severity")),
    DESCRIPTION("description", Type.TEXT, Map.of(ADVERSE_EVENT, "description")),
    CLINICIAN("clinician", Type.TEXT, Map.of(CLEARANCE, "clinician")),
    OUTCOME("outcome", Type.TEXT, Map.of(CLEARANCE, "outcome")),
    PERMITTED_STYLES("permittedStyles", Type.LIST, Map.of(CLEARANCE, "permittedStyles")),
    PURPOSE("purpose", Type.TEXT, Map.of(CONSENT, "purpose")),
    TEXT_VERSION("textVersion", Type.TEXT, Map.of(CONSENT, "textVersion")),
    REASON("reason", Type.TEXT, Map.of(ASSIGNMENT, "reason")),
    OVERRIDE("override", Type.TEXT, Map.of(ASSIGNMENT, "override.reason"));

    /** Path of the scores at intake. */
    static final String BASELINE = "episode.baseline";

    /** What a table has to have. */
    static final List<Column> REQUIRED = List.of(EPISODE, RECORD, CLINIC, GIVEN_NAME, FAMILY_NAME, DATE_OF_BIRTH,
            ONSET_ON,
            SITES, CAUSES, CATALOGUE_VERSION, BASELINE_NPRS);

    /** How a cell is written. */
    enum Type {
        TEXT, NUMBER, TRUTH, DAY, MOMENT, LIST, SCORE
    }

    private final String label;
    private final Type type;
    private final @Nullable String path;
    private final @Nullable Instrument instrument;
    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Map<RowKind, String> paths;

    /** Of the episode. */
    Column(String label, Type type, String path) {
        this(label, type, path, null, Map.of());
    }

    /** Of the episode, taken at its opening. */
    Column(String label, Instrument instrument) {
        this(label, Type.SCORE, BASELINE, instrument, Map.of());
    }

    /** Of rows, with the path within what such a row adds; empty where the cell goes into another's. */
    Column(String label, Type type, Map<RowKind, String> paths) {
        this(label, type, null, null, paths);
    }

    /** A score in rows. */
    Column(String label, Instrument instrument, RowKind... kinds) {
        this(label, Type.SCORE, null, instrument, scored(kinds));
    }

    Column(String label, Type type, @Nullable String path, @Nullable Instrument instrument,
            Map<RowKind, String> paths) {
        this.label = label;
        this.type = type;
        this.path = path;
        this.instrument = instrument;
        this.paths = Map.copyOf(paths);
    }

    private static Map<RowKind, String> scored(RowKind... kinds) {
        var paths = new EnumMap<RowKind, String>(RowKind.class);
        Arrays.stream(kinds).forEach(kind -> paths.put(kind, ""));
        return paths;
    }

    /** The name in the header. */
    String label() {
        return label;
    }

    Type type() {
        return type;
    }

    /** What is scored; null for anything but a score. */
    @Nullable
    Instrument instrument() {
        return instrument;
    }

    /** Path within the history; null for a column of rows. */
    @Nullable
    String path() {
        return path;
    }

    /** Path within what a row of the kind adds; null when such a row does not have it. */
    @Nullable
    String path(RowKind kind) {
        return paths.get(kind);
    }

    /** By its exact name; null when there is none of that name. */
    static @Nullable Column of(String label) {
        for (Column column : values()) {
            if (column.label.equals(label)) {
                return column;
            }
        }
        return null;
    }

    /** All names. */
    static List<String> labels() {
        return Arrays.stream(values()).map(Column::label).toList();
    }
}
