package io.lumbar.api.access;

import java.io.IOException;
import java.util.regex.Pattern;

import io.lumbar.api.access.SecondFactor.Standing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Stands before the place where apps are given codes, and has the person choose a password and prove the second factor first, as before any
 * page. Browsers follow no form to another host (Content-Security-Policy: form-action), so that a log-in leads there by a page in between.
 */
final class Authorizing extends OncePerRequestFilter {
    private static final String AFTER_A_FORM = "continue";
    private static final Pattern MARK = Pattern.compile("[?&]" + AFTER_A_FORM + "(=[^&]*)?$");

    private final SecondFactor factor;
    private final RequestCache asked;

    Authorizing(SecondFactor factor, RequestCache asked) {
        this.factor = factor;
        this.asked = asked;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof PageCaller)) {
            chain.doFilter(request, response);
            return;
        }
        Standing standing = factor.standing(request);
        if (Passwords.isToBeChosen(request)) {
            ask(request, response, Passwords.PAGE);
        } else if (standing == Standing.ASKED || standing == Standing.NEEDED) {
            ask(request, response, SecondFactor.PAGE);
        } else if (request.getParameter(AFTER_A_FORM) != null) {
            goOn(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void ask(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
        asked.saveRequest(request, response);
        response.sendRedirect(page);
    }

    private static void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String address = HtmlUtils.htmlEscape(
                request.getRequestURI() + "?" + MARK.matcher(request.getQueryString()).replaceFirst(""));
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.getWriter()
                .write("<!DOCTYPE html><html lang=\"en\"><head><title>Lumbar</title><meta http-equiv=\"refresh\""
                        + " content=\"0;url=" + address
                        + "\"></head><body><main><h1>You are logged in.</h1><p><a href=\""
                        + address + "\">Go on</a></p></main></body></html>");
    }
}
