package io.lumbar.api.access;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords in Unicode's normal form C, so that one is the same whichever keyboard it is typed on (NIST SP 800-63B-4,
 * 3.1.1.2).
 *
 * @param hashing of what has that form
 */
record NormalForm(PasswordEncoder hashing) implements PasswordEncoder {

    static String of(CharSequence password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return hashing.encode(password == null ? null : of(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return hashing.matches(password == null ? null : of(password), hash);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return hashing.upgradeEncoding(hash);
    }
}
