package io.lumbar.api.request;

import java.util.Objects;
import java.util.UUID;

import io.lumbar.application.Receipt;
import io.lumbar.application.Receipt.Outcome;
import io.lumbar.domain.ClientId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/** The answers to accepted requests. */
public final class Answers {

    /** Header of every write: up to where a read must have got to include it. */
    public static final String POSITION = "Lumbar-Position";

    private Answers() {}

    /**
     * The body of every write's answer.
     *
     * @param id of what was created or changed
     * @param version that stands now, of the aggregate the command went to
     */
    public record Written(UUID id, long version) {}

    /**
     * 201 for what was created, with its place; 200 when the request repeated what stood already.
     *
     * @param location path template of what was created, such as {@code /api/v1/episodes/{id}/sessions/{sid}}
     * @param variables its values, in order
     */
    public static ResponseEntity<Written> created(Receipt receipt, String location, Object... variables) {
        return created(receipt, written(receipt), location, variables);
    }

    /** The same with another body. */
    public static <T> ResponseEntity<T> created(Receipt receipt, T body, String location, Object... variables) {
        if (receipt.outcome() == Outcome.UNCHANGED) {
            return done(receipt, body);
        }
        return answer(ResponseEntity.status(HttpStatus.CREATED)
                .location(UriComponentsBuilder.fromPath(location).build(variables)), receipt, body);
    }

    /** 200 for an action on what existed. */
    public static ResponseEntity<Written> done(Receipt receipt) {
        return done(receipt, written(receipt));
    }

    /** The same with another body. */
    public static <T> ResponseEntity<T> done(Receipt receipt, T body) {
        return answer(ResponseEntity.ok(), receipt, body);
    }

    /** 200 with the entity tag of {@code version}, for what is read by its id. */
    public static <T> ResponseEntity<T> found(T view, long version) {
        return ResponseEntity.ok().eTag(tag(version)).body(view);
    }

    /** The same of what is about {@code client} and does not say so. */
    public static <T> ResponseEntity<T> found(T view, long version, ClientId client) {
        Shown.about(client, Objects.requireNonNull(view));
        return found(view, version);
    }

    private static Written written(Receipt receipt) {
        return new Written(receipt.resource(), receipt.version());
    }

    private static <T> ResponseEntity<T> answer(ResponseEntity.BodyBuilder answer, Receipt receipt, T body) {
        if (receipt.position() != null) {
            answer.header(POSITION, receipt.position().value());
        }
        return answer.eTag(tag(receipt.version())).body(body);
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }
}
