package io.lumbar.api.page;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Function;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody at a browser that shows nothing: it keeps cookies, sends forms, and goes nowhere by itself. */
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(Redirect.NEVER)
            .build();
    private final Function<String, HttpRequest.Builder> product;

    /** @param product makes a request to a path of it */
    public Visitor(Function<String, HttpRequest.Builder> product) {
        this.product = product;
    }

    HttpResponse<String> browse(HttpRequest.Builder request) {
        try {
            return browser.send(request.header("Accept", "text/html,*/*;q=0.8").build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens a page. */
    public HttpResponse<String> open(String path) {
        return browse(product.apply(path));
    }

    /** Sends a form as the page that {@code page} shows would. */
    HttpResponse<String> send(String page, String path, String fields) {
        return submit(open(page).body(), path, fields);
    }

    /** The same with a page that was opened before. */
    HttpResponse<String> submit(String form, String path, String fields) {
        var token = CSRF.matcher(form);
        assertThat(token.find()).isTrue();
        return browse(product.apply(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&_csrf=" + URLEncoder.encode(token.group(1), UTF_8))));
    }

    /** Logs in by the form. */
    public HttpResponse<String> logIn(String name, String password) {
        return logIn(open("/log-in").body(), name, password);
    }

    /** The same with a log-in that was opened before. */
    HttpResponse<String> logIn(String form, String name, String password) {
        return submit(form, "/log-in",
                "name=" + URLEncoder.encode(name, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8));
    }

    /** Where an answer leads. */
    static String place(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The cookie by which the log-in is known. */
    HttpCookie session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("lumbar-session"))
                .findFirst().orElseThrow();
    }
}
