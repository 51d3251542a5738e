package io.lumbar.api.attack;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import io.lumbar.api.Bodies;
import io.lumbar.api.ClinicIT;
import io.lumbar.api.attack.Attacker.Place;
import io.lumbar.api.attack.Attacker.Shot;
import io.lumbar.api.attack.Wire.Reply;
import io.lumbar.domain.account.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lumbar.api.Bodies.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of requests, as meant, nearly so and hostile, by users of every role and by nobody, over several connections to
 * the running application. None may fail it, be answered otherwise than its OpenAPI document says, show anything of another
 * clinic, or leave what belongs to a person in a log, an error or an address. The system properties
 * {@code lumbar.attack.requests} and {@code lumbar.attack.seed} say how many and which; the seed {@code new} is drawn, and
 * whichever it was is printed.
 */
class AttackIT extends ClinicIT {
    /** In every text that the other clinic holds. */
    private static final String PLANTED = "Vlekzwaan";
    private static final String NOBODY = "nobody";
    private static final String FORGED = "forged";
    private static final String EVERYWHERE = "ADMIN of every clinic";
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = Integer.getInteger("lumbar.attack.requests", 10_000);
    private static final int SHOWN = 30;
    private static final Duration RENEWED = Duration.ofMinutes(2);

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Instant> granted = new ConcurrentHashMap<>();

    /** What was found, by what was done, and how often the operations answered. */
    private static final class Findings {
        private final Queue<String> broken = new ConcurrentLinkedQueue<>();
        private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();

        void count(Shot shot, Reply reply) {
            statuses.computeIfAbsent(reply.status(), _ -> new AtomicInteger()).incrementAndGet();
            if (shot.operation() != null && reply.status() < 300) {
                done.computeIfAbsent(shot.operation().id(), _ -> new AtomicInteger()).incrementAndGet();
            }
        }
    }

    @Test
    void nothing_fails_nothing_is_undeclared_and_nothing_leaks() throws Exception {
        String asked = System.getProperty("lumbar.attack.seed", "20261124");
        long seed = asked.equals("new") ? System.nanoTime() : Long.parseLong(asked);
        var contract = contract(path -> !path.startsWith("/api/v1/probes"));
        long begun = System.nanoTime();
        try (var logs = new LogScan(List.of(PLANTED, Attacker.PERSONAL))) {
            Findings found = attack(contract, seed, REQUESTS, PLANTED);
            System.out.printf("attack: %d requests with seed %d in %d s, statuses %s, %d of %d operations done%n",
                    REQUESTS, seed, Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                    new TreeMap<>(found.statuses), found.done.size(), contract.operations().size());

            assertThat(found.broken.stream().limit(SHOWN)).as("with seed %d", seed).isEmpty();
            assertThat(logs.found().stream().limit(SHOWN)).as("logged").isEmpty();
            // It got as far as a clinic gets in a day, or it has tried little.
            assertThat(found.done).hasSizeGreaterThan(contract.operations().size() * 7 / 10);
        }
    }

    @Test
    void a_route_that_fails_or_answers_what_is_undeclared_is_found() throws Exception {
        try (var logs = new LogScan(List.of("a secret that must not leak"))) {
            Findings found = attack(contract(path -> path.startsWith("/api/v1/probes")), 7, 1_000, "as declared");

            assertThat(String.join("\n", found.broken)).contains("a failure of the server", "an undeclared status",
                    "an undeclared content type", "another shape", "another clinic's");
            assertThat(logs.found()).isNotEmpty();
        }
    }

    /** What the attack found, each as it was sent. */
    @ParameterizedTest
    @CsvSource({"GET,/api/v1/probes?%zz=1,application/json,400,malformed-request",
            "GET,/api/v1/probes?%ff=Kwikzilver,application/json,400,malformed-request",
            "GET,/api/v1/probes?%0d%0aX:y=1,application/json,400,malformed-request",
            "GET,/log-in?%zz=Kwikzilver,application/json,400,malformed-request",
            "GET,/api/v1/probes?a=Kwikzilver\\,application/json,400,malformed-request",
            "POST,/api/v1/probes/seen,*/*,415,unsupported-media-type"})
    void what_once_failed_it_is_refused(String method, String target, String type, int status, String code)
            throws IOException {
        try (var wire = new Wire(port()); var logs = new LogScan(List.of(Attacker.PERSONAL))) {
            Reply reply = wire.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token()
                    + "\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}", false, true);

            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            assertThat(reply.body()).contains("\"/problems/" + code + "\"").doesNotContain(Attacker.PERSONAL);
            assertThat(logs.found()).isEmpty();
        }
    }

    private Contract contract(Predicate<String> which) {
        return new Contract(Objects.requireNonNull(send(anonymous("/openapi")).json()), which);
    }

    private Findings attack(Contract contract, long seed, int requests, String hidden) throws Exception {
        String clinic = openClinic();
        String therapist = registerTherapist(clinic);
        for (Role role : Role.values()) {
            open("""
                    {"name": {"given": "Ina", "family": "Bos"}, "roles": ["%s"], "clinics": ["%s"]%s}""".formatted(role,
                    clinic, role == Role.THERAPIST ? ", \"therapistId\": \"" + therapist + "\"" : ""), role.name());
        }
        open("""
                {"name": {"given": "Ada", "family": "Kok"}, "roles": ["ADMIN"], "everyClinic": true}""", EVERYWHERE);
        Place elsewhere = plant();
        var found = new Findings();
        var seeds = new SplittableRandom(seed);
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int n = 0; n < CONNECTIONS; n++) {
                RandomGenerator random = seeds.split();
                Place own = place(clinic, therapist, 9 + n);
                running.add(threads.submit(() -> {
                    shoot(new Attacker(contract, this::authorization, random, own, elsewhere), contract,
                            requests / CONNECTIONS, hidden, found);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return found;
    }

    private void shoot(Attacker attacker, Contract contract, int requests, String hidden, Findings found)
            throws IOException {
        var callers = List.of("FRONT_DESK", "THERAPIST", "MANAGER", "PRIVACY_OFFICER", "ADMIN", EVERYWHERE, NOBODY,
                FORGED);
        try (var wire = new Wire(port())) {
            for (int n = 0; n < requests; n++) {
                Shot shot = attacker.next(callers);
                try {
                    Reply reply = wire.send(shot.request(), shot.method().equals("HEAD"), shot.last());
                    found.count(shot, reply);
                    String broken = broken(contract, shot, reply, hidden);
                    if (broken != null) {
                        found.broken.add(told(shot, reply.status() + " " + broken + ": " + start(reply.body())));
                    } else {
                        attacker.learn(shot, reply);
                    }
                } catch (IOException e) {
                    found.broken.add(told(shot, "no answer: " + e));
                }
            }
        }
    }

    private static @Nullable String broken(Contract contract, Shot shot, Reply reply,
            String hidden) {
        String broken = contract.broken(shot.operation(), shot.method(), reply);
        if (broken != null && shot.loose()) {
            broken = contract.broken(null, shot.method(), reply);
        }
        if (broken != null) {
            return broken;
        }
        String all = (reply.headers() + reply.body()).toLowerCase(Locale.ROOT);
        if (!shot.caller().equals(EVERYWHERE) && all.contains(hidden.toLowerCase(Locale.ROOT))) {
            return "another clinic's";
        }
        String told = reply.status() >= 400 ? all : reply.headers().toString().toLowerCase(Locale.ROOT);
        return told.contains(Attacker.PERSONAL.toLowerCase(Locale.ROOT)) ? "a person's in an error or an address"
                : null;
    }

    private static String told(Shot shot, String what) {
        return what + "\n    by " + shot.caller() + ": "
                + start(shot.request().replaceFirst("(?m)^Authorization: .*\\R", ""));
    }

    private static String start(String text) {
        return text.length() > 1_200 ? text.substring(0, 1_200) + "…" : text;
    }

    private void open(String account, String caller) {
        Answer opened = post("/api/v1/accounts", account);
        secrets.put(caller, id(opened) + " " + Objects.requireNonNull(opened.at("secret")));
    }

    /** The header by which a caller says who it is. */
    private String authorization(String caller) {
        if (caller.equals(NOBODY)) {
            return "";
        }
        if (caller.equals(FORGED)) {
            return "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJjbGllbnQ6YWRtaW4tY2xpIn0.\r\n";
        }
        if (granted.getOrDefault(caller, Instant.EPOCH).plus(RENEWED).isBefore(Instant.now())) {
            granted.put(caller, Instant.now());
            String[] secret = Objects.requireNonNull(secrets.get(caller)).split(" ");
            tokens.put(caller, Objects.requireNonNull(askToken(secret[0], secret[1]).at("access_token")));
        }
        return "Authorization: Bearer " + tokens.get(caller) + "\r\n";
    }

    /** A treated episode that the requests may change. */
    private Place place(String clinic, String therapist, int hour) {
        String client = registerClient(clinic);
        String episode = id(post("/api/v1/episodes", Bodies.intake(client, clinic, 30, "")));
        id(post(path(episode, "/assignments"), Bodies.assignment(therapist, Bodies.at(30, 9))));
        String session = id(post(path(episode, "/sessions/held"), Bodies.session(Bodies.at(20, hour), 5)));
        String another = openTreatedEpisode(clinic, therapist, 30);
        id(post(path(another, "/discharge"), "{\"reason\": \"GOALS_MET\", \"at\": \"" + Bodies.at(10, 9) + "\"}"));
        String account = id(post("/api/v1/accounts", """
                {"name": {"given": "Ole", "family": "Vos"}, "roles": ["FRONT_DESK"], "clinics": ["%s"]}"""
                .formatted(clinic)));
        String imported = id202(send(request("/api/v1/imports").header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{}"))));
        Answer work = get("/api/v1/worklist?episode=" + another);
        var place = new Place().with("clinic", clinic).with("therapist", therapist).with("client", client)
                .with("episode", episode).with("session", session).with("account", account).with("import", imported)
                .with("follow-up", String.valueOf(get(path(another, "")).at("followUps.0.id")));
        String entry = work.at("items.0.id");
        return entry == null ? place : place.with("entry", entry);
    }

    private static String id202(Answer answer) {
        return Objects.requireNonNull(answer.at("id"));
    }

    /** Another clinic, every text of which can be told by a word. */
    private Place plant() {
        String clinic = id(post("/api/v1/clinics", """
                {"name": "%s Praktijk", "timeZone": "Europe/Amsterdam"}""".formatted(PLANTED)));
        String therapist = id(post("/api/v1/therapists", Bodies.therapist(clinic, Bodies.licenceNumber(), 40)
                .replace("de Wit", PLANTED).replace("\"NL-", "\"" + PLANTED + "-")));
        String client = id(post("/api/v1/clients",
                Bodies.with(Bodies.client(clinic, PLANTED + " " + Bodies.familyName()),
                        "\"contact\": {\"email\": \"%s@example.org\", \"phone\": null, \"address\": \"%s 1\"}"
                                .formatted(PLANTED, PLANTED))));
        String episode = id(
                post("/api/v1/episodes", Bodies.intake(client, clinic, 30, "").replace("[\"IMPROPER_LIFTING\"]",
                        "[\"IMPROPER_LIFTING\"], \"limitedActivities\": [\"" + PLANTED + "\"]")));
        id(post(path(episode, "/assignments"), Bodies.assignment(therapist, Bodies.at(30, 9))));
        String session = id(post(path(episode, "/sessions/held"), Bodies.with(Bodies.session(Bodies.at(20, 9), 5),
                "\"note\": \"%s\", \"reactions\": [\"%s\"]".formatted(PLANTED, PLANTED))));
        String measurement = id(post(path(episode, "/measurements"),
                "{\"instrument\": \"NPRS\", \"score\": 4, \"takenAt\": \"" + Bodies.at(19, 9) + "\"}"));
        String event = id(post(path(episode, "/adverse-events"), """
                {"duration": "HOURS", "severity": "MILD", "occurredAt": "%s", "description": "%s"}"""
                .formatted(Bodies.at(18, 9), PLANTED)));
        String account = id(post("/api/v1/accounts", """
                {"name": {"given": "Ole", "family": "%s"}, "roles": ["FRONT_DESK"], "clinics": ["%s"]}"""
                .formatted(PLANTED, clinic)));
        return new Place().with("clinic", clinic).with("therapist", therapist).with("client", client)
                .with("episode", episode).with("session", session).with("measurement", measurement)
                .with("adverse event", event).with("account", account);
    }
}
