package io.lumbar.api.race;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.api.HttpIT.Answer;
import io.lumbar.api.load.Product;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.privacy.JdbcVault;
import io.lumbar.infrastructure.privacy.MasterKeys;
import io.lumbar.infrastructure.rules.Difference;
import io.lumbar.infrastructure.rules.RowsAnew;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes with one home on one database, and callers who all start when the last of them is ready. */
final class Contest implements AutoCloseable {

    /** A POST of JSON, or a PUT. */
    record Ask(String method, String path, String body, Map<String, String> headers) {
        Ask(String path, String body) {
            this(path, body, Map.of());
        }

        Ask(String path, String body, Map<String, String> headers) {
            this("POST", path, body, headers);
        }

        static Ask put(String path, String body) {
            return new Ask("PUT", path, body, Map.of());
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestDatabase database = TestDatabase.migrated();
    private final HikariDataSource keys = database.newVaultPool();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Product> products;
    private final String token;
    private final RowsAnew rules;

    Contest(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = Map.of("LUMBAR_DATABASE_URL", database.url(), "LUMBAR_DATABASE_USER",
                TestDatabase.RUNTIME, "LUMBAR_DATABASE_PASSWORD", TestDatabase.PASSWORD, "LUMBAR_DATABASE_OWNER",
                TestDatabase.OWNER, "LUMBAR_DATABASE_OWNER_PASSWORD", TestDatabase.PASSWORD);
        products = Stream.generate(() -> CompletableFuture.supplyAsync(() -> Product.start(home, environment))).limit(2)
                .toList().stream().map(CompletableFuture::join).toList();
        String basic = Base64.getEncoder().encodeToString(
                ("admin-cli:" + URLEncoder.encode(Product.SECRET, StandardCharsets.UTF_8)).getBytes(
                        StandardCharsets.UTF_8));
        // The token of one is good at the other: they share the signing key.
        Answer granted = send(HttpRequest.newBuilder(products.getFirst().url().resolve("/oauth2/token"))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        token = Objects.requireNonNull(granted.at("access_token"));
        rules = new RowsAnew(() -> database.ownerDataSource().getConnection(), IdentityKey.of("",
                home.resolve("client-index-key"), JdbcClient.create(database.dataSource())),
                new StoredEvents(new NamedSerializer(JdbcVault.open(keys, MasterKeys.of("", home.resolve("master-key"),
                        () -> true)))));
    }

    /** What the rules' rows say otherwise than the events. */
    List<Difference> differences() {
        return rules.check().differences();
    }

    /** Asks one of the two; the id in the answer, which is a success. */
    String did(String path, String body) {
        Answer answer = ask(0, new Ask(path, body));
        assertThat(answer.status()).as(answer.http().body()).isBetween(200, 201);
        return Objects.requireNonNull(answer.at("id"));
    }

    /** The answers to {@code number} requests that are sent at once, by turns to the one and the other. */
    List<Answer> race(int number, IntFunction<Ask> asks) {
        var ready = new CountDownLatch(number);
        try (var threads = Executors.newFixedThreadPool(number)) {
            List<Callable<Answer>> callers = IntStream.range(0, number).<Callable<Answer>>mapToObj(n -> () -> {
                Ask ask = asks.apply(n);
                ready.countDown();
                ready.await();
                return ask(n % 2, ask);
            }).toList();
            return threads.invokeAll(callers).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Answer get(int product, String path) {
        return send(request(product, path).GET());
    }

    private Answer ask(int product, Ask ask) {
        var request = request(product, ask.path).header("Content-Type", "application/json");
        ask.headers.forEach(request::header);
        return send(request.method(ask.method, BodyPublishers.ofString(ask.body)));
    }

    private HttpRequest.Builder request(int product, String path) {
        URI url = products.get(product).url();
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer, JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        products.forEach(Product::close);
        http.close();
        keys.close();
        database.close();
    }
}
