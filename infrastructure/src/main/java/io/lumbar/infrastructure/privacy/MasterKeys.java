package io.lumbar.infrastructure.privacy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.infrastructure.SecretFile;
import io.lumbar.infrastructure.StartRefused;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Master keys that were given in a variable or lie in a file: AES-256, each as 64 hexadecimal digits, the newest first. */
public final class MasterKeys implements KeyManagement {
    private static final int BYTES = 32;
    private static final String VARIABLE = "LUMBAR_MASTER_KEY";
    private static final String FORM = "A master key is 64 hexadecimal digits drawn by chance, such as 'openssl rand -hex 32'"
            + " prints; of several the newest comes first, with blanks between them.";

    private static final String LOST = "Bring it back from its backup. Without it nobody can read names, contacts, birth"
            + " dates, licence numbers or free text any more; no new key helps, so none is made.";

    private final Map<String, Aead> byName = new LinkedHashMap<>();
    private final String current;

    private MasterKeys(List<byte[]> keys) {
        try {
            AeadConfig.register();
            for (byte[] key : keys) {
                byName.put(name(key), primitive(key));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime lacks AES-GCM", e);
        }
        current = byName.keySet().iterator().next();
    }

    /**
     * The keys given, or else those in {@code file}, which is made where no vault was filled yet.
     *
     * @param given blank when none are
     * @param filled whether anything was wrapped by any master key
     * @throws StartRefused there is no key for a vault that was filled, or one is not of its form
     */
    public static MasterKeys of(String given, Path file, BooleanSupplier filled) {
        String keys = new SecretFile(file, VARIABLE).given(given, "The master key", BYTES, filled, LOST);
        return new MasterKeys(Arrays.stream(keys.split("[\\s,]+")).map(MasterKeys::bytes).toList());
    }

    private static byte[] bytes(String digits) {
        try {
            byte[] key = HexFormat.of().parseHex(digits);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // the same refusal
        }
        throw new StartRefused("A master key (" + VARIABLE + ") is not of its form.", FORM);
    }

    /** Says nothing about the key but whether another one is the same. */
    private static String name(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal("name of a master key of Lumbar".getBytes(UTF_8)), 0, 8);
    }

    @AccessesPartialKey // Tink has no other way for a key from outside
    private static Aead primitive(byte[] key) throws GeneralSecurityException {
        AesGcmKey aes = AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder().setKeySizeBytes(BYTES).setIvSizeBytes(12).setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX).build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get())).build();
        return KeysetHandle.newBuilder().addEntry(KeysetHandle.importKey(aes).withRandomId().makePrimary()).build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public boolean has(String masterKey) {
        return byName.containsKey(masterKey);
    }

    @Override
    public byte[] wrap(byte[] keys, byte[] owner) {
        try {
            return primitive(current).encrypt(keys, owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be wrapped", e);
        }
    }

    @Override
    public byte[] unwrap(String masterKey, byte[] wrapped, byte[] owner) {
        try {
            return primitive(masterKey).decrypt(wrapped, owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not wrapped by the master key " + masterKey + " for this owner", e);
        }
    }

    private Aead primitive(String masterKey) {
        Aead primitive = byName.get(masterKey);
        if (primitive == null) {
            throw new IllegalArgumentException("the master key " + masterKey + " is not at hand");
        }
        return primitive;
    }
}
