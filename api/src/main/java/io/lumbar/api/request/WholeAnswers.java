package io.lumbar.api.request;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends an answer that fits the container's buffer at once, with its length. The framework flushes after each body, which
 * would make every small answer two chunks and two writes to the network.
 */
@Component
@Order(1)
class WholeAnswers extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Unhurried(response));
    }

    /** Leaves it to the container when to send: when its buffer is full, or the answer complete. */
    private static final class Unhurried extends HttpServletResponseWrapper {
        Unhurried(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void flushBuffer() {}
    }
}
