package io.lumbar.api.demo;

import java.io.IOException;
import java.util.Map;

import io.lumbar.application.demo.Demo;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says of a demo store that it is one: in the header of every answer, and in {@code /actuator/info}. */
@Component
class DemoMark extends OncePerRequestFilter implements InfoContributor {
    private static final String HEADER = "Lumbar-Demo";

    private final Demo demo;
    /** A store is marked before the application begins, and for ever. */
    private final boolean marked;

    DemoMark(Demo demo) {
        this.demo = demo;
        this.marked = demo.since().isPresent();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !marked;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HEADER, "true");
        chain.doFilter(request, response);
    }

    @Override
    public void contribute(Info.Builder builder) {
        builder.withDetail("demo",
                demo.since().<Object>map(since -> Map.of("since", since)).orElse(false));
    }
}
