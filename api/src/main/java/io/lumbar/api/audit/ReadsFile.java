package io.lumbar.api.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.lumbar.api.export.Formulas;
import io.lumbar.api.request.Shown;
import io.lumbar.application.privacy.PersonalReads;
import io.lumbar.application.privacy.PersonalReads.Filter;
import io.lumbar.application.privacy.PersonalReads.Kept;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Who saw whom as a table that spreadsheets open, sent while it is read. */
@Component
public final class ReadsFile {
    static final String TYPE = "text/csv";
    static final int LONGEST_ACTOR = 200;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int AT_A_TIME = 1000;

    private final PersonalReads reads;

    ReadsFile(PersonalReads reads) {
        this.reads = reads;
    }

    /** Answers with all that {@code filter} lets through, latest first. */
    public void send(Filter filter, HttpServletResponse response) throws IOException {
        List<Kept> some = reads.find(filter, null, AT_A_TIME);
        response.setContentType(TYPE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("personal-reads.csv").build().toString());
        OutputStream out = response.getOutputStream();
        out.write(BYTE_ORDER_MARK.getBytes(UTF_8));
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, UTF_8)) {
            csv.writeRecord("readAt", "actor", "via", "requestId", "route", "fields", "whom");
            while (!some.isEmpty()) {
                for (Kept kept : some) {
                    csv.writeRecord(kept.readAt().toString(), escaped(kept.actor()), escaped(kept.via()),
                            kept.request().toString(), kept.route(), String.join(" ", kept.fields()),
                            String.join(" ", kept.whom()));
                }
                some = reads.find(filter, some.getLast().number(), AT_A_TIME);
            }
        }
    }

    /**
     * What is asked for.
     *
     * @throws Rejected when the actor is too long, or the span has no length
     */
    public static Filter filter(@Nullable ClientId client, @Nullable String actor, @Nullable Instant from,
            @Nullable Instant to) {
        if (actor != null && actor.length() > LONGEST_ACTOR) {
            throw new Rejected(new InvalidValue("actor", "must have at most " + LONGEST_ACTOR + " characters"));
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new Rejected(new InvalidValue("to", "must be after from"));
        }
        if (client != null) {
            Shown.about(client, "reads");
        }
        return new Filter(client, actor, from, to);
    }

    private static String escaped(@Nullable String text) {
        return text == null ? "" : Formulas.escaped(text);
    }
}
