package io.lumbar.api.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is sent to find out what happens. */
final class Hostile {
    /** In place of a value of JSON; some are no JSON. */
    static final List<String> VALUES = List.of("\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud83d\"", "\"\\ude00\\ud83d\"",
            "\"\\uffff\\ufffe\\u202e\\u200b\\ufeff\"", "\"\\u0085\\u2028\\u2029\"", "\"Z\\u0351\\u0352\\u0353algo\"",
            "\"\\ud83d\\udc68\\u200d\\ud83d\\udc69\"", "\"' or '1'='1\"", "\"'; drop table eventstore.event; --\"",
            "\"\\\\'; select pg_sleep(20); --\"", "\"%' escape '%\"", "\"$1 :name ? {0} %s %n\"",
            "\"${jndi:ldap://127.0.0.1/x}\"", "\"#{T(java.lang.Runtime).getRuntime()}\"", "\"*{7*7}__${7*7}__::.x\"",
            "\"<script>alert(1)</script>\"", "\"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\"",
            "\"=cmd|' /C calc'!A0\"", "\"../../../../etc/passwd\"", "\"\\r\\nSet-Cookie: a=b\"",
            "\"\\u007f\\u001b[31m\"",
            "\"null\"", "\"true\"", "\"NaN\"", "\"1e400\"", "\"-0\"", "\"2025-02-30\"", "\"0000-00-00T00:00:00Z\"",
            "\"-999999999-01-01T00:00:00Z\"", "\"+1000000000-12-31T23:59:59.999999999Z\"", "\"9999-12-31\"",
            "\"294277-01-01T00:00:00Z\"", "\"-4713-01-01\"", "\"2025-03-30T02:30:00+18:00\"", "\"23:59:60\"",
            "\"24:00\"", "\"2025-06-30T23:59:60Z\"", "\"00000000-0000-0000-0000-000000000000\"", "\"\"", "\" \"", "0",
            "-1", "1e400", "-1e-400", "0.1", "1.0", "1e2", "1e1000000000", "9223372036854775808", "-2147483649",
            "99999999999999999999999999999999999999", "00", "+1", "NaN", "Infinity", "0x10", "1_000", "true", "TRUE",
            "null", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "{\"$type\":\"x\"}",
            "{\"@class\":\"java.lang.ProcessBuilder\"}", "{\"__proto__\":{\"roles\":[\"ADMIN\"]}}", "'a'", "undefined",
            "/* */ 1", "\"unfinished", "", "\"\\x\"", "\"\\u12\"");

    /** As a segment of a path; what is not encoded is sent as it stands. */
    static final List<String> SEGMENTS = List.of("..", ".", "%2e%2e", "%2E%2e%2f", "..%5c", "..;", ";a=b", "%00",
            "%0d%0aX:y", "%", "%zz", "%c0%af", "%ff", "%u002e", "a%2fb", "a//b", "\\", "~", "*", "{id}", "null", "-1",
            "' or 1=1", "<script>", "a b", "\u00e9", "%F0%9F%92%A9", "00000000-0000-0000-0000-0",
            "\u0001", "\"", "|", "^", "`", "[", "$%7Bx%7D", "%252e%252e%252f", "#");

    private static final List<String> HEADERS = List.of("X-Request-Id: %s", "If-Match: %s", "Idempotency-Key: %s",
            "Lumbar-After: %s", "Accept: %s", "Accept-Language: %s", "Content-Language: %s", "Origin: %s", "Cookie: %s",
            "X-Forwarded-For: %s", "X-Forwarded-Host: %s", "X-Forwarded-Proto: %s", "X-Original-URL: %s",
            "X-HTTP-Method-Override: %s", "Range: %s", "If-None-Match: %s", "If-Modified-Since: %s", "Referer: %s",
            "User-Agent: %s", "traceparent: %s", "HX-Request: %s", "X-Forwarded-Prefix: %s", "Forwarded: %s");
    private static final List<String> HEADER_VALUES = List.of("", "*", "\"0\"", "\"99999999999999999999\"", "W/\"1\"",
            "\"1\", \"2\"", "x", "1-1-1", "0-0-0", "99999-99999999999999999999-9999999999999999999", "-1--1--1",
            "../../etc/passwd", "bytes=0-1,0-1,0-1,0-1", "bytes=-1", "DELETE", "/actuator/prometheus", "evil.invalid",
            "http://evil.invalid", "null", "text/html", "text/csv;q=1,*/*;q=0", "application/xml",
            "application/json;q=2", "*/*;q=x", "a/b/c", "application/", "\u00ff\u00fe", "' or '1'='1",
            "${jndi:ldap://x}",
            "<script>", "00-00000000000000000000000000000000-0000000000000000-00", "for=\"_x\";host=evil.invalid",
            "tlh-KX-x-very-long-private-use-language-tag", "lumbar-session=x; lumbar-session=y", "x\ty",
            "Thu, 01 Jan 1970 00:00:00 GMT");

    private Hostile() {}

    static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** In place of a value of JSON, now and then a very large one. */
    static String value(RandomGenerator random) {
        return switch (random.nextInt(40)) {
            case 0 -> "[".repeat(100_000);
            case 1 -> "{\"a\":".repeat(600) + "1" + "}".repeat(600);
            case 2 -> "\"" + "x".repeat(270_000) + "\"";
            case 3 -> "[" + "1,".repeat(20_000) + "1]";
            case 4 -> "\"" + "\\u00e9".repeat(4_100) + "\"";
            case 5 -> "9".repeat(2_000);
            default -> one(random, VALUES);
        };
    }

    static String header(RandomGenerator random) {
        return switch (random.nextInt(30)) {
            case 0 -> "X-Long: " + "x".repeat(20_000);
            case 1 -> "X-Many: a\r\n".repeat(150).strip();
            case 2 -> "No colon at all";
            case 3 -> " Folded: x";
            case 4 -> "X-Control: a\u0001b";
            case 5 -> "Content-Encoding: gzip";
            case 6 -> "Expect: 100-continue";
            case 7 -> "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x";
            default -> one(random, HEADERS).formatted(one(random, HEADER_VALUES));
        };
    }

    /** A body as a whole. */
    static byte[] body(RandomGenerator random, String valid) {
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(bytes, bytes.length / 2);
            case 2 -> (valid + valid).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("\ufeff" + valid).getBytes(StandardCharsets.UTF_8);
            case 4 -> valid.getBytes(StandardCharsets.UTF_16);
            case 5 -> ("[" + valid + "]").getBytes(StandardCharsets.UTF_8);
            case 6 -> value(random).getBytes(StandardCharsets.UTF_8);
            case 7 -> (valid + " ".repeat(256 * 1024)).getBytes(StandardCharsets.UTF_8);
            case 8 -> "a=b&c=d".getBytes(StandardCharsets.UTF_8);
            case 9 -> "<a>&lt;</a>".getBytes(StandardCharsets.UTF_8);
            default -> {
                byte[] changed = bytes.clone();
                for (int n = 0; n < 3 && changed.length > 0; n++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                yield changed;
            }
        };
    }
}
