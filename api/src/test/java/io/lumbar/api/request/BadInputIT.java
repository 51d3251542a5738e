package io.lumbar.api.request;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.lumbar.api.HttpIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class BadInputIT extends HttpIT {
    private static final String SEEN = "/api/v1/probes/seen";
    private static final String ID = "0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee";
    private static final String GOOD = """
            {"clinicId": "0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee", "minutes": 45, "sex": "FEMALE",
             "at": "2026-11-23T09:30:00+01:00", "parts": [{"code": "M54.5"}], "on": "2026-11-23", "from": "09:30",
             "timeZone": "Europe/Amsterdam", "score": 6.25, "sure": true, "name": "Zoë", "note": "first\\r\\n\\tsecond",
             "styles": ["SWEDISH"]}""";

    /** @param body of a good request with one thing changed */
    record Row(String what, String body, int status, String code, @Nullable String field) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Row row(String what, String good, String bad, int status, String code, @Nullable String field) {
        assertThat(GOOD).contains(good);
        return new Row(what, GOOD.replace(good, bad), status, code, field);
    }

    private static Row type(String what, String good, String bad, String field) {
        return row(what, good, bad, 400, "wrong-type", field);
    }

    private static Row json(String what, String body) {
        return new Row(what, body, 400, "malformed-json", null);
    }

    static Stream<Row> rows() {
        return Stream.of(json("nothing", ""), json("null", "null"), json("a list", "[]"), json("a text", "\"x\""),
                json("half an object", "{\"minutes\": 45"), json("a trailing comma", "{\"minutes\": 45,}"),
                json("a comment", "{/* */}"), json("single quotes", "{'minutes': 45}"),
                json("something behind", GOOD + "x"), json("a second object", GOOD + GOOD),
                json("a name twice", "{\"minutes\": 45, \"minutes\": 46}"),
                json("NaN", GOOD.replace("6.25", "NaN")), json("a leading zero", GOOD.replace("45,", "045,")),
                json("a raw line break in a text", GOOD.replace("Zoë", "Zo\n")),
                new Row("deeply nested lists", "{\"parts\":" + "[".repeat(900) + "]".repeat(900) + "}", 400,
                        "wrong-type", "parts[0]"),
                json("a number of 50 digits", GOOD.replace("6.25", "1".repeat(50))),
                row("an unknown field", "\"sure\"", "\"sur\"", 400, "unknown-field", "sur"),
                row("an unknown nested field", "\"code\"", "\"kode\"", 400, "unknown-field", "parts[0].kode"),
                row("an absent field", "\"minutes\": 45,", "", 400, "missing-field", "minutes"),
                row("a null field", "45", "null", 400, "missing-field", "minutes"),
                row("an absent nested field", "\"code\": \"M54.5\"", "", 400, "missing-field", "parts[0].code"),
                row("a null in a list", "\"SWEDISH\"", "null", 400, "missing-field", "styles[0]"),
                type("a text for a number", "45", "\"45\"", "minutes"),
                type("a decimal for a whole number", "45", "45.0", "minutes"),
                type("an exponent for a whole number", "45", "4e1", "minutes"),
                type("true for a number", "45", "true", "minutes"),
                type("an object for a number", "45", "{}", "minutes"),
                type("a list for a number", "45", "[45]", "minutes"),
                type("a text for a decimal", "6.25", "\"6.25\"", "score"),
                type("a number for a text", "\"Zoë\"", "7", "name"), type("true for a text", "\"Zoë\"", "true", "name"),
                type("an object for a text", "\"Zoë\"", "{}", "name"),
                type("a text for a boolean", "true", "\"true\"", "sure"), type("1 for true", "true", "1", "sure"),
                type("an empty text for a boolean", "true", "\"\"", "sure"),
                type("an object for a list", "[\"SWEDISH\"]", "{}", "styles"),
                type("a text for a list", "[\"SWEDISH\"]", "\"SWEDISH\"", "styles"),
                type("an empty text for a list", "[\"SWEDISH\"]", "\"\"", "styles"),
                type("a text for an object", "{\"code\": \"M54.5\"}", "\"M54.5\"", "parts[0]"),
                type("an empty text for an object", "{\"code\": \"M54.5\"}", "\"\"", "parts[0]"),
                type("no UUID", ID, "7", "clinicId"), type("a short UUID", ID, "1-1-1-1-1", "clinicId"),
                type("an empty UUID", ID, "", "clinicId"),
                type("an instant without offset", "09:30:00+01:00", "09:30:00", "at"),
                type("a date for an instant", "T09:30:00+01:00", "", "at"),
                type("seconds for an instant", "\"2026-11-23T09:30:00+01:00\"", "1795405087", "at"),
                type("a date that does not exist", "\"on\": \"2026-11-23\"", "\"on\": \"2026-02-29\"", "on"),
                type("a list for a date", "\"on\": \"2026-11-23\"", "\"on\": [2026, 11, 23]", "on"),
                type("an empty date", "\"on\": \"2026-11-23\"", "\"on\": \"\"", "on"),
                type("25 o'clock", "\"09:30\"", "\"25:30\"", "from"),
                type("no zero before 9", "\"09:30\"", "\"9:30\"", "from"),
                type("no time zone", "Europe/Amsterdam", "Europe/Atlantis", "timeZone"),
                type("an offset for a time zone", "Europe/Amsterdam", "+01:00", "timeZone"),
                row("an unknown constant", "FEMALE", "female", 400, "unknown-value", "sex"),
                row("a constant's place", "\"FEMALE\"", "\"0\"", 400, "unknown-value", "sex"),
                type("a number for a constant", "\"FEMALE\"", "0", "sex"),
                row("an unknown constant in a list", "SWEDISH", "SWEDISCH", 400, "unknown-value", "styles[0]"),
                row("a number beyond all", "45", "4500000000", 422, "invalid-value", "minutes"),
                row("a number beyond long", "45", "9".repeat(30), 422, "invalid-value", "minutes"),
                row("an endless number", "6.25", "1e999999999", 422, "invalid-value", "score"),
                row("seven decimals", "6.25", "6.2500001", 422, "invalid-value", "score"),
                row("the year 10000", "2026-11-23T", "+10000-11-23T", 422, "invalid-value", "at"),
                row("the year 1", "\"on\": \"2026", "\"on\": \"0001", 422, "invalid-value", "on"),
                row("a long line", "Zoë", "o".repeat(401), 422, "invalid-value", "name"),
                row("a long free text", "first", "o".repeat(4_000), 422, "invalid-value", "note"),
                row("U+0000", "Zoë", "Zo\\u0000", 400, "forbidden-character", "name"),
                row("U+0000 in a free text", "first", "fi\\u0000rst", 400, "forbidden-character", "note"),
                row("U+0085", "Zoë", "Zo\\u0085", 400, "forbidden-character", "name"),
                row("a line break in a line", "Zoë", "Zo\\në", 400, "forbidden-character", "name"),
                row("a high surrogate alone", "Zoë", "Zo\\ud83d", 400, "forbidden-character", "name"),
                row("a low surrogate alone", "Zoë", "\\ude00Zo", 400, "forbidden-character", "name"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refuses_a_body_with(Row row) {
        Answer answer = post(SEEN, row.body);

        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(row.status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("type")).as("%s", answer.json()).isEqualTo("/problems/" + row.code);
        assertThat(answer.at("field")).as("%s", answer.json()).isEqualTo(row.field);
        assertThat(answer.at("errors.0.field")).isEqualTo(row.field);
        assertThat(answer.at("instance")).isEqualTo(SEEN);
        assertThat(answer.at("requestId")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.http().body()).doesNotContain("tools.jackson", "java.", "io.lumbar");
    }

    @Test
    void takes_the_body_that_all_bad_ones_are_made_of() {
        Answer answer = post(SEEN, GOOD);

        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        assertThat(answer.at("probe.clinicId")).isEqualTo(ID);
        assertThat(answer.at("probe.at")).isEqualTo("2026-11-23T08:30:00Z");
        assertThat(answer.at("probe.note")).isEqualTo("first\r\n\tsecond");
        assertThat(answer.at("probe.name")).isEqualTo("Zoë");
    }

    @Test
    void says_where_reading_stopped_and_what_would_be_right() {
        assertThat(post(SEEN, "{\n \"minutes\": 45,\n !").at("detail")).contains("line 3, column 2");
        assertThat(post(SEEN, GOOD.replace("FEMALE", "F")).at("errors.0.rule"))
                .isEqualTo("is one of FEMALE, MALE, OTHER, UNKNOWN");
        assertThat(post(SEEN, GOOD.replace("\"sure\"", "\"sur\"")).at("errors.0.rule")).contains("sure", "minutes");
    }

    @Test
    void names_all_missing_fields_at_once() {
        assertThat(post(SEEN, "{\"parts\": [{}, null]}").at("detail"))
                .isEqualTo("Required: clinicId, minutes, sex, at, parts[0].code, parts[1].");
    }

    @Test
    void refuses_bytes_that_are_no_utf_8() {
        byte[] body = GOOD.replace("Zoë", "Zo?").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xff : body[i];
        }
        Answer answer = send(
                request(SEEN).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.at("type")).isEqualTo("/problems/malformed-json");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/nothing,404,no-such-route,", "GET,/api/v1/probes/7,400,malformed-id,id",
            "GET,/api/v1/probes/seen,400,malformed-id,id", "DELETE,/api/v1/probes/seen,405,method-not-allowed,",
            "GET,/api/v1/probes?sexx=MALE,400,unknown-parameter,sexx",
            "GET,/api/v1/probes?sex=male,400,malformed-parameter,sex",
            "GET,/api/v1/probes?sex=,400,malformed-parameter,sex",
            "GET,/api/v1/probes?sex=MALE&sex=MALE,400,malformed-parameter,sex",
            "GET,/api/v1/probes?limit=x,400,malformed-parameter,limit",
            "GET,/api/v1/probes?limit=1.0,400,malformed-parameter,limit",
            "GET,/api/v1/probes?asOf=2026-11-23T09:30:00,400,malformed-parameter,asOf",
            "GET,/api/v1/probes?clinic=7,400,malformed-parameter,clinic",
            "GET,/api/v1/probes?clinic=%00,400,malformed-parameter,clinic",
            "POST,/api/v1/probes/" + ID + "/made,400,malformed-parameter,outcome",
            "GET,/api//v1/probes,400,malformed-request,",
            "GET,/api/v1/probes/..%2f,400,malformed-request,"})
    void refuses_a_path_or_parameter(String method, String path, int status, String code, @Nullable String field) {
        Answer answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("type")).isEqualTo("/problems/" + code);
        assertThat(answer.at("field")).isEqualTo(field);
    }

    @Test
    void says_which_parameters_a_route_has_or_that_it_has_none() {
        assertThat(get("/api/v1/probes?sexx=MALE").at("errors.0.rule"))
                .isEqualTo("is not among [asOf, clinic, limit, sex]");
        assertThat(get("/api/v1/probes/" + ID + "?verbose=1").at("detail"))
                .isEqualTo("verbose is not known: this route has no query parameters.");
    }

    @Test
    void takes_parameters_that_the_route_declares() {
        Answer answer = get(
                "/api/v1/probes?sex=MALE&clinic=" + ID + "&clinic=" + ID + "&asOf=2026-11-23T09:30:00%2B01:00");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("clinics.1")).isEqualTo(ID);
        assertThat(answer.http().body()).contains("\"limit\":null");
    }

    @Test
    void refuses_what_is_not_json_and_what_json_cannot_answer() {
        Answer text = send(request(SEEN).header("Content-Type", "text/plain").POST(BodyPublishers.ofString(GOOD)));
        Answer none = send(request(SEEN).POST(BodyPublishers.ofString(GOOD)));
        Answer form = send(request(SEEN).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("minutes=45")));
        Answer csv = send(request("/api/v1/probes/" + ID).header("Accept", "text/csv"));

        assertThat(text.status()).isEqualTo(415);
        assertThat(text.at("type")).isEqualTo("/problems/unsupported-media-type");
        assertThat(none.status()).isEqualTo(415);
        assertThat(form.status()).as("%s", form.json()).isEqualTo(415);
        Answer empty = send(request(SEEN).header("Content-Type", "*/*").POST(BodyPublishers.noBody()));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.at("field")).isEqualTo("Content-Type");
        assertThat(csv.status()).isEqualTo(406);
        assertThat(csv.at("type")).isEqualTo("/problems/not-acceptable");
    }

    @Test
    void refuses_a_body_over_the_limit_whether_its_length_is_announced_or_not() {
        String padding = " ".repeat(BodyLimit.BYTES - GOOD.getBytes(StandardCharsets.UTF_8).length);

        assertThat(post(SEEN, GOOD + padding).status()).isEqualTo(200);
        assertThat(post(SEEN, GOOD + padding + " ").at("type")).isEqualTo("/problems/body-too-large");
        Answer chunked = send(request(SEEN).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[300_000]))));
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.at("type")).isEqualTo("/problems/body-too-large");
    }
}
