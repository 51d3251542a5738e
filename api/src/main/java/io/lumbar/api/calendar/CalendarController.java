package io.lumbar.api.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
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
import io.swagger.v3.oas.annotations.media.Schema;
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

    /** A part of the sessions, and with the first part when nobody is there. */
    record Sheet(List<Entry> items,
            @Schema(description = "Asks for the sessions that follow") @Nullable String nextCursor,
            Instant asOf, String position,
            @Schema(description = "All that share a moment with the span, with the first part only") List<Away> absences,
            @Schema(description = "All of the span, with the first part only: outside of the weekly opening hours, or closed "
                    + "for good; none of a clinic that told no hours") List<Closed> closed) {

        private static Sheet of(Calendar.Part part) {
            var listing = Listing.of(part.sessions(), Entry::of);
            return new Sheet(listing.items(), listing.nextCursor(), listing.asOf(), listing.position(),
                    part.absences().stream().map(away -> new Away(away.therapist(), away.absence().from(),
                            away.absence().to())).toList(),
                    part.closed().stream().map(Closed::of).toList());
        }
    }

    record Entry(SessionId id, @Schema(description = "Of the episode") long version, EpisodeId episodeId,
            ClientId clientId, ClinicId clinicId, TherapistId therapistId, Instant start, Instant end,
            @Schema(description = "The clinic's") ZoneId timeZone,
            @Schema(description = "What the clock at the clinic shows at the start") OffsetDateTime localStart,
            @Schema(description = "What the clock at the clinic shows at the end") OffsetDateTime localEnd, Style style,
            SessionKind kind, Calendar.State state) {

        private static Entry of(Calendar.Entry found) {
            return new Entry(found.id(), found.version(), found.episode(), found.client(), found.clinic(),
                    found.therapist(), found.start(), found.end(), found.time().zone(),
                    found.time().wall(found.start()), found.time().wall(found.end()), found.style(), found.kind(),
                    found.state());
        }
    }

    /** From every clinic. */
    record Away(TherapistId therapistId, Instant from, Instant to) {}

    record Closed(ClinicId clinicId, Instant from, Instant to, ZoneId timeZone, OffsetDateTime localFrom,
            OffsetDateTime localTo) {

        private static Closed of(Calendar.Closed closed) {
            var span = closed.span();
            return new Closed(closed.clinic(), span.from(), span.to(), closed.time().zone(),
                    closed.time().wall(span.from()), closed.time().wall(span.to()));
        }
    }

    @GetMapping
    @Operation(summary = "Sessions that end after from and start before to, earliest first, at most 366 days at once")
    Sheet calendar(@RequestParam Instant from, @RequestParam Instant to,
            @RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = "") Set<TherapistId> therapist,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Sheet.of(calendar.find(new Calendar.Filter(from, to, clinic, therapist),
                new PageRequest(limit, cursor, after, scope)));
    }
}
