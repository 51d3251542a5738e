package io.lumbar.api.page;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.api.imports.ErrorFile;
import io.lumbar.api.imports.Reception;
import io.lumbar.api.imports.Template;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.Request;
import io.lumbar.application.imports.ImportStore.Progress;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.Imports;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The pages on which files are imported. */
@Controller
class ImportPages {
    static final String PAGE = "/imports";

    private static final int SHOWN = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Imports imports;
    private final Reception reception;
    private final ErrorFile errors;

    ImportPages(Imports imports, Reception reception, ErrorFile errors) {
        this.imports = imports;
        this.reception = reception;
        this.errors = errors;
    }

    /** The form is sent by script, which tells in a header what other forms tell in a field. */
    @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    String upload(HttpServletRequest request, Model model) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            model.addAttribute("headers", JSON.writeValueAsString(Map.of(token.getHeaderName(), token.getToken())));
        }
        return "import";
    }

    /** Leads to the import's own page, or tells why the file is not taken: that is no error of the browser's. */
    @PostMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    Object receive(HttpServletRequest http, Request request) {
        try {
            return ResponseEntity.ok().header("HX-Redirect", PAGE + "/" + reception.takeForm(http, request).value())
                    .build();
        } catch (RequestRefused refused) {
            return refused(refused.detail());
        } catch (Rejected refused) {
            return refused(refused.error().message());
        }
    }

    private static ModelAndView refused(String why) {
        return new ModelAndView("import :: refused", "why", why);
    }

    @GetMapping(path = PAGE + "/template")
    void template(HttpServletResponse response) throws IOException {
        Template.send(response);
    }

    /** How far it is; of a page that shows it already, with {@code seen}, only that, and nothing when it is the same. */
    @GetMapping(path = PAGE + "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    Object progress(@PathVariable ImportId id, @RequestParam(required = false) @Nullable String seen) {
        Progress progress = imports.progress(id);
        int done = progress.counts().imported() + progress.counts().present() + progress.counts().refused();
        boolean finished = progress.finishedAt() != null;
        if (!finished && String.valueOf(done).equals(seen)) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
        }
        List<Refusal> refusals = imports.refusals(id, 0, SHOWN + 1);
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("progress", progress);
        model.put("done", done);
        model.put("finished", finished);
        model.put("refusals", refusals.size() > SHOWN ? refusals.subList(0, SHOWN) : refusals);
        model.put("more", refusals.size() > SHOWN);
        model.put("errors", PAGE + "/" + id.value() + "/errors");
        model.put("notTried", progress.dryRun() ? Imports.NOT_TRIED : null);
        model.put("poll", PAGE + "/" + id.value() + "?seen=" + done);
        return new ModelAndView(seen == null ? "import-progress" : "import-progress :: progress", model);
    }

    @GetMapping(path = PAGE + "/{id}/errors")
    void errors(@PathVariable ImportId id, HttpServletResponse response) throws IOException {
        errors.csv(id, response);
    }
}
