package io.lumbar.api.therapist;

import java.time.DayOfWeek;
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

    record View(TherapistId id, long version,
            @Schema(description = "Personal values were erased and are null") boolean erased,
            @Nullable PersonName name, @Nullable String licenceNumber, LocalDate practisingSince,
            List<ClinicId> clinics, List<Qualification> qualifications, @Nullable Gender gender, int caseloadLimit,
            List<HoursAtClinic> workingHours) {}

    record Item(TherapistId id, long version, boolean erased, @Nullable PersonName name,
            LocalDate practisingSince, List<ClinicId> clinics, List<Qualification> qualifications,
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
    ResponseEntity<View> therapist(@PathVariable TherapistId id) {
        Versioned<Therapist.Active> found = therapists.therapist(id);
        var therapist = found.state();
        return Answers.found(new View(id, found.version(), therapist.name() instanceof Personal.Erased,
                Shown.of(therapist.name()),
                Shown.of(therapist.licenceNumber()),
                therapist.practisingSince(), therapist.clinics(), therapist.qualifications(), therapist.gender(),
                therapist.caseloadLimit(), therapist.workingHours().stream().map(HoursAtClinic::of).toList()),
                found.version());
    }

    @GetMapping
    @Operation(summary = "All therapists with what they carry, those registered last first")
    Listing<Item> therapists(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = "") Set<Style> style, @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after) {
        return Listing.of(list.find(new TherapistList.Filter(clinic, style), new PageRequest(limit, cursor, after)),
                found -> new Item(found.id(), found.version(), found.name() instanceof Personal.Erased,
                        Shown.of(found.name()), found.practisingSince(),
                        found.clinics(), found.qualifications(), found.gender(), found.caseload(),
                        found.caseloadLimit()));
    }
}
