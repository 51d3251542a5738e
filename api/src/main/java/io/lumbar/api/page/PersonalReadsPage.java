package io.lumbar.api.page;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.lumbar.api.audit.ReadsFile;
import io.lumbar.api.export.Format;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.api.report.Figures;
import io.lumbar.api.request.Shown;
import io.lumbar.application.Scope;
import io.lumbar.application.account.Accounts;
import io.lumbar.application.privacy.PersonalReads;
import io.lumbar.application.privacy.PersonalReads.Filter;
import io.lumbar.application.privacy.PersonalReads.Kept;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which the privacy officer sees who saw whom. */
@Controller
class PersonalReadsPage {
    static final String PAGE = "/personal-reads";

    private static final String ACCOUNT = "account:";
    private static final int SHOWN = 50;

    private final PersonalReads reads;
    private final Accounts accounts;
    private final ReadsFile file;

    PersonalReadsPage(PersonalReads reads, Accounts accounts, ReadsFile file) {
        this.reads = reads;
        this.accounts = accounts;
        this.file = file;
    }

    /** A read as the page shows it; {@code name} is null where the one who read has none. */
    record Line(String at, String actor, @Nullable String name, String via, String route, String fields,
            List<String> whom) {}

    /** @param to the last day, which is included */
    @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    @Nullable
    ModelAndView reads(@RequestParam(required = false) @Nullable ClientId client,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable String format, Scope scope, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        Filter filter = ReadsFile.filter(client, actor,
                from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        if (format != null) {
            if (!format.equals(Format.CSV.label())) {
                throw new RequestRefused(EdgeProblem.MALFORMED_PARAMETER, "format", "is csv");
            }
            file.send(filter, response);
            return null;
        }
        List<Kept> found = reads.find(filter, before, SHOWN + 1);
        List<Kept> shown = found.subList(0, Math.min(SHOWN, found.size()));
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("lines", lines(shown, scope));
        model.put("client", client == null ? null : client.value());
        model.put("actor", actor);
        model.put("from", from);
        model.put("to", to);
        model.put("earlier", found.size() > SHOWN
                ? Address.with(request, "before", Long.toString(shown.getLast().number()))
                : null);
        model.put("file", Address.with(request, "format", Format.CSV.label()));
        return new ModelAndView("personal-reads", model);
    }

    private List<Line> lines(List<Kept> shown, Scope scope) {
        Map<String, @Nullable String> names = new TreeMap<>();
        var lines = new ArrayList<Line>();
        for (Kept kept : shown) {
            if (!names.containsKey(kept.actor())) {
                names.put(kept.actor(), name(scope, kept.actor()));
            }
            lines.add(new Line(Figures.moment(kept.readAt()), kept.actor(), names.get(kept.actor()),
                    kept.via() == null ? "" : kept.via(), kept.route(), String.join(", ", kept.fields()),
                    kept.whom()));
        }
        return lines;
    }

    /** Staff are named here, and it is kept that they were; clients never are. */
    private @Nullable String name(Scope scope, String actor) {
        if (!actor.startsWith(ACCOUNT)) {
            return null;
        }
        try {
            PersonName known = Shown.of("name", accounts
                    .account(scope, new AccountId(UUID.fromString(actor.substring(ACCOUNT.length())))).state().name());
            return known == null ? null : known.full();
        } catch (Rejected _) {
            return null;
        }
    }
}
