package io.lumbar.api.page;

import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.api.access.AppClients;
import io.lumbar.api.access.RouteAccess;
import io.lumbar.api.access.Secrets;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.report.Names;
import io.lumbar.api.request.Shown;
import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.account.AccountList;
import io.lumbar.application.account.Accounts;
import io.lumbar.application.account.Apps;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.AppId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.account.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page on which administrators manage accounts, and, where they administer every clinic, apps: the same use cases as the API's. What is
 * told once stands on the answer of the form that asked for it and nowhere else.
 */
@Controller
class AccountPages {
    static final String PAGE = "/accounts";
    static final String APPS = "/apps";
    /** No therapist: browsers send a field that was left blank as well. */
    private static final String NOBODY = "none";

    private final Accounts accounts;
    private final AccountList list;
    private final Apps apps;
    private final ClinicList clinics;
    private final TherapistList therapists;
    private final Secrets secrets;
    private final RouteAccess access;

    AccountPages(Accounts accounts, AccountList list, Apps apps, ClinicList clinics, TherapistList therapists,
            Secrets secrets, RouteAccess access) {
        this.accounts = accounts;
        this.list = list;
        this.apps = apps;
        this.clinics = clinics;
        this.therapists = therapists;
        this.secrets = secrets;
        this.access = access;
    }

    /** An account as the page shows it; {@code name} and {@code logInName} are null where there is none any more. */
    record Line(UUID id, @Nullable PersonName name, @Nullable String logInName, String roles, String where,
            boolean secondFactor) {}

    /** @param cursor where the page before ended */
    @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView show(@RequestParam(required = false) @Nullable String cursor, Scope scope,
            HttpServletRequest request) {
        return page(scope, request, cursor, null, null);
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView open(@RequestParam String given, @RequestParam String family, @RequestParam String logInName,
            @RequestParam(defaultValue = "") List<Role> roles, @RequestParam(defaultValue = "") List<ClinicId> clinic,
            @RequestParam(defaultValue = "false") boolean everyClinic, @RequestParam String therapist,
            @RequestParam("_csrf") String token, Request asked, Scope scope, HttpServletRequest request) {
        String secret = Secrets.random();
        var rights = new Rights(roles, everyClinic, clinic,
                therapist(therapist));
        accounts.open(asked, new PersonName(given, family), rights, logInName, secrets.hash(secret));
        return page(scope, request, null, logInName, secret);
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = PAGE + "/{id}/secret", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView renew(@PathVariable AccountId id, @RequestParam("_csrf") String token, Request asked, Scope scope,
            HttpServletRequest request) {
        String secret = Secrets.random();
        accounts.renewSecret(asked, id, secrets.hash(secret));
        return page(scope, request, null, id.value().toString(), secret);
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = PAGE + "/{id}/second-factor/removal", produces = MediaType.TEXT_HTML_VALUE)
    String removeSecondFactor(@PathVariable AccountId id, @RequestParam("_csrf") String token, Request asked) {
        accounts.removeSecondFactor(asked, id);
        return "redirect:" + PAGE;
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = PAGE + "/{id}/disabling", produces = MediaType.TEXT_HTML_VALUE)
    String disable(@PathVariable AccountId id, @RequestParam("_csrf") String token, Request asked) {
        accounts.disable(asked, id);
        return "redirect:" + PAGE;
    }

    /**
     * Registers an app.
     *
     * @param redirectUri where a person is led back to
     * @param token against cross-site requests, which was checked already
     */
    @PostMapping(path = APPS, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView register(@RequestParam String name, @RequestParam String redirectUri,
            @RequestParam("_csrf") String token, Principal caller, Scope scope, HttpServletRequest request) {
        var app = new AppId(UUID.randomUUID());
        String secret = Secrets.random();
        apps.put(app, name, List.of(redirectUri), secrets.hash(secret), caller.getName());
        return page(scope, request, null, AppClients.clientId(app), secret);
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = APPS + "/{id}/removal", produces = MediaType.TEXT_HTML_VALUE)
    String remove(@PathVariable AppId id, @RequestParam("_csrf") String token, Principal caller) {
        apps.remove(id, caller.getName());
        return "redirect:" + PAGE;
    }

    private static @Nullable TherapistId therapist(String id) {
        try {
            return id.equals(NOBODY) ? null : new TherapistId(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, "therapist", "is an id, or " + NOBODY);
        }
    }

    private ModelAndView page(Scope scope, HttpServletRequest request, @Nullable String cursor, @Nullable String whose,
            @Nullable String secret) {
        Names names = Names.in(scope, clinics, therapists);
        Page<AccountList.Entry> found = list.find(Set.of(AccountList.State.ENABLED),
                new PageRequest(PageRequest.MOST, cursor, null, scope));
        var lines = new ArrayList<Line>();
        found.items().forEach(entry -> lines.add(line(entry, names)));
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("lines", lines);
        model.put("next", found.nextCursor());
        model.put("roles", Role.values());
        model.put("clinics", names.clinics().entrySet());
        model.put("therapists", names.therapists().entrySet());
        model.put("everywhere", scope.everyClinic());
        model.put("apps", access.lets(request, "POST " + APPS) ? apps.all() : null);
        model.put("whose", whose);
        model.put("secret", secret);
        return new ModelAndView("accounts", model);
    }

    private static Line line(AccountList.Entry entry, Names names) {
        Rights rights = entry.rights();
        Stream<String> where = rights.clinics().stream().map(clinic -> clinic.value().toString())
                .map(clinic -> names.clinics().getOrDefault(clinic, clinic));
        return new Line(entry.id().value(), Shown.of("name", entry.name()), Shown.of("logInName", entry.logInName()),
                rights.roles().stream().map(Role::name).collect(Collectors.joining(", ")),
                rights.everyClinic() ? "every clinic" : where.collect(Collectors.joining(", ")), entry.secondFactor());
    }
}
