package io.lumbar.api.account;

import java.security.Principal;
import java.time.Instant;
import java.util.List;

import io.lumbar.api.access.AppClients;
import io.lumbar.api.access.Secrets;
import io.lumbar.application.account.Apps;
import io.lumbar.domain.AppId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/apps")
@Tag(name = "Apps")
class AppController {
    private final Apps apps;
    private final Secrets secrets;

    AppController(Apps apps, Secrets secrets) {
        this.apps = apps;
        this.secrets = secrets;
    }

    record Registering(@Schema(minLength = 1, maxLength = 100) String name,
            @ArraySchema(minItems = 1, maxItems = 10, uniqueItems = true, arraySchema = @Schema(description = "Where a person is led "
                    + "back to: https addresses, or http on 127.0.0.1 or [::1], compared exactly")) List<String> redirectUris) {}

    record View(AppId id, @Schema(description = "For requests to /oauth2") String clientId, String name,
            List<String> redirectUris, Instant registeredAt) {

        static View of(Apps.App app) {
            return new View(app.id(), AppClients.clientId(app.id()), app.name(), app.redirectUris(),
                    app.registeredAt());
        }
    }

    /** @param secret told this once; null when the app was registered before */
    record Registered(AppId id, String clientId,
            @Schema(description = "client_secret, told this once: null when the app was registered before") @Nullable String secret) {}

    record All(List<View> items) {}

    @PutMapping("/{id}")
    @Operation(summary = "Register an app that people log in with, under an id that you draw, or say anew what it is")
    Registered registerApp(@PathVariable AppId id, @RequestBody Registering body, Principal caller) {
        String secret = Secrets.random();
        boolean isNew = apps.put(id, body.name, body.redirectUris, secrets.hash(secret), caller.getName());
        return new Registered(id, AppClients.clientId(id), isNew ? secret : null);
    }

    @GetMapping
    @Operation(summary = "All apps, by name")
    All apps() {
        return new All(apps.all().stream().map(View::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "An app")
    View app(@PathVariable AppId id) {
        return View.of(apps.app(id));
    }

    @PostMapping("/{id}/removal")
    @Operation(summary = "Let an app be used no more, for ever; its tokens end within 5 seconds; there is no body")
    View removeApp(@PathVariable AppId id, Principal caller) {
        View before = View.of(apps.app(id));
        apps.remove(id, caller.getName());
        return before;
    }
}
