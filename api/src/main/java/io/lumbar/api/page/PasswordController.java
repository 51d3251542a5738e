package io.lumbar.api.page;

import io.lumbar.api.access.Passwords;
import io.lumbar.api.access.Passwords.Outcome;
import io.lumbar.application.Request;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which people choose their password. */
@Controller
class PasswordController {
    private final Passwords passwords;

    PasswordController(Passwords passwords) {
        this.passwords = passwords;
    }

    @GetMapping(path = Passwords.PAGE, produces = MediaType.TEXT_HTML_VALUE)
    String password(@RequestParam(required = false) @Nullable Outcome told, HttpServletRequest request, Model model) {
        model.addAttribute("told", told == null ? "" : told.name());
        model.addAttribute("first", Passwords.isToBeChosen(request));
        model.addAttribute("possible", Passwords.canBeChosen(request));
        model.addAttribute("shortest", Passwords.SHORTEST);
        return "password";
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = Passwords.PAGE, produces = MediaType.TEXT_HTML_VALUE)
    String choose(@RequestParam String current, @RequestParam String chosen, @RequestParam String again,
            @RequestParam("_csrf") String token, HttpServletRequest http, Request request) {
        Outcome outcome = Passwords.canBeChosen(http)
                ? passwords.choose(http, request, current, chosen, again)
                : Outcome.WRONG;
        return "redirect:" + Passwords.PAGE + "?told=" + outcome;
    }
}
