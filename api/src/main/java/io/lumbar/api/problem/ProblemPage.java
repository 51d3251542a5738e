package io.lumbar.api.problem;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** A problem as people see it: the same facts in the look of all pages. */
@Component
class ProblemPage {
    private final ObjectProvider<ThymeleafViewResolver> views;

    ProblemPage(ObjectProvider<ThymeleafViewResolver> views) {
        this.views = views;
    }

    /** Writes the page; the status is set. */
    void show(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem) throws IOException {
        try {
            View view = views.getObject().resolveViewName("problem", Locale.ENGLISH);
            if (view == null) {
                throw new IllegalStateException("the template of problems is missing");
            }
            view.render(Map.of("problem", problem, "loggedIn", request.getUserPrincipal() != null,
                    "demo", response.getHeader("Lumbar-Demo") != null), request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the problem cannot be shown", e);
        }
    }
}
