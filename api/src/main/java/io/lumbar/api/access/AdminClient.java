package io.lumbar.api.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The client that exists from the first start: it acts for the person who runs the installation. */
final class AdminClient {
    static final String ID = "admin-cli";
    static final String CALLER = Callers.CLIENT + ID;

    private static final Logger LOG = LoggerFactory.getLogger(AdminClient.class);
    private static final int SHORTEST = 16;
    /** BCrypt reads no further. */
    private static final int LONGEST_BYTES = 72;

    private AdminClient() {}

    /**
     * The client, with its secret hashed.
     *
     * @param given the secret that the operator chose; empty when the file is to hold one
     * @param file where the secret is generated when none was given and none is there; only its path is ever printed
     * @throws IllegalStateException the secret is shorter than 16 characters or longer than 72 bytes
     */
    static RegisteredClient register(String given, Path file, PasswordEncoder encoder) {
        String secret = given;
        if (secret.isEmpty()) {
            secret = PrivateFile.readOrCreate(file, Secrets::random);
            LOG.info("The secret of client {} is in {}", ID, file);
        }
        if (secret.length() < SHORTEST || secret.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new IllegalStateException("The secret of client " + ID + " must have at least " + SHORTEST
                    + " characters and at most " + LONGEST_BYTES + " bytes.");
        }
        LOG.warn("Client {} may do everything at every clinic; LUMBAR_ADMIN_CLI=false disables it", ID);
        return TokenClients.client(ID, String.valueOf(encoder.encode(secret)));
    }
}
