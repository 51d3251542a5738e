package io.lumbar.api.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Answers what Tomcat refuses before any filter sees it, such as an encoded slash in a path, by a problem too. */
@Component
class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(context -> context.getParent().getPipeline().addValve(new Report()));
    }

    private static final class Report extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            EdgeProblem problem = status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                    ? EdgeProblem.MALFORMED_REQUEST
                    : EdgeProblem.INTERNAL_ERROR;
            if (status == HttpStatus.NOT_IMPLEMENTED.value()) { // CONNECT, which no route has either
                problem = EdgeProblem.METHOD_NOT_ALLOWED;
                status = problem.status().value();
                response.setStatus(status);
            }
            try {
                BareHeaders.add(false, response::containsHeader, response::setHeader);
                response.setContentType("application/problem+json");
                response.getOutputStream().write("""
                        {"type":"%s%s","title":"%s","status":%d,"detail":"%s.","instance":"/"}""".formatted(
                        Problems.TYPE, problem.code(), problem.title(), status, problem.title())
                        .getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("The caller did not wait for the answer", e);
            }
        }
    }
}
