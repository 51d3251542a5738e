package io.lumbar.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

import io.lumbar.api.json.StrictJson;
import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.Request;
import io.lumbar.application.imports.Imports;
import io.lumbar.application.imports.LineSlices;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Takes in what is to be imported, while it comes. */
@Component
public final class Reception {
    private static final String DRY_RUN = "dryRun";

    private final Imports imports;
    private final StrictJson json;

    Reception(Imports imports, StrictJson json) {
        this.imports = imports;
        this.json = json;
    }

    /**
     * Takes in the body of a request of a program.
     *
     * @throws RequestRefused when it cannot be understood as a whole
     * @throws Rejected when there is nothing in it
     */
    ImportId take(HttpServletRequest http, Request request, boolean dryRun) {
        return received(http, () -> {
            Upload upload = Upload.of(http, json, Set.of());
            return imports.receive(request, upload.form(), dryRun, upload.lines());
        });
    }

    /** Takes in the form of a page, of which one field says whether it is a dry run; as {@link #take}. */
    public ImportId takeForm(HttpServletRequest http, Request request) {
        return received(http, () -> {
            Upload upload = Upload.of(http, json, Set.of(DRY_RUN));
            return imports.receive(request, upload.form(), upload.fields().containsKey(DRY_RUN), upload.lines());
        });
    }

    private interface Receiving {
        ImportId run() throws IOException;
    }

    private static ImportId received(HttpServletRequest http, Receiving receiving) {
        try {
            return receiving.run();
        } catch (LineSlices.TooLarge e) {
            throw new RequestRefused(EdgeProblem.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (RequestRefused | Rejected e) {
            readToTheEnd(http);
            throw e;
        } catch (IOException _) {
            throw new RequestRefused(EdgeProblem.MALFORMED_REQUEST, "The body broke off.");
        }
    }

    /** Browsers do not look for an answer before they have sent everything. */
    private static void readToTheEnd(HttpServletRequest http) {
        try {
            InputStream rest = http.getInputStream();
            byte[] buffer = new byte[64 * 1024];
            long left = LineSlices.MOST_BYTES;
            for (int read = rest.read(buffer); read >= 0 && left > 0; read = rest.read(buffer)) {
                left -= read;
            }
        } catch (IOException _) {
            // whoever sent it has gone, and nothing of it was kept
        }
    }
}
