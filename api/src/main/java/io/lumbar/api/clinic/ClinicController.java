package io.lumbar.api.clinic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.api.request.Listing;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.clinic.Clinics;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;
import io.swagger.v3.oas.annotations.Operation;
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
@RequestMapping("/api/v1/clinics")
@Tag(name = "Clinics")
class ClinicController {

    private final Clinics clinics;
    private final ClinicList list;

    ClinicController(Clinics clinics, ClinicList list) {
        this.clinics = clinics;
        this.list = list;
    }

    record Opening(@Schema(minLength = 1, maxLength = 100) String name,
            @Schema(maxLength = 50, description = "A region such as Europe/Amsterdam") ZoneId timeZone,
            @Nullable List<WeeklyHours> openingHours,
            @Schema(minimum = "0", maximum = "3650", defaultValue = "90", description = "Days of silence after which an episode is discharged as lost; 0 means never") @Nullable Integer lapseAfterDays) {}

    record Hours(
            @Schema(description = "Replaces the earlier ones; spans of a day do not overlap") List<WeeklyHours> openingHours) {}

    record Closing(@Schema(description = "Default: now") @Nullable Instant at) {}

    record View(ClinicId id, long version, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays, @Schema(description = "Null while it is open") @Nullable Instant closedAt) {}

    @PostMapping
    @Operation(summary = "Open a clinic")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> openClinic(@RequestBody Opening body, Request request) {
        var opened = clinics.open(request, body.name, body.timeZone,
                body.openingHours == null ? List.of() : body.openingHours, body.lapseAfterDays);
        return Answers.created(opened, "/api/v1/clinics/{id}", opened.resource());
    }

    @GetMapping("/{id}")
    @Operation(summary = "A clinic as it stands")
    ResponseEntity<View> clinic(@PathVariable ClinicId id, Scope scope) {
        var found = clinics.clinic(scope, id);
        var clinic = found.state();
        return Answers.found(new View(id, found.version(), clinic.name(), clinic.timeZone(),
                clinic.openingHours(), clinic.lapseAfterDays(), clinic.closedAt()), found.version());
    }

    @PutMapping("/{id}/opening-hours")
    @Operation(summary = "Change the weekly opening hours; what is planned already stays planned")
    ResponseEntity<Written> changeOpeningHours(@PathVariable ClinicId id, @RequestBody Hours body, Request request) {
        return Answers.done(clinics.changeOpeningHours(request, id, body.openingHours));
    }

    @PostMapping("/{id}/closing")
    @Operation(summary = "Close a clinic; refused while it has open episodes")
    ResponseEntity<Written> closeClinic(@PathVariable ClinicId id, @RequestBody Closing body, Request request) {
        return Answers.done(clinics.close(request, id, body.at));
    }

    @GetMapping
    @Operation(summary = "All clinics, those opened last first")
    Listing<View> clinics(@RequestParam(defaultValue = "") Set<ClinicList.State> state,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(list.find(state, new PageRequest(limit, cursor, after, scope)),
                clinic -> new View(clinic.id(), clinic.version(), clinic.name(), clinic.timeZone(),
                        clinic.openingHours(), clinic.lapseAfterDays(), clinic.closedAt()));
    }
}
