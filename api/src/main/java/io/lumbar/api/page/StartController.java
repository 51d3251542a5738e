package io.lumbar.api.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import io.lumbar.api.report.Figures;
import io.lumbar.api.report.Names;
import io.lumbar.api.report.ShownReports;
import io.lumbar.application.Scope;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.report.YearAtAGlance;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.domain.ClinicId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The start page. */
@Controller
class StartController {
    private final YearAtAGlance glance;
    private final ShownReports reports;
    private final ClinicList clinics;
    private final TherapistList therapists;
    private final LookingBack lookingBack;

    StartController(YearAtAGlance glance, ShownReports reports, ClinicList clinics, TherapistList therapists,
            LookingBack lookingBack) {
        this.glance = glance;
        this.reports = reports;
        this.clinics = clinics;
        this.therapists = therapists;
        this.lookingBack = lookingBack;
    }

    /** The year; of a page that shows it already, with {@code seen}, only the figures, and nothing when they are the same. */
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Object start(@RequestParam(defaultValue = "") Set<ClinicId> clinic,
            @RequestParam(required = false) @Nullable String seen, Scope scope, HttpServletRequest request) {
        if (glance.position().value().equals(seen)) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
        }
        var year = glance.answer(clinic, lookingBack.today(), scope);
        List<String> chosen = clinic.stream().map(each -> each.value().toString()).sorted().toList();
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("reports", reports.all());
        model.put("clinics", Names.in(scope, clinics, therapists).clinics().entrySet());
        model.put("chosen", chosen);
        model.put("tiles", Tile.of(year, chosen));
        model.put("first", Tile.month(year.from()));
        model.put("last", Tile.month(year.from().plusMonths(year.months().size() - 1L)));
        model.put("asOf", year.asOf());
        model.put("moment", Figures.moment(year.asOf()));
        model.put("poll", Address.with(request, "seen", year.position().value()));
        return new ModelAndView(seen == null ? "start" : "start :: answer", model);
    }
}
