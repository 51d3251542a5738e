package io.lumbar.infrastructure.audit;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.infrastructure.SecretFile;
import io.lumbar.infrastructure.StartRefused;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The Ed25519 key that signs seals, of RFC 8032, and the public keys of those that signed before it. Written as hexadecimal digits:
 * first the 32 bytes of the private key, then the public keys of earlier ones.
 */
final class SealKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 32;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");
    /** What stands before the 32 bytes in a public key as Java and OpenSSL exchange it. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final String REMEDY = "Bring it back from the backup. Where it is lost for ever, put a new one in its place"
            + " with the earlier public key after it (docs/operations.md, \"A history that can be proved\"): what was"
            + " sealed stays provable.";

    private final KeyPair pair;
    private final byte[] own;
    private final Set<String> trusted;

    private SealKey(byte[] seed, List<String> earlier) {
        try {
            // Java derives the public key only where it draws the private one, so it is made to draw this one.
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Drawing(seed));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
        byte[] encoded = pair.getPublic().getEncoded();
        own = Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
        trusted = Stream.concat(Stream.of(HexFormat.of().formatHex(own)),
                earlier.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The key that is given, or else the one in the file, which is made where nothing was sealed yet.
     *
     * @param given blank when none is
     * @param last the last seal; null when there is none
     * @throws StartRefused it is missing, open to others, not a key, or does not know the one that the last seal was signed with
     */
    static SealKey of(String given, SecretFile file, @Nullable Seal last) {
        String text = file.given(given, "The key that seals the history", BYTES, () -> last != null, REMEDY);
        List<String> keys = List.of(text.split("[\\s,]+"));
        if (!keys.stream().allMatch(key -> DIGITS.matcher(key).matches())) {
            throw new StartRefused("The key that seals the history (" + file.variable() + ", else " + file.file()
                    + ") is not 64 hexadecimal digits, and perhaps public keys of 64 each after it.",
                    "Bring it back from the backup.");
        }
        var key = new SealKey(HexFormat.of().parseHex(keys.getFirst()), keys.subList(1, keys.size()));
        if (last != null && !key.trusts(last.key())) {
            throw new StartRefused("The key that seals the history (" + file.variable() + ", else " + file.file()
                    + ") neither made the last seal nor names " + HexFormat.of().formatHex(last.key())
                    + ", which did, as an earlier public key.", REMEDY);
        }
        return key;
    }

    /** The public key, 32 bytes. */
    byte[] own() {
        return own.clone();
    }

    boolean trusts(byte[] key) {
        return trusted.contains(HexFormat.of().formatHex(key));
    }

    /** The same statement with the signature of this key. */
    Seal signed(Seal unsigned) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(unsigned.statement().getBytes(US_ASCII));
            return new Seal(unsigned.number(), unsigned.previous(), unsigned.sealedAt(), unsigned.through(),
                    unsigned.events(), unsigned.root(), unsigned.key(), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it says what was signed, by a key that is known here. */
    boolean hasSigned(Seal seal) {
        if (!trusts(seal.key())) {
            return false;
        }
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key(seal.key()));
            signature.update(seal.statement().getBytes(US_ASCII));
            return signature.verify(seal.signature());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static PublicKey key(byte[] bytes) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509, X509.length + BYTES);
        System.arraycopy(bytes, 0, encoded, X509.length, BYTES);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** Draws what it was told. */
    private static final class Drawing extends SecureRandom {
        @Serial
        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        Drawing(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("this Java runtime draws " + ALGORITHM + " keys in another way");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
