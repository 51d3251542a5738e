package io.lumbar.api.page;

import java.util.List;
import java.util.Map;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.lumbar.api.access.SecondFactor;
import io.lumbar.api.access.SecondFactor.Outcome;
import io.lumbar.api.access.SecondFactor.Standing;
import io.lumbar.application.Request;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that asks for the code of a telephone, and on which one is set up. */
@Controller
class SecondFactorController {
    private final SecondFactor factor;

    SecondFactorController(SecondFactor factor) {
        this.factor = factor;
    }

    /** @param anew whether another is to be set up instead of the present one */
    @GetMapping(path = SecondFactor.PAGE, produces = MediaType.TEXT_HTML_VALUE)
    String secondFactor(@RequestParam(required = false) @Nullable Outcome told,
            @RequestParam(defaultValue = "false") boolean anew, HttpServletRequest request, Model model) {
        Standing standing = factor.standing(request);
        model.addAttribute("told", told == null ? "" : told.name());
        model.addAttribute("standing", standing.name());
        if (standing == Standing.NEEDED || standing == Standing.POSSIBLE || (anew && standing == Standing.PASSED)) {
            SecondFactor.Offer offer = factor.offer(request);
            ByteMatrix squares = squares(offer.address());
            model.addAttribute("key", offer.key());
            model.addAttribute("width", squares.getWidth());
            model.addAttribute("picture", path(squares));
        } else if (standing == Standing.PASSED) {
            model.addAttribute("left", factor.codesLeft(request));
        }
        return "second-factor";
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = SecondFactor.PAGE, produces = MediaType.TEXT_HTML_VALUE)
    String pass(@RequestParam String code, @RequestParam("_csrf") String token, HttpServletRequest request,
            HttpServletResponse response) {
        Outcome outcome = factor.standing(request) == Standing.ASKED ? factor.pass(request, code) : Outcome.WRONG;
        return "redirect:" + (outcome == Outcome.RIGHT ? SecondFactor.next(request, response)
                : SecondFactor.PAGE + "?told=" + outcome);
    }

    /** @param token against cross-site requests, which was checked already */
    @PostMapping(path = SecondFactor.PAGE + "/enrolment", produces = MediaType.TEXT_HTML_VALUE)
    String enrol(@RequestParam String code, @RequestParam("_csrf") String token, HttpServletRequest http,
            Request request, Model model) {
        List<String> codes = factor.enrol(http, request, code);
        if (codes == null) {
            return "redirect:" + SecondFactor.PAGE + "?told=" + Outcome.WRONG
                    + (factor.standing(http) == Standing.PASSED ? "&anew=true" : "");
        }
        model.addAttribute("told", "");
        model.addAttribute("standing", "ENROLLED");
        model.addAttribute("codes", codes);
        return "second-factor";
    }

    private static ByteMatrix squares(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("a short text fits into a picture", e);
        }
    }

    /** The dark squares as one path of SVG. */
    private static String path(ByteMatrix squares) {
        var path = new StringBuilder();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y) == 1) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
