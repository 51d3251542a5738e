package io.lumbar.api.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands around every page. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    @ModelAttribute
    void around(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("loggedIn", request.getUserPrincipal() != null);
        model.addAttribute("demo", response.getHeader("Lumbar-Demo") != null);
    }
}
