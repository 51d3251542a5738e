package io.lumbar.application.imports;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import io.lumbar.application.Ids;
import io.lumbar.domain.ClinicId;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The ids of what is imported. They follow from the clinic and the other system's names (UUID version 8 over SHA-256), so
 * that a history that is told twice, by two instances or after a broken start, is the same streams and cannot be stored twice.
 */
public final class Names {

    private Names() {}

    /** The ids of one thing after the other. */
    static Ids of(String kind, ClinicId clinic, String externalId) {
        int[] told = {0};
        return () -> uuid(kind + ' ' + clinic.value() + ' ' + told[0]++ + ' ' + externalId);
    }

    /** Always the same id for the same name. */
    public static UUID uuid(String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(name.getBytes(UTF_8)));
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** SHA-256 of a text, in hexadecimal digits. */
    public static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
