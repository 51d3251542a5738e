package io.lumbar.api.access;

import java.security.SecureRandom;
import java.util.Base64;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes secrets that nobody can guess, and what is kept of them. */
@Component
public final class Secrets {
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordEncoder encoder;

    Secrets(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /** A new secret: 256 bits in 43 characters that need no quoting. */
    public static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a secret, from which nobody gets back to it. */
    public String hash(String secret) {
        return String.valueOf(encoder.encode(secret));
    }
}
