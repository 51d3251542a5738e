package io.lumbar.infrastructure.privacy;

import java.security.GeneralSecurityException;
import java.util.Objects;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.domain.Subject;

import static java.nio.charset.StandardCharsets.UTF_8;

/** People's keysets as Tink has them, AES256-GCM, and as they are wrapped by a master key for their owner alone. */
final class Keysets {
    private final KeyManagement masterKeys;

    Keysets(KeyManagement masterKeys) {
        this.masterKeys = masterKeys;
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime lacks AES-GCM", e);
        }
    }

    /** A keyset of one new key. */
    static KeysetHandle made() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys can be made", e);
        }
    }

    /** What seals and opens. */
    static Aead primitive(KeysetHandle keys) {
        try {
            return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys are of no use", e);
        }
    }

    /** Wrapped by the current master key. */
    byte[] wrapped(KeysetHandle keys, Subject subject) {
        try {
            return masterKeys.wrap(TinkProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get(),
                    RegistryConfiguration.get()), owner(subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be written", e);
        }
    }

    /** A keyset that was not destroyed. */
    KeysetHandle unwrapped(Keyset kept) {
        try {
            return TinkProtoKeysetFormat.parseKeyset(unwrappedBytes(kept), InsecureSecretKeyAccess.get(),
                    RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keys of a " + kept.subject().kind() + " cannot be read", e);
        }
    }

    /** The same keys, wrapped by the current master key. */
    byte[] rewrapped(Keyset kept) {
        return masterKeys.wrap(unwrappedBytes(kept), owner(kept.subject()));
    }

    /** The same keys with a new one that seals from now on, wrapped by the current master key. */
    byte[] renewed(Keyset kept) {
        try {
            return wrapped(KeysetHandle.newBuilder(unwrapped(kept)).addEntry(KeysetHandle
                    .generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM).withRandomId().makePrimary())
                    .build(), kept.subject());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keys of a " + kept.subject().kind() + " cannot be renewed", e);
        }
    }

    private byte[] unwrappedBytes(Keyset kept) {
        return masterKeys.unwrap(Objects.requireNonNull(kept.masterKey()), Objects.requireNonNull(kept.wrapped()),
                owner(kept.subject()));
    }

    private static byte[] owner(Subject subject) {
        return subject.label().getBytes(UTF_8);
    }
}
