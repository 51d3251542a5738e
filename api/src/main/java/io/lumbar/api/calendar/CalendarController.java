package io.lumbar.api.calendar;

import java.time.Instant;
import java.util.Set;

import io.lumbar.api.request.Listing;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.calendar.Calendar;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/calendar")
@Tag(name = "Calendar")
class CalendarController {

    private final Calendar calendar;

    CalendarController(Calendar calendar) {
        this.calendar = calendar;
    }

    record Entry(SessionId sessionId, EpisodeId episodeId, ClientId clientId, ClinicId clinicId,
            TherapistId therapistId, Instant start, Instant end, Style style, SessionKind kind,
            Calendar.State state) {}

    @GetMapping
    @Operation(summary = "Sessions that end after from and start before to, earliest first")
    Listing<Entry> calendar(@RequestParam Instant from, @RequestParam Instant to,
            @RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = "") Set<TherapistId> therapist,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(
                calendar.find(new Calendar.Filter(from, to, clinic, therapist),
                        new PageRequest(limit, cursor, after, scope)),
                found -> new Entry(found.id(), found.episode(), found.client(), found.clinic(),
                        found.therapist(), found.start(), found.end(), found.style(), found.kind(), found.state()));
    }
}
