package io.lumbar.api.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.lumbar.api.access.Secrets;
import io.lumbar.api.request.Answers;
import io.lumbar.api.request.Answers.Written;
import io.lumbar.api.request.Listing;
import io.lumbar.api.request.Shown;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.account.AccountList;
import io.lumbar.application.account.Accounts;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
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
@RequestMapping("/api/v1/accounts")
@Tag(name = "Accounts")
class AccountController {

    private static final String ONLY_THERAPISTS = "Who the person is among the therapists; with the role THERAPIST and only then";
    private static final String OR_CLINICS = "Bound to every clinic, also those opened later; instead of clinics";

    private static final String LOG_IN_NAME = "To log in with pages: letters without accents, digits, and any of . _ - @ +; "
            + "large and small letters are the same; unique";

    private final Accounts accounts;
    private final AccountList list;
    private final Secrets secrets;

    AccountController(Accounts accounts, AccountList list, Secrets secrets) {
        this.accounts = accounts;
        this.list = list;
        this.secrets = secrets;
    }

    record Opening(PersonName name, @ArraySchema(minItems = 1, uniqueItems = true) List<Role> roles,
            @ArraySchema(uniqueItems = true) @Nullable List<ClinicId> clinics,
            @Schema(defaultValue = "false", description = OR_CLINICS) @Nullable Boolean everyClinic,
            @Schema(description = ONLY_THERAPISTS) @Nullable TherapistId therapistId,
            @Schema(minLength = 3, maxLength = 64, description = LOG_IN_NAME) @Nullable String logInName) {}

    record Naming(@Schema(minLength = 3, maxLength = 64, description = LOG_IN_NAME) String logInName) {}

    record Granting(
            @ArraySchema(minItems = 1, uniqueItems = true, arraySchema = @Schema(description = "They replace the earlier ones")) List<Role> roles,
            @ArraySchema(uniqueItems = true) @Nullable List<ClinicId> clinics,
            @Schema(defaultValue = "false", description = OR_CLINICS) @Nullable Boolean everyClinic,
            @Schema(description = ONLY_THERAPISTS) @Nullable TherapistId therapistId) {}

    /**
     * The answer to what gives an account a secret.
     *
     * @param secret told this once; null in the answer to a repeated request
     */
    record Given(UUID id, long version,
            @Schema(description = "To get tokens with, under the id as client_id. Told this once: null when the request "
                    + "was answered before") @Nullable String secret) {}

    record View(AccountId id, long version,
            @Schema(description = "Personal values were erased and are null") boolean erased, @Nullable PersonName name,
            @Nullable String logInName, List<Role> roles, boolean everyClinic, List<ClinicId> clinics,
            @Nullable TherapistId therapistId,
            @Schema(description = "Whether the person proves one at the log-in") boolean secondFactor,
            @Schema(description = "Null while it is enabled") @Nullable Instant disabledAt) {

        private static View of(AccountId id, long version, Personal<PersonName> name,
                @Nullable Personal<String> logInName, Rights rights, boolean secondFactor,
                @Nullable Instant disabledAt) {
            return new View(id, version, name instanceof Personal.Erased, Shown.of("name", name),
                    Shown.of("logInName", logInName),
                    rights.roles(),
                    rights.everyClinic(), rights.clinics(), rights.therapist(), secondFactor, disabledAt);
        }
    }

    @PostMapping
    @Operation(summary = "Open an account for somebody who works with the system")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Given> openAccount(@RequestBody Opening body, Request request) {
        String secret = Secrets.random();
        var opened = accounts.open(request, body.name,
                rights(body.roles, body.clinics, body.everyClinic, body.therapistId), body.logInName,
                secrets.hash(secret));
        UUID id = opened.receipt().resource();
        return Answers.created(opened.receipt(), new Given(id, opened.receipt().version(), told(opened, secret)),
                "/api/v1/accounts/{id}", id);
    }

    @GetMapping("/{id}")
    @Operation(summary = "An account as it stands")
    ResponseEntity<View> account(@PathVariable AccountId id, Scope scope) {
        var found = accounts.account(scope, id);
        var account = found.state();
        return Answers.found(
                View.of(id, found.version(), account.name(), account.logInName(), account.rights(),
                        account.secondFactor() != null, account.disabledAt()),
                found.version());
    }

    @PutMapping("/{id}/rights")
    @Operation(summary = "Say anew in which roles and at which clinics somebody works; it counts within 5 seconds")
    ResponseEntity<Written> changeRights(@PathVariable AccountId id, @RequestBody Granting body, Request request) {
        return Answers.done(accounts.changeRights(request, id,
                rights(body.roles, body.clinics, body.everyClinic, body.therapistId)));
    }

    @PutMapping("/{id}/log-in-name")
    @Operation(summary = "Give the person a name to log in with on pages, instead of any before")
    ResponseEntity<Written> giveLogInName(@PathVariable AccountId id, @RequestBody Naming body, Request request) {
        return Answers.done(accounts.giveLogInName(request, id, body.logInName));
    }

    @PostMapping("/{id}/secret")
    @Operation(summary = "Give the person another secret; the earlier one gets no token any more; there is no body")
    ResponseEntity<Given> renewSecret(@PathVariable AccountId id, Request request) {
        String secret = Secrets.random();
        var renewed = accounts.renewSecret(request, id, secrets.hash(secret));
        return Answers.done(renewed.receipt(),
                new Given(id.value(), renewed.receipt().version(), told(renewed, secret)));
    }

    @PostMapping("/{id}/second-factor/removal")
    @Operation(summary = "Let somebody log in without the second factor, which was lost; there is no body")
    ResponseEntity<Written> removeSecondFactor(@PathVariable AccountId id, Request request) {
        return Answers.done(accounts.removeSecondFactor(request, id));
    }

    @PostMapping("/{id}/disabling")
    @Operation(summary = "Let an account be used no more, for ever; it is refused within 5 seconds; there is no body")
    ResponseEntity<Written> disableAccount(@PathVariable AccountId id, Request request) {
        return Answers.done(accounts.disable(request, id));
    }

    @GetMapping
    @Operation(summary = "All accounts, those opened last first")
    Listing<View> accounts(@RequestParam(defaultValue = "") Set<AccountList.State> state,
            @RequestParam(defaultValue = Listing.LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor, @Nullable Position after, Scope scope) {
        return Listing.of(list.find(state, new PageRequest(limit, cursor, after, scope)),
                found -> View.of(found.id(), found.version(), found.name(), found.logInName(), found.rights(),
                        found.secondFactor(), found.disabledAt()));
    }

    private static @Nullable String told(Accounts.Given given, String secret) {
        return given.counts() ? secret : null;
    }

    private static Rights rights(List<Role> roles, @Nullable List<ClinicId> clinics, @Nullable Boolean everyClinic,
            @Nullable TherapistId therapist) {
        return new Rights(roles, Boolean.TRUE.equals(everyClinic), clinics == null ? List.of() : clinics, therapist);
    }
}
