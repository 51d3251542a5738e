package io.lumbar.api.access;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.lumbar.api.Lumbar;
import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The product with TLS of its own and with narrow limits, on real sockets. */
class EdgesIT {
    private static final String SECRET = "a secret of sixteen or more";
    private static final int BY_CLIENT = 60;
    private static final int BY_ADDRESS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @TempDir
    private static Path home;
    private static TestDatabase database;
    private static ConfigurableApplicationContext product;
    private static SSLContext trusting;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        trusting = makeCertificate();
        database = TestDatabase.migrated();
        product = SpringApplication.run(Lumbar.class, "--lumbar.home=" + home, "--server.port=0",
                "--lumbar.access.admin-secret=" + SECRET, "--lumbar.database.url=" + database.url(),
                "--lumbar.database.user=" + TestDatabase.RUNTIME, "--lumbar.database.password=" + TestDatabase.PASSWORD,
                "--lumbar.database.owner=" + TestDatabase.OWNER,
                "--lumbar.database.owner-password=" + TestDatabase.PASSWORD,
                "--lumbar.tls.certificate=" + home.resolve("certificate.pem"),
                "--lumbar.tls.key=" + home.resolve("key.pem"), "--lumbar.limits.by-client=" + BY_CLIENT,
                "--lumbar.limits.by-address=" + BY_ADDRESS, "--lumbar.limits.head=PT1S", "--lumbar.limits.body=PT1S");
        port = Integer.parseInt(String.valueOf(product.getEnvironment().getProperty("local.server.port")));
    }

    @AfterAll
    static void end() {
        product.close();
        database.close();
    }

    /** A self-signed one of 127.0.0.0/8, in two files as an operator has it. */
    private static SSLContext makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = home.resolve("store.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "lumbar", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=lumbar",
                "-ext", "SAN=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", SECRET).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore made = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        write("certificate.pem", "CERTIFICATE", made.getCertificate("lumbar").getEncoded());
        write("key.pem", "PRIVATE KEY", made.getKey("lumbar", SECRET.toCharArray()).getEncoded());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry("lumbar", made.getCertificate("lumbar"));
        trust.init(only);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void write(String file, String what, byte[] content) throws IOException {
        Files.writeString(home.resolve(file), "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n");
    }

    @Test
    void speaks_tls_alone_and_keeps_browsers_to_it() throws Exception {
        try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (var old = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            old.setEnabledProtocols(new String[]{"TLSv1.2"});
            old.startHandshake();
            assertThat(old.getSession().getCipherSuite()).contains("_GCM_");
        }
        HttpResponse<String> page = ask(from("127.0.0.1"), "/log-in");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Strict-Transport-Security").orElseThrow()).contains("max-age=");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly",
                "SameSite=Lax");
        try (var plain = HttpClient.newHttpClient()) {
            assertThat(plain.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/log-in")).build(),
                    BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void does_not_start_with_half_of_what_tls_needs() {
        var half = new Tls(home.resolve("certificate.pem").toString(), "");
        assertThatIllegalStateException().isThrownBy(() -> half.customize(
                new TomcatServletWebServerFactory()))
                .withMessageContaining("LUMBAR_TLS_KEY");
    }

    @Test
    void who_asks_too_much_waits_and_others_do_not() throws Exception {
        try (HttpClient client = from("127.0.0.1")) {
            HttpResponse<String> opened = client.send(HttpRequest.newBuilder(at("/api/v1/accounts"))
                    .header("Authorization", "Bearer " + token(client)).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("""
                            {"name": {"given": "Ada", "family": "Kok"}, "roles": ["ADMIN"], "everyClinic": true}"""))
                    .build(), BodyHandlers.ofString());
            String token = token(login(client, opened.body().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"),
                    opened.body().replaceFirst(".*\"secret\":\"([^\"]+)\".*", "$1")));
            HttpResponse<String> last = ask(client, "/api/v1/clinics", token);
            assertThat(last.statusCode()).isEqualTo(200);
            for (int n = 0; n < BY_CLIENT + BY_CLIENT / 2 && last.statusCode() == 200; n++) {
                last = ask(client, "/api/v1/clinics", token);
            }
            refuses(last);
            assertThat(ask(client, "/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void who_guesses_secrets_is_stopped_by_address() throws Exception {
        try (HttpClient guessing = from("127.0.0.2"); HttpClient other = from("127.0.0.3")) {
            HttpResponse<String> last = login(guessing, "nobody 0", "a wrong secret of some length");
            assertThat(last.statusCode()).isEqualTo(401);
            for (int n = 1; n < BY_ADDRESS / 20 + 10 && last.statusCode() == 401; n++) {
                last = login(guessing, "nobody " + n, "a wrong secret of some length");
            }
            refuses(last);
            assertThat(guess(other).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void who_is_wrong_about_one_account_waits_for_that_one_whatever_comes_next() throws Exception {
        try (HttpClient guessing = from("127.0.0.4"); HttpClient other = from("127.0.0.5")) {
            HttpResponse<String> last = guess(guessing);
            for (int n = 0; n < 10 && last.statusCode() == 401; n++) {
                last = guess(guessing);
            }
            refuses(last);
            refuses(login(guessing, "admin-cli", SECRET));
            assertThat(login(guessing, "somebody", SECRET).statusCode()).isEqualTo(401);
            assertThat(login(other, "admin-cli", SECRET).statusCode()).isEqualTo(200);
        }
    }

    private static void refuses(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).contains("\"/problems/too-many-requests\"");
    }

    @Test
    void a_head_that_dribbles_ends_with_the_connection() throws Exception {
        try (Socket socket = trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            long begun = System.nanoTime();
            String head = "GET /log-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + "x".repeat(120);

            assertThatThrownBy(() -> dribble(socket.getOutputStream(), head)).isInstanceOf(IOException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
        }
    }

    @Test
    void a_body_that_dribbles_is_refused() throws Exception {
        String token;
        try (HttpClient client = from("127.0.0.1")) {
            token = token(client);
        }
        try (Socket socket = trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(("POST /api/v1/clinics HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                    + token + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();

            dribble(socket.getOutputStream(), "{\"name\": \"" + "x".repeat(10));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
        }
    }

    /** A byte at a time, each long before Tomcat would stop waiting for it. */
    private static void dribble(OutputStream out, String text) throws IOException, InterruptedException {
        for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
            out.write(each);
            out.flush();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static HttpClient from(String address) throws IOException {
        return HttpClient.newBuilder().sslContext(trusting).localAddress(InetAddress.getByName(address)).build();
    }

    private static HttpResponse<String> ask(HttpClient client, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(HttpClient client, String path, String token) throws Exception {
        return client.send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> guess(HttpClient client) throws Exception {
        return login(client, "admin-cli", "a wrong secret of some length");
    }

    private static String token(HttpClient client) throws Exception {
        return token(login(client, "admin-cli", SECRET));
    }

    private static String token(HttpResponse<String> granted) {
        return granted.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private static HttpResponse<String> login(HttpClient client, String name, String secret) throws Exception {
        String credentials = Base64.getEncoder()
                .encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(at("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + credentials)
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build(), BodyHandlers.ofString());
    }

    private static URI at(String path) {
        return URI.create("https://127.0.0.1:" + port + path);
    }
}
