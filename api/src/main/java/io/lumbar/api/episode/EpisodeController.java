package io.lumbar.api.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.api.request.Listing;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.Assignments;
import io.lumbar.application.episode.EpisodeList;
import io.lumbar.application.episode.Episodes;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Intake;
import io.lumbar.domain.episode.LimitedActivity;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
@RequestMapping("/api/v1/episodes")
@Tag(name = "Episodes")
class EpisodeController {
    /** Few are longer than a page may be. */
    private static final String WHOLE_TIMELINE = "200";

    private final Episodes episodes;
    private final Assignments assignments;
    private final EpisodeList list;

    EpisodeController(Episodes episodes, Assignments assignments, EpisodeList list) {
        this.episodes = episodes;
        this.assignments = assignments;
        this.list = list;
    }

    record Opening(ClientId clientId, ClinicId clinicId, Complaints complaint, Screened screening,
            @Schema(description = "Taken at the opening; one NPRS at least, at most one an instrument") List<Sheet> baseline,
            @Schema(description = "Default: now") @Nullable Instant openedAt,
            @Schema(defaultValue = "false") @Nullable Boolean doctorConsulted, @Nullable Preference preference,
            @Schema(description = "The episode that was transferred to this clinic and goes on here") @Nullable EpisodeId continues,
            @Schema(description = "Sets aside that a client has one open episode at a time; for managers") @Nullable SettingAside override) {

        Episodes.Opening opening() {
            return new Episodes.Opening(clientId, clinicId, openedAt, complaint.complaint(), complaint.inOwnWords(),
                    screening.catalogueVersion, screening.positive.stream().map(Sign::sign).toList(),
                    Sheet.all("baseline", baseline), Boolean.TRUE.equals(doctorConsulted), preference, continues,
                    override == null ? null : override.reason);
        }
    }

    /** What brought the client. */
    record Complaints(LocalDate onsetOn, @ArraySchema(minItems = 1, uniqueItems = true) List<Area> sites,
            @ArraySchema(minItems = 1, uniqueItems = true, arraySchema = @Schema(description = "The primary one first")) List<Cause> causes,
            @Nullable List<Muscle> muscles,
            @ArraySchema(schema = @Schema(minLength = 1, maxLength = 200), arraySchema = @Schema(description = "BENDING_TO_TIE_SHOES, "
                    + "SITTING_AT_COMPUTER, LIFTING, STANDING, WALKING, SLEEPING or own words")) @Nullable List<String> limitedActivities) {

        private Complaint complaint() {
            return new Complaint(onsetOn, sites, causes, muscles == null ? List.of() : muscles, listed(activities()));
        }

        private List<String> inOwnWords() {
            return inOwnWords(activities());
        }

        private List<String> activities() {
            return limitedActivities == null ? List.of() : limitedActivities;
        }

        private static List<LimitedActivity> listed(List<String> activities) {
            return activities.stream().filter(Complaints::isListed).map(LimitedActivity::valueOf).toList();
        }

        private static List<String> inOwnWords(List<String> activities) {
            return activities.stream().filter(activity -> !isListed(activity)).toList();
        }

        private static boolean isListed(String activity) {
            return Arrays.stream(LimitedActivity.values()).anyMatch(listed -> listed.name().equals(activity));
        }
    }

    /** What was looked for and found. */
    record Screened(
            @Schema(minimum = "1", maximum = "1", description = "Version of the screening catalogue") Integer catalogueVersion,
            @Schema(description = "Signs that are present, each a code or {code, areas}") List<Sign> positive) {}

    /** A sign that is present: its code alone, or with the areas where it is. */
    @Schema(types = {"string",
            "object"}, maxLength = 40, description = "A code of the catalogue, or an object of code and areas")
    record Sign(@Schema(maxLength = 40) String code, @Nullable List<Area> areas) {

        @JsonCreator
        Sign {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Sign(String code) {
            this(code, null);
        }

        private PositiveSign sign() {
            return new PositiveSign(code, areas == null ? List.of() : areas);
        }
    }

    record Rescreened(
            @Schema(description = "Every sign that is present, also those found before, each a code or {code, areas}; "
                    + "areas that are not named any more are free again") List<Sign> positive,
            @Schema(minimum = "1", maximum = "1", description = "Version of the screening catalogue; default: that of "
                    + "the latest screening") @Nullable Integer catalogueVersion,
            @Schema(description = "Default: now") @Nullable Instant at) {}

    record Clearance(@Schema(minLength = 1, maxLength = 200) String clinician, Instant clearedAt,
            @Schema(defaultValue = "CLEARED") @Nullable ClearanceOutcome outcome,
            @Schema(description = "Allowed although a sign rules them out") @Nullable List<Style> permittedStyles) {}

    record Declining(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    record CorrectingIntake(
            @Schema(description = "Its screening and the measurements taken at the opening move with it") @Nullable Instant openedAt,
            @Nullable ComplaintAnew complaint,
            @Schema(description = "The whole screening at intake") @Nullable ScreenedAnew screening,
            @Nullable Boolean doctorConsulted, @Schema(description = "The whole of it") @Nullable Preference preference,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {

        private Intake.Changes changes() {
            ComplaintAnew anew = complaint == null ? new ComplaintAnew(null, null, null, null, null) : complaint;
            List<String> activities = anew.limitedActivities;
            return new Intake.Changes(openedAt, anew.onsetOn, anew.sites, anew.causes, anew.muscles,
                    activities == null ? null : Complaints.listed(activities),
                    activities == null ? null : Complaints.inOwnWords(activities),
                    screening == null ? null : screening.screened(), doctorConsulted, preference);
        }
    }

    /** What of the complaint was otherwise; what is not given stays. */
    record ComplaintAnew(@Nullable LocalDate onsetOn,
            @ArraySchema(minItems = 1, uniqueItems = true) @Nullable List<Area> sites,
            @ArraySchema(minItems = 1, uniqueItems = true, arraySchema = @Schema(description = "The primary one first")) @Nullable List<Cause> causes,
            @Nullable List<Muscle> muscles,
            @ArraySchema(schema = @Schema(minLength = 1, maxLength = 200), arraySchema = @Schema(description = "All of them, as at "
                    + "the opening")) @Nullable List<String> limitedActivities) {}

    /** What was really found at intake. */
    record ScreenedAnew(
            @Schema(minimum = "1", maximum = "1", description = "Version of the screening catalogue; default: as it was") @Nullable Integer catalogueVersion,
            @Schema(description = "Signs that were present, each a code or {code, areas}") List<Sign> positive) {
        private Intake.Screened screened() {
            return new Intake.Screened(catalogueVersion, positive.stream().map(Sign::sign).toList());
        }
    }

    record Correcting(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    record Assigning(TherapistId therapistId,
            @Schema(description = "Default: now") @Nullable Instant at,
            @Schema(minLength = 1, description = "Why another therapist takes over; when one does and only then") @FreeText @Nullable String reason,
            @Schema(description = "Sets preference, qualification for the preferred style and caseload aside; for "
                    + "managers") @Nullable SettingAside override,
            @Schema(defaultValue = "MOVE", description = "Whether sessions planned from then on go to the therapist who "
                    + "takes over, or all stay as planned") @Nullable PlannedSessions plannedSessions) {}

    record SettingAside(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    record Discharging(Discharge.Reason reason, @Schema(description = "Default: now") @Nullable Instant at,
            @Schema(description = "With TRANSFERRED and only then") @Nullable ClinicId toClinicId) {}

    record Reopening(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason,
            @Schema(description = "Sets a full caseload, and that a client has one open episode at a time, aside; for "
                    + "managers") @Nullable SettingAside override) {}

    record Item(EpisodeId id, long version, ClientId clientId, ClinicId clinicId,
            @Nullable TherapistId therapistId, EpisodeList.State state, Instant openedAt, LocalDate openedOn,
            String chronicity, Cause primaryCause, int heldSessions, @Nullable Instant lastHeldAt,
            @Nullable Instant nextPlannedAt, @Nullable Instant endedAt, Discharge.@Nullable Reason endReason) {

        private static Item of(EpisodeList.Entry found) {
            return new Item(found.id(), found.version(), found.client(), found.clinic(), found.therapist(),
                    found.state(), found.openedAt(), found.openedOn(), found.chronicity().label(),
                    found.primaryCause(), found.heldSessions(), found.lastHeldAt(), found.nextPlannedAt(),
                    found.endedAt(), found.endReason());
        }
    }

    @PostMapping
    @Operation(summary = "Open an episode with its intake")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> openEpisode(@RequestBody Opening body, Request request) {
        var opened = episodes.open(request, body.opening());
        return Answers.created(opened, "/api/v1/episodes/{id}", opened.resource());
    }

    @PostMapping("/{id}/screenings")
    @Operation(summary = "Screen the client again: a new sign that a physician must clear puts treatment on hold")
    ResponseEntity<Written> recordScreening(@PathVariable EpisodeId id, @RequestBody Rescreened body,
            Request request) {
        return Answers.done(episodes.recordScreening(request, id, body.catalogueVersion,
                body.positive.stream().map(Sign::sign).toList(), body.at));
    }

    @PostMapping("/{id}/clearances")
    @Operation(summary = "Record a physician's word on the screening")
    ResponseEntity<Written> recordClearance(@PathVariable EpisodeId id, @RequestBody Clearance body, Request request) {
        return Answers.done(episodes.recordClearance(request, id, body.clinician, body.clearedAt, body.outcome,
                body.permittedStyles == null ? List.of() : body.permittedStyles));
    }

    @PostMapping("/{id}/decline")
    @Operation(summary = "Turn the client away before treatment began")
    ResponseEntity<Written> declineEpisode(@PathVariable EpisodeId id, @RequestBody Declining body, Request request) {
        return Answers.done(episodes.decline(request, id, body.reason));
    }

    @PostMapping("/{id}/assignments")
    @Operation(summary = "Make a therapist responsible, the first one or the next")
    ResponseEntity<Written> assignTherapist(@PathVariable EpisodeId id, @RequestBody Assigning body,
            Request request) {
        return Answers.done(assignments.assign(request, id, body.therapistId, body.at, body.reason,
                body.override == null ? null : body.override.reason, body.plannedSessions));
    }

    @PostMapping("/{id}/intake-correction")
    @Operation(summary = "Put the intake right: what is given changes, the rest stays; age and sex follow from the client's record")
    ResponseEntity<Written> correctIntake(@PathVariable EpisodeId id, @RequestBody CorrectingIntake body,
            Request request) {
        return Answers.done(episodes.correctIntake(request, id, body.changes(), body.reason));
    }

    @PostMapping("/{id}/voiding")
    @Operation(summary = "Void an episode that was entered in error: it counts nowhere and takes nothing any more")
    ResponseEntity<Written> voidEpisode(@PathVariable EpisodeId id, @RequestBody Correcting body, Request request) {
        return Answers.done(episodes.enteredInError(request, id, body.reason));
    }

    @PostMapping("/{id}/discharge")
    @Operation(summary = "End the episode: later planned sessions are cancelled, follow-ups planned")
    ResponseEntity<Written> dischargeEpisode(@PathVariable EpisodeId id, @RequestBody Discharging body,
            Request request) {
        return Answers.done(episodes.discharge(request, id, body.reason, body.at, body.toClinicId));
    }

    @PostMapping("/{id}/reopening")
    @Operation(summary = "Take a discharged episode up again, within twelve months: pending follow-ups are withdrawn")
    ResponseEntity<Written> reopenEpisode(@PathVariable EpisodeId id, @RequestBody Reopening body, Request request) {
        return Answers.done(episodes.reopen(request, id, body.reason,
                body.override == null ? null : body.override.reason));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Everything that stands of an episode, always current")
    ResponseEntity<EpisodeView> episode(@PathVariable EpisodeId id, Scope scope) {
        var found = episodes.episode(scope, id);
        return Answers.found(EpisodeView.of(found), found.version());
    }

    @GetMapping("/{id}/timeline")
    @Operation(summary = "Everything that was recorded of an episode, oldest first, always current")
    ResponseEntity<Listing<TimelineEntry>> timeline(@PathVariable EpisodeId id,
            @RequestParam(defaultValue = WHOLE_TIMELINE) int limit,
            @RequestParam(required = false) @Nullable String cursor, Scope scope) {
        var page = new PageRequest(limit, cursor, null, scope);
        var history = episodes.history(scope, id);
        var last = history.getLast();
        List<TimelineEntry> rest = TimelineEntry.of(history).stream()
                .filter(entry -> entry.version() > versionOf(cursor)).toList();
        List<TimelineEntry> entries = List.copyOf(rest.subList(0, Math.min(page.limit(), rest.size())));
        String next = entries.size() < rest.size() ? Long.toString(entries.getLast().version()) : null;
        return Answers.found(new Listing<>(entries, next, last.recordedAt(), last.position().value()),
                last.version(), episodes.episode(scope, id).state().course().client());
    }

    private static long versionOf(@Nullable String cursor) {
        try {
            return cursor == null ? -1 : Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw new Rejected(new InvalidValue("cursor", "must be the nextCursor of the same list"));
        }
    }

    @GetMapping
    @Operation(summary = "Episodes, those entered last first")
    Listing<Item> episodes(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = "") Set<TherapistId> therapist,
            @RequestParam(defaultValue = "") Set<ClientId> client,
            @Parameter(description = "Default: all but VOIDED") @RequestParam(defaultValue = "") Set<EpisodeList.State> state,
            @Parameter(description = "First local date of opening") @RequestParam(required = false) @Nullable LocalDate openedFrom,
            @Parameter(description = "Last one, included") @RequestParam(required = false) @Nullable LocalDate openedTo,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(list.find(new EpisodeList.Filter(clinic, therapist, client, state, openedFrom, openedTo),
                new PageRequest(limit, cursor, after, scope)), Item::of);
    }
}
