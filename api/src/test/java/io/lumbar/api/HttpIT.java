package io.lumbar.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;

import io.lumbar.infrastructure.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole application on a port of its own and a database of its own, started once for all tests over HTTP. A test
 * class extends this and adds no configuration, or it would start the application again.
 */
@SpringBootTest(classes = Lumbar.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class HttpIT {
    protected static final String SECRET = "a secret of sixteen or more";
    protected static final Path HOME = home();

    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final HttpClient CLIENT = client();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static @Nullable String token;
    private static Instant renewAt = Instant.EPOCH;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void installation(DynamicPropertyRegistry settings) {
        settings.add("lumbar.home", HOME::toString);
        settings.add("lumbar.access.admin-secret", () -> SECRET);
        settings.add("lumbar.database.url", DATABASE::url);
        settings.add("lumbar.database.user", () -> TestDatabase.RUNTIME);
        settings.add("lumbar.database.password", () -> TestDatabase.PASSWORD);
        settings.add("lumbar.database.owner", () -> TestDatabase.OWNER);
        settings.add("lumbar.database.owner-password", () -> TestDatabase.PASSWORD);
        settings.add("lumbar.limits.by-client", () -> "10000000");
        settings.add("lumbar.limits.by-address", () -> "10000000");
        settings.add("lumbar.limits.wrong-secrets", () -> "10000"); // all tests have one address
        // What is due by itself is done when a test asks for it, and not in the middle of another.
        settings.add("lumbar.jobs.due", () -> "PT24H");
    }

    /** The application ends connections that rest for 20 s; here they end before, so that none is asked while it ends. */
    private static HttpClient client() {
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        return HttpClient.newHttpClient();
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("lumbar-home");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The database that the application runs on. */
    protected static TestDatabase database() {
        return DATABASE;
    }

    /** An answer with its body read as JSON, null when there is none. */
    public record Answer(int status, HttpResponse<String> http, @Nullable JsonNode json) {

        /** The value of a header, null when it is absent. */
        public @Nullable String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }

        /** The text at a path of names separated by dots in the JSON body. */
        public @Nullable String at(String path) {
            if (json == null) {
                return null;
            }
            JsonNode node = json.at("/" + path.replace('.', '/'));
            return node.isMissingNode() || node.isNull() ? null
                    : node.isValueNode() ? node.asString() : node.toString();
        }
    }

    /** Where the application listens. */
    protected int port() {
        return port;
    }

    /** A request to {@code path} on the running application, without a token. */
    protected HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** A request to {@code path} by admin-cli, who may do everything. */
    protected HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + token());
    }

    /** Sends a GET by admin-cli. */
    protected Answer get(String path) {
        return send(request(path));
    }

    /** Sends a POST of JSON by admin-cli. */
    protected Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Sends a PUT of JSON by admin-cli. */
    protected Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    protected Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), response, json ? JSON.readTree(response.body()) : null);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks the token endpoint for a token. */
    protected Answer askToken(String client, String secret) {
        String credentials = URLEncoder.encode(client, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return send(anonymous("/oauth2/token").header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
    }

    /** A token of admin-cli, shared by all tests; on a slow machine they outlast one. */
    protected String token() {
        synchronized (HttpIT.class) {
            if (token == null || Instant.now().isAfter(renewAt)) {
                Answer granted = askToken("admin-cli", SECRET);
                token = granted.at("access_token");
                renewAt = Instant.now().plusSeconds(Long.parseLong(String.valueOf(granted.at("expires_in"))) / 2);
            }
            return String.valueOf(token);
        }
    }
}
