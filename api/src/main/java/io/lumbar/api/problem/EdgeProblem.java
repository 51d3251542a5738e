package io.lumbar.api.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/**
 * What can be wrong with a request before the domain is asked, or with the system. Like the domain's errors each has a
 * stable code and a heading in docs/problems.md.
 */
public enum EdgeProblem {
    /** The body is not one JSON object, or holds a name twice. */
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body cannot be read as JSON"),
    /** A file that is no table of cells. */
    MALFORMED_CSV(HttpStatus.BAD_REQUEST, "The table cannot be read as CSV"),
    /** A file in another encoding than UTF-8. */
    NOT_UTF_8(HttpStatus.BAD_REQUEST, "The text is not in UTF-8"),
    /** Rows of one episode with others between them. */
    ROWS_APART(HttpStatus.UNPROCESSABLE_CONTENT, "The rows of an episode stand apart"),
    /** A field that the route does not know. */
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "Unknown field"),
    /** A required field is absent or null. */
    MISSING_FIELD(HttpStatus.BAD_REQUEST, "Required fields are missing"),
    /** A text where a number is expected, a decimal where a whole number is, a time without offset. */
    WRONG_TYPE(HttpStatus.BAD_REQUEST, "A field has the wrong type or format"),
    /** Not one of the values that an enumeration has. */
    UNKNOWN_VALUE(HttpStatus.BAD_REQUEST, "A field has an unknown value"),
    /** A control character or half a surrogate pair. */
    FORBIDDEN_CHARACTER(HttpStatus.BAD_REQUEST, "A text holds a forbidden character"),
    /** A number or date that can be read but lies outside what can be recorded, or a text that is too long. */
    INVALID_VALUE(HttpStatus.UNPROCESSABLE_CONTENT, "A value breaks its rule"),
    /** An id in the path that is no UUID. */
    MALFORMED_ID(HttpStatus.BAD_REQUEST, "The id in the path is malformed"),
    /** A query parameter that the route does not know. */
    UNKNOWN_PARAMETER(HttpStatus.BAD_REQUEST, "Unknown query parameter"),
    /** A query parameter that cannot be read, is given too often, or is required and absent. */
    MALFORMED_PARAMETER(HttpStatus.BAD_REQUEST, "A query parameter is malformed"),
    /** A request header that cannot be read. */
    MALFORMED_HEADER(HttpStatus.BAD_REQUEST, "A request header is malformed"),
    /** Anything else that breaks HTTP. */
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    /** No token, or one that is not valid or no longer so. */
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is required"),
    /** The caller's roles do not allow it. */
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    /** No route has this path. */
    NO_SUCH_ROUTE(HttpStatus.NOT_FOUND, "There is no such route"),
    /** The path exists, not with this method. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The route has no such method"),
    /** The answer cannot be given in an accepted format. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No accepted format can be answered"),
    /** The body did not come to its end in time. */
    REQUEST_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    /** More in a minute than a client or an address may ask for. */
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    /** More than 256 KiB. */
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    /** Not application/json. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's format is not supported"),
    /** A read asked to include a write did not in time. */
    POSITION_NOT_REACHED(HttpStatus.SERVICE_UNAVAILABLE, "The lists have not caught up yet"),
    /** The database does not answer. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service is not available now"),
    /** A defect of ours. */
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

    private final HttpStatus status;
    private final String title;

    EdgeProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Stable kebab-case name, the last part of the problem's type. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The status of the answer. */
    public HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }
}
