package io.lumbar.application.privacy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import io.lumbar.domain.Subject;
import org.jspecify.annotations.Nullable;

/** A vault that ends with the test. */
public final class InMemoryVault implements Vault {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Map<Subject, Optional<SecretKey>> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public byte[] seal(Subject subject, byte[] clear, byte[] place) {
        SecretKey key = keys.computeIfAbsent(subject, _ -> Optional.of(newKey()))
                .orElseThrow(() -> new KeysDestroyed(subject));
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, clear, place);
        byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return both;
    }

    @Override
    public byte @Nullable [] open(Subject subject, byte[] sealed, byte[] place) {
        Optional<SecretKey> key = keys.get(subject);
        if (key == null) {
            throw new KeysMissing(subject);
        }
        return key.map(known -> cipher(Cipher.DECRYPT_MODE, known, Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length), place)).orElse(null);
    }

    @Override
    public void fetch(Collection<Subject> subjects) {
        // they are all at hand
    }

    @Override
    public void provide(Collection<Subject> subjects) {
        subjects.forEach(subject -> keys.computeIfAbsent(subject, _ -> Optional.of(newKey())));
    }

    @Override
    public void destroy(Subject subject) {
        keys.computeIfPresent(subject, (_, _) -> Optional.empty());
    }

    private static SecretKey newKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] cipher(int mode, SecretKey key, byte[] nonce, byte[] bytes, byte[] place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place);
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not sealed for this place", e);
        }
    }
}
