package io.lumbar.api.page;

import io.lumbar.api.access.RouteAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands around every page. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private final RouteAccess access;

    PageFrame(RouteAccess access) {
        this.access = access;
    }

    @ModelAttribute
    void around(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("loggedIn", request.getUserPrincipal() != null);
        model.addAttribute("mayImport", access.lets(request, "GET " + ImportPages.PAGE));
        model.addAttribute("mayProve", access.lets(request, "GET " + HistoryPage.PAGE));
        model.addAttribute("mayWatch", access.lets(request, "GET " + PersonalReadsPage.PAGE));
        model.addAttribute("mayManageAccounts", access.lets(request, "GET " + AccountPages.PAGE));
        model.addAttribute("demo", response.getHeader("Lumbar-Demo") != null);
    }
}
