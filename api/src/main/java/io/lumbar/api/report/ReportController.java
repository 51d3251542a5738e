package io.lumbar.api.report;

import java.time.Instant;

import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.report.AdverseEventRates;
import io.lumbar.application.report.Attendance;
import io.lumbar.application.report.Disclosure;
import io.lumbar.application.report.FollowUpRates;
import io.lumbar.application.report.Outcomes;
import io.lumbar.application.report.ReportAnswer;
import io.lumbar.application.report.SessionsPerPerson;
import io.lumbar.application.report.SessionsPerPersonReport;
import io.lumbar.application.report.SessionsToResponse;
import io.lumbar.application.report.TherapistPoints;
import io.lumbar.application.report.TherapistsReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/reports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reports")
class ReportController {

    private final SessionsPerPersonReport sessionsPerPerson;
    private final TherapistsReport therapists;
    private final ShownReports reports;

    ReportController(SessionsPerPersonReport sessionsPerPerson, TherapistsReport therapists, ShownReports reports) {
        this.sessionsPerPerson = sessionsPerPerson;
        this.therapists = therapists;
        this.reports = reports;
    }

    @GetMapping("/sessions-per-person")
    @Operation(summary = "How many sessions a person needs", description = "Filters may be repeated: alternatives within one, all of them together.")
    SessionsPerPerson sessionsPerPerson(Question question,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope) {
        return sessionsPerPerson.answer(question.query(asOf, after, scope), Disclosure.ON_SCREEN,
                question.definition());
    }

    @GetMapping("/{name}")
    @Operation(summary = "What became of people", description = "The report of this name: "
            + "sessions-to-response, outcomes, attendance, adverse-events or follow-ups. Filters may be repeated: alternatives "
            + "within one, all of them together.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(anyOf = {SessionsToResponse.class,
            Outcomes.class, Attendance.class, AdverseEventRates.class, FollowUpRates.class})))
    ReportAnswer report(@Parameter(schema = @Schema(allowableValues = {"sessions-to-response", "outcomes", "attendance",
            "adverse-events", "follow-ups"})) @PathVariable String name,
            Question question,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope) {
        return reports.named(name).report().answer(question.query(asOf, after, scope), Disclosure.ON_SCREEN,
                question.definition());
    }

    @GetMapping("/therapists")
    @Operation(summary = "How much therapists have to do, and whether their clients respond as others do", description = "Filters may be "
            + "repeated: alternatives within one, all of them together. A therapist sees the own figures marked, and those "
            + "of others without a name.")
    TherapistPoints therapistPoints(Question question,
            @RequestParam(required = false) @Nullable Instant asOf, @Nullable Position after, Scope scope) {
        return therapists.answer(question.query(asOf, after, scope), Disclosure.ON_SCREEN, question.definition());
    }
}
