package io.lumbar.api.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.lumbar.api.json.FreeText;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.api.request.Listing;
import io.lumbar.api.request.Shown;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.client.ClientList;
import io.lumbar.application.client.Clients;
import io.lumbar.application.client.Clients.Agreed;
import io.lumbar.application.client.FindingClients;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.client.Consents;
import io.lumbar.domain.client.Contact;
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
@RequestMapping("/api/v1/clients")
@Tag(name = "Clients")
class ClientController {

    private static final String TOLD_APART = "Why it is another person than a client of the same name and birth date";

    private final Clients clients;
    private final FindingClients finding;
    private final ClientList list;

    ClientController(Clients clients, FindingClients finding, ClientList list) {
        this.clients = clients;
        this.finding = finding;
        this.list = list;
    }

    record Registration(ClinicId clinicId, PersonName name, LocalDate dateOfBirth,
            @Schema(description = "At most one a purpose; no session without TREATMENT") List<Agreement> consents,
            @Schema(defaultValue = "UNKNOWN") @Nullable Sex sex, @Nullable Contact contact,
            @Schema(description = TOLD_APART) @Nullable ToldApart override) {}

    record ToldApart(@FreeText @Schema(minLength = 1, maxLength = FreeText.MAX_LENGTH) String reason) {}

    record Agreement(Consent.Purpose purpose, @Schema(minLength = 1, maxLength = 40) String textVersion,
            @Schema(description = "Default: now") @Nullable Instant givenAt) {

        private Agreed agreed() {
            return new Agreed(purpose, textVersion, givenAt);
        }
    }

    record Details(PersonName name, LocalDate dateOfBirth, @Schema(defaultValue = "UNKNOWN") @Nullable Sex sex,
            @Schema(description = "Null when there is none") @Nullable Contact contact,
            @Schema(description = TOLD_APART) @Nullable ToldApart override) {}

    record Withdrawing(@Schema(description = "Default: now") @Nullable Instant withdrawnAt) {}

    /** A consent as it was given, and when it ended. */
    record Given(Consent.Purpose purpose, String textVersion, Instant givenAt, @Nullable Instant withdrawnAt) {
        private static List<Given> all(Consents consents) {
            return consents.given().stream().map(consent -> new Given(consent.purpose(), consent.textVersion(),
                    consent.givenAt(), consents.endOf(consent))).toList();
        }
    }

    record View(ClientId id, long version,
            @Schema(description = "Personal values were erased and are null") boolean erased, ClinicId clinicId,
            @Nullable PersonName name, @Nullable LocalDate dateOfBirth, Sex sex, @Nullable Contact contact,
            Instant registeredAt, List<Given> consents) {}

    record Search(
            @Schema(description = "Where they were registered; default: at any of the caller's") @Nullable ClinicId clinicId,
            @Schema(minLength = 2, maxLength = 100, description = "Beginnings of words of the name, such as \"ad vo\"; left out "
                    + "when exactly is said") @Nullable String beginning,
            @Schema(description = "Left out when beginning is said") @Nullable Exactly exactly) {

        private FindingClients.Sought sought() {
            return new FindingClients.Sought(clinicId, beginning,
                    exactly == null ? null : new FindingClients.Person(exactly.name, exactly.dateOfBirth));
        }
    }

    record Exactly(PersonName name, LocalDate dateOfBirth) {}

    record Item(ClientId id, long version, boolean erased, ClinicId clinicId, @Nullable PersonName name,
            @Nullable LocalDate dateOfBirth, Sex sex, Instant registeredAt) {}

    @PostMapping
    @Operation(summary = "Take a person into care")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Written> registerClient(@RequestBody Registration body, Request request) {
        var registered = clients.register(request, body.clinicId,
                new Clients.Details(body.name, body.dateOfBirth, body.sex, body.contact),
                body.consents.stream().map(Agreement::agreed).toList(), reason(body.override));
        return Answers.created(registered, "/api/v1/clients/{id}", registered.resource());
    }

    @GetMapping("/{id}")
    @Operation(summary = "A client's record as it stands")
    ResponseEntity<View> client(@PathVariable ClientId id, Scope scope) {
        var found = clients.client(scope, id);
        var client = found.state();
        return Answers.found(new View(id, found.version(), client.name() instanceof Personal.Erased,
                client.clinic(), Shown.of("name", client.name()), Shown.of("dateOfBirth", client.dateOfBirth()),
                client.sex(),
                Shown.of("contact", client.contact()), client.registeredAt(), Given.all(client.consents())),
                found.version());
    }

    @PutMapping("/{id}/details")
    @Operation(summary = "Put what is known of a client right; everything is said anew, also what stays")
    ResponseEntity<Written> correctClientDetails(@PathVariable ClientId id, @RequestBody Details body,
            Request request) {
        return Answers.done(clients.correct(request, id,
                new Clients.Details(body.name, body.dateOfBirth, body.sex, body.contact), reason(body.override)));
    }

    private static @Nullable String reason(@Nullable ToldApart override) {
        return override == null ? null : override.reason;
    }

    @PostMapping("/{id}/consents")
    @Operation(summary = "Record a consent; nothing happens where one to the same text stands at that time")
    ResponseEntity<Written> giveConsent(@PathVariable ClientId id, @RequestBody Agreement body, Request request) {
        return Answers.done(clients.giveConsent(request, id, body.agreed()));
    }

    @PostMapping("/{id}/consents/{purpose}/withdrawal")
    @Operation(summary = "Withdraw a consent; without the one to treatment, planned sessions after it are cancelled")
    ResponseEntity<Written> withdrawConsent(@PathVariable ClientId id, @PathVariable Consent.Purpose purpose,
            @RequestBody Withdrawing body, Request request) {
        return Answers.done(clients.withdrawConsent(request, id, purpose, body.withdrawnAt));
    }

    @GetMapping
    @Operation(summary = "All clients, those registered last first")
    Listing<Item> clients(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(list.find(clinic, new PageRequest(limit, cursor, after, scope)), ClientController::item);
    }

    private static Item item(ClientList.Entry found) {
        return new Item(found.id(), found.version(), found.name() instanceof Personal.Erased, found.clinic(),
                Shown.of("name", found.name()), Shown.of("dateOfBirth", found.dateOfBirth()), found.sex(),
                found.registeredAt());
    }

    @PostMapping("/search")
    @Operation(summary = "Find clients by name, those registered last first", description = "By the beginnings of words of the "
            + "name, or exactly by name and birth date; case, accents and punctuation make no difference. It is a question: "
            + "of it, who asked and who was shown is kept, not what was asked. Asking again, with whatever Idempotency-Key, is "
            + "answered anew.")
    Listing<Item> findClients(@RequestBody Search body, @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        Shown.question();
        return Listing.of(finding.find(body.sought(), new PageRequest(limit, cursor, after, scope)),
                ClientController::item);
    }
}
