package io.lumbar.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** A table of requests that are refused by name, with nothing stored. */
public abstract class RefusalTable extends ClinicIT {
    /** An id of nothing. */
    protected static final String NOTHING = UUID.randomUUID().toString();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A refusal; the field is null where no single one is to blame. */
    private record Row(String method, String path, String body, int status, String code, @Nullable String field) {}

    private final List<Row> rows = new ArrayList<>();

    /** A POST of {@code valid}, in which {@code field} has another {@code value}. */
    protected final void bad(String path, String valid, String field, String value, int status, String code) {
        bad(path, valid, field, value, status, code, field);
    }

    /** The same where another field than the changed one is to blame, or none. */
    protected final void bad(String path, String valid, String field, String value, int status, String code,
            @Nullable String blamed) {
        bad(path, changed(valid, field, value), status, code, blamed);
    }

    /** A POST. */
    protected final void bad(String path, String body, int status, String code, @Nullable String field) {
        rows.add(new Row("POST", path, body, status, code, field));
    }

    /** A PUT of {@code valid}, in which {@code field} has another {@code value}. */
    protected final void badPut(String path, String valid, String field, String value, int status, String code) {
        badPut(path, changed(valid, field, value), status, code, field);
    }

    /** A PUT. */
    protected final void badPut(String path, String body, int status, String code, @Nullable String field) {
        rows.add(new Row("PUT", path, body, status, code, field));
    }

    private static String changed(String valid, String field, String value) {
        ObjectNode body = (ObjectNode) JSON.readTree(valid);
        ObjectNode owner = field.contains(".")
                ? (ObjectNode) body.get(field.substring(0, field.indexOf('.')))
                : body;
        owner.set(field.substring(field.indexOf('.') + 1), JSON.readTree(value));
        return body.toString();
    }

    /** A test of each row so far. */
    protected final Stream<DynamicTest> table() {
        return rows.stream().map(row -> dynamicTest(row.method + " " + row.path + " " + row.body, () -> {
            long before = eventsStored();
            Answer answer = send(request(row.path).header("Content-Type", "application/json").method(row.method,
                    BodyPublishers.ofString(row.body)));
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(row.status);
            assertThat(answer.at("type")).as(answer.http().body()).isEqualTo("/problems/" + row.code);
            if (row.field != null) {
                assertThat(answer.at("field")).as(answer.http().body()).isNotNull().startsWith(row.field);
                assertThat(answer.at("errors.0.rule")).isNotBlank();
            }
            assertThat(answer.at("detail")).isNotBlank();
            assertThat(eventsStored()).isEqualTo(before);
        }));
    }
}
