package io.lumbar.api.therapist;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.api.request.Listing;
import io.lumbar.api.request.Shown;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.application.therapist.Therapists;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.Engagement;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.WorkingHours;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/therapists")
@Tag(name = "Therapists")
class TherapistController {

    private final Therapists therapists;
    private final TherapistList list;

    TherapistController(Therapists therapists, TherapistList list) {
        this.therapists = therapists;
        this.list = list;
    }

    record Registration(PersonName name,
            @Schema(minLength = 1, maxLength = 40, description = "Unique among all therapists") String licenceNumber,
            LocalDate practisingSince, @ArraySchema(minItems = 1, uniqueItems = true) List<ClinicId> clinics,
            @Schema(description = "At most one a style") List<Qualification> qualifications,
            @Nullable Gender gender,
            @Schema(minimum = "1", maximum = "500", defaultValue = "40", description = "Most open episodes carried at once") @Nullable Integer caseloadLimit,
            @Nullable List<HoursAtClinic> workingHours) {}

    /** When a therapist works at a clinic every week, in that clinic's time zone. */
    record HoursAtClinic(ClinicId clinicId, DayOfWeek day, LocalTime from, LocalTime to) {

        private static HoursAtClinic of(WorkingHours hours) {
            return new HoursAtClinic(hours.clinic(), hours.hours().day(), hours.hours().from(), hours.hours().to());
        }

        private WorkingHours hours() {
            return new WorkingHours(clinicId, new WeeklyHours(day, from, to));
        }
    }

    record Revocation(
            @Schema(description = "First day on which no certificate for the style counts") LocalDate revokedOn) {}

    record HoursSetting(ClinicId clinicId,
            @Schema(description = "Replaces the hours at this clinic; none: every time will do") List<WeeklyHours> weekly) {}

    record Limit(
            @Schema(minimum = "1", maximum = "500", description = "Most open episodes carried at once; below the present load it bars new assignments only") Integer caseloadLimit) {}

    record Departure(@Schema(description = "Default: now") @Nullable Instant at) {}

    record View(TherapistId id, long version,
            @Schema(description = "Personal values were erased and are null") boolean erased,
            @Nullable PersonName name, @Nullable String licenceNumber, LocalDate practisingSince,
            @Schema(description = "Null while active") @Nullable Instant deactivatedAt, List<ClinicId> clinics,
            @Schema(description = "What counts or counted, without what was revoked") List<Qualification> qualifications,
            @Nullable Gender gender, int caseloadLimit, List<HoursAtClinic> workingHours, List<Absence> absences) {}

    record Item(TherapistId id, long version, boolean erased, @Nullable PersonName name,
            LocalDate practisingSince, @Schema(description = "Null while active") @Nullable Instant deactivatedAt,
            List<ClinicId> clinics, List<Qualification> qualifications,
            @Nullable Gender gender, @Schema(description = "Open episodes carried now") int caseload,
            int caseloadLimit) {}

    @PostMapping
    @Operation(summary = "Take a therapist on")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> registerTherapist(@RequestBody Registration body, Request request) {
        List<WorkingHours> hours = body.workingHours == null
                ? List.of()
                : body.workingHours.stream().map(HoursAtClinic::hours).toList();
        var registered = therapists.register(request, body.name, body.licenceNumber, body.practisingSince, body.clinics,
                body.qualifications, body.gender, body.caseloadLimit, hours);
        return Answers.created(registered, "/api/v1/therapists/{id}", registered.resource());
    }

    @GetMapping("/{id}")
    @Operation(summary = "A therapist's record as it stands")
    ResponseEntity<View> therapist(@PathVariable TherapistId id, Scope scope) {
        Versioned<Therapist.Registered> found = therapists.therapist(scope, id);
        Engagement known = found.state().engagement();
        return Answers.found(new View(id, found.version(), known.name() instanceof Personal.Erased,
                Shown.of("name", known.name()), Shown.of("licenceNumber", known.licenceNumber()),
                known.practisingSince(),
                found.state().leftAt(), known.clinics(), known.certificates().counting(), known.gender(),
                known.caseloadLimit(), known.workingHours().stream().map(HoursAtClinic::of).toList(),
                known.absences()), found.version());
    }

    @PostMapping("/{id}/qualifications")
    @Operation(summary = "Add a certificate; one that renews another may overlap it")
    ResponseEntity<Written> grantQualification(@PathVariable TherapistId id, @RequestBody Qualification body,
            Request request) {
        return Answers.done(therapists.grant(request, id, body));
    }

    @PostMapping("/{id}/qualifications/{style}/revocation")
    @Operation(summary = "Take all certificates for a style away; sessions that started before stay as they were")
    ResponseEntity<Written> revokeQualification(@PathVariable TherapistId id, @PathVariable Style style,
            @RequestBody Revocation body, Request request) {
        return Answers.done(therapists.revoke(request, id, style, body.revokedOn));
    }

    @PutMapping("/{id}/working-hours")
    @Operation(summary = "Set the weekly hours at one clinic; what is planned already stays planned")
    ResponseEntity<Written> setWorkingHours(@PathVariable TherapistId id, @RequestBody HoursSetting body,
            Request request) {
        return Answers.done(therapists.setWorkingHours(request, id, body.clinicId, body.weekly));
    }

    @PostMapping("/{id}/absences")
    @Operation(summary = "Say that a therapist is away for at most 366 days; what is planned already stays planned")
    ResponseEntity<Written> addAbsence(@PathVariable TherapistId id, @RequestBody Absence body, Request request) {
        return Answers.done(therapists.addAbsence(request, id, body));
    }

    @PutMapping("/{id}/caseload-limit")
    @Operation(summary = "Change how many open episodes may be carried at once")
    ResponseEntity<Written> changeCaseloadLimit(@PathVariable TherapistId id, @RequestBody Limit body,
            Request request) {
        return Answers.done(therapists.changeCaseloadLimit(request, id, body.caseloadLimit));
    }

    @PostMapping("/{id}/deactivation")
    @Operation(summary = "Say that a therapist has left; refused while episodes are carried or sessions planned")
    ResponseEntity<Written> deactivateTherapist(@PathVariable TherapistId id, @RequestBody Departure body,
            Request request) {
        return Answers.done(therapists.deactivate(request, id, body.at));
    }

    @GetMapping
    @Operation(summary = "All therapists with what they carry, those registered last first")
    Listing<Item> therapists(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = "") Set<Style> style,
            @RequestParam(defaultValue = "") Set<TherapistList.State> state,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(
                list.find(new TherapistList.Filter(clinic, style, state), new PageRequest(limit, cursor, after, scope)),
                found -> new Item(found.id(), found.version(), found.name() instanceof Personal.Erased,
                        Shown.of("name", found.name()), found.practisingSince(), found.leftAt(),
                        found.clinics(), found.qualifications(), found.gender(), found.caseload(),
                        found.caseloadLimit()));
    }
}
