package io.lumbar.api.page;

import io.lumbar.application.audit.History;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that proves the history while it is opened. */
@Controller
class HistoryPage {
    static final String PAGE = "/history";

    private final History history;

    HistoryPage(History history) {
        this.history = history;
    }

    @GetMapping(path = PAGE, produces = MediaType.TEXT_HTML_VALUE)
    String proof(Model model) {
        model.addAttribute("done", history.verify());
        return "history";
    }
}
