package io.lumbar.api.access;

import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** The key that tokens are signed with. It outlives the process, so a restart or a second instance accepts them too. */
final class SigningKey {
    private static final int BITS = 2048;

    private SigningKey() {}

    /**
     * The key in {@code file}, generated there the first time.
     *
     * @throws IllegalStateException the file holds no RSA key with its private part
     */
    static RSAKey in(Path file) {
        String json = PrivateFile.readOrCreate(file, SigningKey::generate);
        try {
            RSAKey key = RSAKey.parse(json);
            if (key.isPrivate()) {
                return key;
            }
        } catch (ParseException e) {
            // its message may quote the key; the path is told below
        }
        throw new IllegalStateException(file + " holds no private RSA key in JWK format.");
    }

    private static String generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key can be generated", e);
        }
    }
}
