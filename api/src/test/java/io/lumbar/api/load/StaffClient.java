package io.lumbar.api.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as clinic staff would, on as many connections as there are threads calling. */
public final class StaffClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable String token;
    private Instant renewAt = Instant.EPOCH;
    private volatile String position = "";

    /** A client of the product at {@code base}. */
    public StaffClient(URI base) {
        this.base = base;
    }

    /**
     * Posts and demands success.
     *
     * @return the id in the answer
     * @throws Unanswered when the connection broke or the answer was a server error: the outcome is unknown
     */
    public UUID post(String path, String body) {
        return post(path, "application/json", body);
    }

    /** The same with a body of another type than JSON. */
    UUID post(String path, String type, String body) {
        HttpResponse<String> answer = send(request(path).header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString()).POST(BodyPublishers.ofString(body)).build());
        if (answer.statusCode() >= 500) {
            throw new Unanswered(answer.body());
        }
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        answer.headers().firstValue("Lumbar-Position").ifPresent(value -> position = value);
        return UUID.fromString(JSON.readTree(answer.body()).get("id").asString());
    }

    /** Reads, demands success, and waits until the last write of this client is included. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).header("Lumbar-After", position).GET().build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve("/api/v1" + path)).header("Authorization", "Bearer " + token());
    }

    /** Where the product is. */
    public URI base() {
        return base;
    }

    /** A token that is valid for some minutes yet. */
    public synchronized String token() {
        String current = token;
        if (current == null || Instant.now().isAfter(renewAt)) {
            String basic = Base64.getEncoder()
                    .encodeToString(("admin-cli:" + Product.SECRET).getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> answer = send(HttpRequest.newBuilder(base.resolve("/oauth2/token"))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials")).build());
            JsonNode granted = JSON.readTree(answer.body());
            current = granted.get("access_token").asString();
            token = current;
            renewAt = Instant.now().plusSeconds(granted.get("expires_in").asLong() / 2);
        }
        return current;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unanswered(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** Whether the request took effect is not known. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(String why) {
            super(why);
        }
    }
}
