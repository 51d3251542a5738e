package io.lumbar.api.episode;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.lumbar.api.episode.EpisodeController.Clearance;
import io.lumbar.api.episode.EpisodeController.Complaints;
import io.lumbar.api.episode.EpisodeController.Discharging;
import io.lumbar.api.episode.EpisodeController.Screened;
import io.lumbar.api.episode.EpisodeController.SettingAside;
import io.lumbar.api.episode.SessionController.Against;
import io.lumbar.api.json.FreeText;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.client.Clients;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.Sessions;
import io.lumbar.application.imports.Deed;
import io.lumbar.application.imports.EpisodeHistory;
import io.lumbar.application.imports.Story;
import io.lumbar.domain.Area;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.client.Contact;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.outcome.Instrument;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line of an import: one whole episode, from intake to the last follow-up, with its client. */
@Schema(description = "One whole episode history. What is told may stand in any order; it is recorded in that of time.")
public record HistoryLine(
        @Schema(minLength = 1, maxLength = 100, description = "The episode's name in the other system, unique within the clinic") String externalId,
        ClinicId clinicId, Person client, Intake episode, @Nullable List<Clearance> clearances,
        @Nullable List<Assigned> assignments, @Nullable List<Held> sessions, @Nullable List<Taken> measurements,
        @Nullable List<Suffered> adverseEvents, @Nullable Discharging discharge,
        @Schema(description = "At most one a kind") @Nullable List<Followed> followUps) {

    /** Who was treated. */
    public record Person(
            @Schema(minLength = 1, maxLength = 100, description = "The person's name in the other system, unique within "
                    + "the clinic; lines with the same one are of one client. Default: the line's") @Nullable String externalId,
            PersonName name, LocalDate dateOfBirth,
            @Schema(description = "At most one a purpose; no session without TREATMENT") List<Agreement> consents,
            @Schema(defaultValue = "UNKNOWN") @Nullable Sex sex, @Nullable Contact contact,
            @Schema(description = "Why it is another person than a client of the same name and birth date") @Nullable SettingAside override) {}

    /** A consent. */
    public record Agreement(Consent.Purpose purpose, @Schema(minLength = 1, maxLength = 40) String textVersion,
            @Schema(description = "Default: now, which is after every session that is told of") @Nullable Instant givenAt) {}

    /** The first assessment. */
    public record Intake(Complaints complaint, Screened screening,
            @Schema(description = "Taken at the opening; one NPRS at least, at most one an instrument") List<Sheet> baseline,
            @Schema(description = "Default: now, which is after every session that is told of") @Nullable Instant openedAt,
            @Schema(defaultValue = "false") @Nullable Boolean doctorConsulted, @Nullable Preference preference,
            @Schema(description = "Sets aside that a client has one open episode at a time; for managers") @Nullable SettingAside override) {}

    /** Who became responsible. */
    public record Assigned(@Schema(minLength = 1, maxLength = 100) String licenceNumber, Instant at,
            @Schema(minLength = 1, description = "Why another therapist takes over; when one does and only then") @FreeText @Nullable String reason,
            @Nullable SettingAside override) {}

    /** A session that took place. */
    public record Held(
            @Schema(minLength = 1, maxLength = 100, description = "The session's name in the other system, unique within the line") @Nullable String externalId,
            Instant startedAt, @Schema(minimum = "5", maximum = "240") Integer minutes, Style style, SessionKind kind,
            @Schema(minLength = 1, maxLength = 100, description = "Of who gave it; default: the one assigned") @Nullable String licenceNumber,
            @Schema(description = "Treated, each once") @Nullable List<Area> areas,
            @Schema(minimum = "1", maximum = "5", description = "1 lightest, 5 firmest") @Nullable Integer pressure,
            @Schema(minimum = "0", maximum = "10", description = "Momentary, on arrival") @Nullable Integer painBefore,
            @Schema(minimum = "0", maximum = "10", description = "Momentary, at the end") @Nullable Integer painAfter,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String note,
            @ArraySchema(schema = @Schema(minLength = 1, maxLength = 200), arraySchema = @Schema(description = "Felt afterwards")) @Nullable List<String> reactions,
            @Schema(description = "Taken on arrival, at most one an instrument") @Nullable List<Sheet> measurements,
            @Nullable Against despite) {

        private Sessions.Given given() {
            return new SessionController.Holding(startedAt, minutes, style, kind, null, areas, pressure, painBefore,
                    painAfter, note, reactions, measurements, despite).given();
        }
    }

    /** An instrument that was filled in between sessions. */
    public record Taken(Instrument instrument, @Schema(description = "This or answers") @Nullable BigDecimal score,
            Sheet.@Nullable Filled answers, Instant takenAt) {}

    /** An adverse event. */
    public record Suffered(Duration duration, Severity severity,
            @Schema(description = "When it began") Instant occurredAt,
            @Schema(minLength = 1, maxLength = 100, description = "Names a session of this line") @Nullable String sessionExternalId,
            @FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) @Nullable String description) {}

    /** A follow-up that was taken. */
    public record Followed(FollowUp.Kind kind, Instant takenAt,
            @Schema(description = "At most one an instrument") @Nullable List<Sheet> measurements,
            @Schema(minimum = "1", maximum = "7", description = "Global impression of change: 1 very much improved, 7 "
                    + "very much worse") @Nullable Integer pgic,
            @Nullable FurtherCare furtherCare) {}

    /**
     * What it tells.
     *
     * @param digest of what the line says, see {@link EpisodeHistory#digest()}
     * @throws RequestRefused when an instrument was filled in as it cannot be
     */
    public EpisodeHistory history(String digest) {
        var person = new EpisodeHistory.Person(client.externalId == null ? externalId : client.externalId,
                new Clients.Details(client.name, client.dateOfBirth, client.sex, client.contact),
                client.consents.stream()
                        .map(consent -> new Clients.Agreed(consent.purpose, consent.textVersion, consent.givenAt))
                        .toList(),
                client.override == null ? null : client.override.reason(), null);
        within("episode", () -> opening(new ClientId(clinicId.value())));
        return new EpisodeHistory(externalId, clinicId, digest, person, this::opening, deeds());
    }

    private Episodes.Opening opening(ClientId client) {
        return new EpisodeController.Opening(client, clinicId, episode.complaint, episode.screening, episode.baseline,
                episode.openedAt, episode.doctorConsulted, episode.preference, null, episode.override).opening();
    }

    /** What happens at one time is told in the order in which it stands here. */
    private List<Deed> deeds() {
        var deeds = new ArrayList<Deed>();
        each("clearances", clearances, deeds, (each, _) -> new Telling(each.clearedAt(), story -> story
                .clear(each.clinician(), each.clearedAt(), each.outcome(), orNone(each.permittedStyles()))));
        each("assignments", assignments, deeds, (each, _) -> new Telling(each.at, story -> story
                .assign(each.licenceNumber, each.at, each.reason,
                        each.override == null ? null : each.override.reason())));
        each("measurements", measurements, deeds, HistoryLine::measured);
        each("sessions", sessions, deeds, HistoryLine::held);
        each("adverseEvents", adverseEvents, deeds, (each, _) -> new Telling(each.occurredAt, story -> story
                .suffer(each.duration, each.severity, each.occurredAt, each.sessionExternalId, each.description)));
        if (discharge != null) {
            Discharging end = discharge;
            deeds.add(new Deed(end.at() == null ? Instant.MAX : end.at(), "discharge",
                    story -> story.discharge(end.reason(), end.at(), end.toClinicId())));
        }
        each("followUps", followUps, deeds, HistoryLine::followed);
        return deeds;
    }

    private record Telling(Instant at, Consumer<Story> told) {}

    private static <T> void each(String list, @Nullable List<T> given, List<Deed> deeds,
            BiFunction<T, String, Telling> telling) {
        List<T> all = orNone(given);
        for (int n = 0; n < all.size(); n++) {
            String place = list + '[' + n + ']';
            Telling told = telling.apply(all.get(n), place);
            deeds.add(new Deed(told.at, place, told.told));
        }
    }

    private static Telling measured(Taken taken, String place) {
        AnswerSheet sheet = within(place, () -> new Sheet(taken.instrument, taken.score, taken.answers).at(""));
        return new Telling(taken.takenAt, story -> story.measure(sheet, taken.takenAt));
    }

    private static Telling held(Held held, String place) {
        Sessions.Given given = within(place, held::given);
        return new Telling(held.startedAt, story -> story.hold(held.externalId, held.licenceNumber, given));
    }

    private static Telling followed(Followed followed, String place) {
        List<AnswerSheet> sheets = within(place, new FollowUpController.Outcome(followed.takenAt,
                followed.measurements, followed.pgic, followed.furtherCare)::sheets);
        return new Telling(followed.takenAt,
                story -> story.followUp(followed.kind, followed.takenAt, sheets, followed.furtherCare));
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    /** What {@code place} says; what is wrong with it is named as within that place. */
    private static <T> T within(String place, Supplier<T> said) {
        try {
            return said.get();
        } catch (RequestRefused refused) {
            throw refused.within(place);
        } catch (Rejected refused) {
            throw new RequestRefused(EdgeProblem.INVALID_VALUE, refused.error().message()).within(place);
        }
    }
}
