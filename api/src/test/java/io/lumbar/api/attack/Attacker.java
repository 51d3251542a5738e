package io.lumbar.api.attack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.lumbar.api.Bodies;
import io.lumbar.api.attack.Contract.Operation;
import io.lumbar.api.attack.Wire.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one request after another from the OpenAPI document and a seed: some that a clinic would send, some with a single
 * thing wrong, some hostile. What is made by it is used in what follows, so that it gets deeper than a first request would.
 */
final class Attacker {
    /** In every text that is sent where a person's own belongs; it may come back to whom it is shown, and nowhere else. */
    static final String PERSONAL = "Kwikzilver";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String RAW = "@raw@";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS",
            "TRACE", "PROPFIND", "get", "GETT", "CONNECT");
    private static final List<String> TYPES = List.of("text/plain", "application/xml",
            "application/json;charset=utf-16",
            "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
            "application/x-ndjson", "text/csv", "application/json, text/csv", "application", "*/*", "", "a/b;c",
            "application/vnd.api+json", "application/json; charset=nonsense", "application/x-java-serialized-object");
    /** What would take away the ground on which the other requests stand is asked of something that stands apart. */
    private static final Set<String> ENDING = Set.of("closeClinic", "deactivateTherapist");

    /** Ids by the words in paths and bodies. */
    static final class Place {
        private final Map<String, String> ids = new HashMap<>();

        Place with(String word, String id) {
            ids.put(word, id);
            return this;
        }

        private String id(String word) {
            return ids.getOrDefault(word, UUID.randomUUID().toString());
        }
    }

    /**
     * A request.
     *
     * @param request head and body, a character for each byte
     * @param operation the one that is asked; null when the request leads to none
     * @param loose whether it may be refused before any operation is looked for
     * @param last whether its end is not where it says
     * @param makes the id of the operation, where what it makes may be used in what follows
     */
    record Shot(String caller, String method, String target, String request, @Nullable Operation operation,
            boolean loose, boolean last, @Nullable String makes) {}

    private final Contract contract;
    private final UnaryOperator<String> authorization;
    private final RandomGenerator random;
    private final Place own;
    private final Place other;
    private int count;

    /**
     * @param authorization the header of a caller, with its end of line
     * @param other what must not be seen
     */
    Attacker(Contract contract, UnaryOperator<String> authorization, RandomGenerator random, Place own, Place other) {
        this.contract = contract;
        this.authorization = authorization;
        this.random = random;
        this.own = own;
        this.other = other;
    }

    /** The next request, by one of the callers. */
    Shot next(List<String> callers) {
        count++;
        Operation operation = Hostile.one(random, contract.operations());
        int manner = random.nextInt(100); // below 35 as meant, below 70 one thing wrong, above hostile
        Place place = random.nextInt(100) < (manner < 35 ? 92 : 75) ? own : other;
        String caller = caller(operation, callers);
        var headers = new ArrayList<String>();
        String path = path(operation, place);
        String query = query(operation, place, manner);
        String type = operation.says().at("/requestBody/content").propertyStream().map(Map.Entry::getKey)
                .findFirst().orElse("");
        byte[] body = type.isEmpty() ? new byte[0] : body(operation, place, type, manner);
        String method = operation.method();
        Operation asked = operation;
        boolean loose = false;
        boolean last = false;
        boolean framed = false;
        if (manner >= 70) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    method = Hostile.one(random, METHODS);
                    asked = contract.at(method, operation.template());
                }
                case 1 -> {
                    path = tricked(path);
                    asked = null;
                }
                case 2 -> {
                    type = Hostile.one(random, TYPES);
                }
                case 3 -> {
                    headers.add(Hostile.header(random));
                    loose = true;
                    last = true;
                }
                case 4 -> {
                    framed = true;
                    last = true;
                    loose = true;
                    body = concat("zz\r\n".getBytes(StandardCharsets.US_ASCII), body);
                    headers.add(Hostile.one(random,
                            List.of("Content-Length: " + (body.length + 7) + "\r\nContent-Length: 3",
                                    "Content-Length: -1", "Content-Length: x", "Content-Length: 99999999999999999999",
                                    "Transfer-Encoding: chunked\r\nContent-Length: 4", "Transfer-Encoding: chunked")));
                }
                default -> {
                    query = "?" + Hostile.one(random, Hostile.SEGMENTS).replace("#", "%23").replace("?", "%3f") + "="
                            + PERSONAL;
                    asked = null;
                }
            }
        }
        if (random.nextInt(8) == 0 && method.equals("POST")) {
            headers.add("Idempotency-Key: key-" + random.nextInt(50));
        }
        if (!type.isEmpty() && (body.length > 0 || manner >= 70)) {
            headers.add("Content-Type: " + type);
        }
        if (!framed && (body.length > 0 || !method.equals("GET"))) {
            headers.add("Content-Length: " + body.length);
        }
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            last = true;
        }
        return new Shot(caller, method, path + query,
                request(method, path + query, authorization.apply(caller), headers, body), asked, loose, last,
                place == own && operation.equals(asked) ? operation.id() : null);
    }

    /** Uses what an answer made. */
    void learn(Shot shot, Reply reply) {
        if (reply.status() != 201 || shot.makes == null) {
            return;
        }
        String id = JSON.readTree(reply.body()).at("/id").asString("");
        switch (shot.makes) {
            case "openClinic" -> own.with("spare clinic", id);
            case "registerTherapist" -> own.with("spare therapist", id);
            case "registerClient" -> own.with("client", id);
            case "openAccount" -> own.with("account", id);
            case "openEpisode" -> own.with("episode", id);
            case "planSession", "holdUnplannedSession" -> own.with("session", id);
            case "recordMeasurement" -> own.with("measurement", id);
            case "reportAdverseEvent" -> own.with("adverse event", id);
            default -> {} // nothing that others ask for
        }
    }

    private String caller(Operation operation, List<String> callers) {
        if (random.nextInt(100) < 75) {
            List<String> allowed = callers.stream().filter(each -> operation.says().at("/x-roles").has(each)).toList();
            if (!allowed.isEmpty()) {
                return Hostile.one(random, allowed);
            }
        }
        return Hostile.one(random, callers);
    }

    private String path(Operation operation, Place place) {
        Matcher variable = VARIABLE.matcher(operation.template());
        var path = new StringBuilder();
        while (variable.find()) {
            String resource = operation.template().split("/")[3];
            String word = switch (variable.group(1)) {
                case "sid" -> "session";
                case "mid" -> "measurement";
                case "aid" -> "adverse event";
                case "fid" -> "follow-up";
                case "id" -> switch (resource) {
                    case "worklist" -> "entry";
                    default -> resource.replaceFirst("s$", "");
                };
                default -> variable.group(1);
            };
            variable.appendReplacement(path, Matcher.quoteReplacement(switch (word) {
                case "style" -> Hostile.one(random, List.of("SWEDISH", "TRIGGER_POINT", "SPORTS", "NONE"));
                case "purpose" -> Hostile.one(random, List.of("RESEARCH", "REMINDERS", "NONE"));
                case "name" -> Hostile.one(random, List.of("sessions-to-response", "outcomes", "attendance",
                        "adverse-events", "follow-ups", "nothing"));
                case "kind", "what" -> Hostile.one(random, List.of("late", "outage", "status", "type", "shape"));
                default -> place.id(ENDING.contains(operation.id()) ? "spare " + word : word);
            }));
        }
        return variable.appendTail(path).toString();
    }

    private String tricked(String path) {
        String[] segments = path.split("/", -1);
        int at = 1 + random.nextInt(segments.length - 1);
        segments[at] = random.nextBoolean() ? Hostile.one(random, Hostile.SEGMENTS)
                : segments[at] + Hostile.one(random, Hostile.SEGMENTS);
        return String.join("/", segments);
    }

    private String query(Operation operation, Place place, int manner) {
        var query = new StringBuilder();
        for (JsonNode parameter : operation.says().path("parameters")) {
            boolean required = parameter.path("required").asBoolean();
            if (parameter.path("in").asString("").equals("query") && (required || random.nextInt(4) == 0)) {
                JsonNode schema = parameter.path("schema").has("items")
                        ? parameter.at("/schema/items")
                        : parameter.path("schema");
                String name = parameter.path("name").asString();
                int times = manner >= 35 && random.nextInt(6) == 0 ? 2 : 1;
                for (int n = 0; n < times; n++) {
                    query.append(query.isEmpty() ? '?' : '&').append(name).append('=')
                            .append(URLEncoder.encode(parameter(name, schema, place, manner), StandardCharsets.UTF_8));
                }
            }
        }
        return query.toString();
    }

    private String parameter(String name, JsonNode schema, Place place, int manner) {
        if (manner >= 35 && random.nextInt(3) == 0) {
            String value = Hostile.one(random, Hostile.VALUES);
            return value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                    ? value.substring(1, value.length() - 1)
                    : value;
        }
        JsonNode resolved = schema;
        if (resolved.has("enum")) {
            return Hostile.one(random, resolved.get("enum").valueStream().toList()).asString("");
        }
        String format = resolved.path("format").asString("");
        String type = resolved.path("type").toString();
        return switch (format) {
            case "uuid" -> place.id(name);
            case "date" -> Bodies.day(random.nextInt(800) - 100);
            case "date-time" -> name.equals("to") ? Bodies.at(-1, 0) : Bodies.at(20 + random.nextInt(10), 9);
            default -> type.contains("integer") ? String.valueOf(1 + random.nextInt(200))
                    : type.contains("boolean") ? "true" : PERSONAL + count;
        };
    }

    private byte[] body(Operation operation, Place place, String type, int manner) {
        JsonNode content = operation.says().at("/requestBody/content").path(type);
        JsonNode example = content.path("example");
        if (example.isMissingNode()) {
            example = probe();
        }
        boolean json = !example.isString();
        JsonNode body = json ? example.deepCopy() : JSON.readTree(example.asString());
        related(body, place);
        own(body, "");
        if (manner < 35) {
            return text(body);
        }
        if (manner >= 70 && random.nextInt(3) == 0) {
            return Hostile.body(random, body.toString());
        }
        List<Runnable> changes = new ArrayList<>();
        String[] raw = {"null"};
        changes(body, raw, changes);
        if (changes.isEmpty()) {
            return text(body);
        }
        for (int n = manner < 70 ? 1 : 1 + random.nextInt(3); n > 0; n--) {
            Hostile.one(random, changes).run();
        }
        return body.toString().replace("\"" + RAW + "\"", raw[0]).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode probe() {
        return JSON.readTree("""
                {"clinicId": "01935e6a-5c00-7000-8000-000000000001", "minutes": 45, "sex": "FEMALE",
                 "at": "2026-11-23T09:30:00+01:00", "parts": [], "name": "x"}""");
    }

    private static byte[] text(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Ids of what is there in place of those of the example. */
    private void related(JsonNode node, Place place) {
        if (node instanceof ObjectNode object) {
            Map.of("clinicId", "clinic", "toClinicId", "clinic", "therapistId", "therapist", "clientId", "client",
                    "sessionId", "session", "continues", "episode").forEach((field, word) -> {
                        if (object.path(field).isString()) {
                            object.put(field, place.id(word));
                        }
                    });
            if (object.has("clinics")) {
                object.putArray("clinics").add(place.id("clinic"));
            }
        }
        node.forEach(each -> related(each, place));
    }

    /** Texts of people are this attacker's own, so that they are found again where they must not be. */
    private void own(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            for (String field : object.propertyStream().map(Map.Entry::getKey).toList()) {
                switch (field) {
                    case "given", "family", "note", "clinician", "description", "address", "text" ->
                        object.put(field, PERSONAL + " " + Long.toString(random.nextLong() >>> 1, 36));
                    case "licenceNumber" -> object.put(field, PERSONAL + Long.toString(random.nextLong() >>> 1, 36));
                    case "logInName" -> object.put(field, PERSONAL.toLowerCase(Locale.ROOT) + count);
                    default -> own(object.get(field), field);
                }
            }
        } else {
            node.forEach(each -> own(each, name));
        }
    }

    /** Every way to spoil one value. */
    private void changes(JsonNode node, String[] raw, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            for (String field : object.propertyStream().map(Map.Entry::getKey).toList()) {
                JsonNode value = object.get(field);
                changes.add(() -> object.remove(field));
                changes.add(() -> spoil(raw, () -> object.put(field, RAW), value));
                changes.add(() -> spoil(raw, () -> object.put(field, RAW), value));
                changes(value, raw, changes);
            }
            changes.add(() -> spoil(raw, () -> object.put(random.nextBoolean() ? "surprise" : "a\u0000\ud83d", RAW),
                    object));
            changes.add(() -> object.put("id", UUID.randomUUID().toString()));
            changes.add(() -> {
                var names = object.propertyStream().map(Map.Entry::getKey).toList();
                if (!names.isEmpty()) {
                    raw[0] = "1,\"" + Hostile.one(random, names) + "\":2";
                    object.put("twice", RAW);
                }
            });
        } else if (node instanceof ArrayNode array) {
            changes.add(() -> spoil(raw, () -> array.add(RAW), array));
            changes.add(() -> {
                for (JsonNode each : array.valueStream().toList()) {
                    array.add(each.deepCopy());
                }
            });
            changes.add(array::removeAll);
            array.forEach(each -> changes(each, raw, changes));
        }
    }

    private void spoil(String[] raw, Runnable place, JsonNode before) {
        raw[0] = random.nextInt(3) > 0 || before.isContainer() ? Hostile.value(random) : near(before);
        place.run();
    }

    private String near(JsonNode before) {
        if (before.isNumber()) {
            return Hostile.one(random,
                    List.of(before.asString() + "1", "-" + before.asString(), "0", "1", "100", "1000",
                            "\"" + before.asString() + "\"", before.asString() + ".5"));
        }
        String text = before.asString("");
        return Hostile.one(random, List.of("\"" + text + "x\"", "\"" + text.toLowerCase(Locale.ROOT) + "\"",
                "[\"" + text + "\"]", "{\"value\": \"" + text + "\"}", "\"" + " ".repeat(3) + text + "\"",
                "\"" + text.repeat(40) + "\"", "\"" + text.replaceFirst("\\d", "9") + "\"",
                "\"" + text.replace("2025", "2031") + "\"", "\"" + text.replace("2025", "1925") + "\""));
    }

    private static String request(String method, String target, String authorization, List<String> headers,
            byte[] body) {
        return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization
                + headers.stream().map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n"
                + new String(body, StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
