package io.lumbar.api.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The client that exists from the first start: it acts for the person who runs the installation. */
final class AdminClient {
    static final String ID = "admin-cli";
    static final String CALLER = Callers.CLIENT + ID;

    private static final Logger LOG = LoggerFactory.getLogger(AdminClient.class);
    private static final int RANDOM_BYTES = 32;
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
            secret = PrivateFile.readOrCreate(file, AdminClient::randomSecret);
            LOG.info("The secret of client {} is in {}", ID, file);
        }
        if (secret.length() < SHORTEST || secret.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new IllegalStateException("The secret of client " + ID + " must have at least " + SHORTEST
                    + " characters and at most " + LONGEST_BYTES + " bytes.");
        }
        return RegisteredClient.withId(ID).clientId(ID).clientSecret(String.valueOf(encoder.encode(secret)))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Tokens.LIFETIME).build()).build();
    }

    private static String randomSecret() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
