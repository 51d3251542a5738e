package io.lumbar.api.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;

/**
 * The codes that a telephone shows: RFC 6238, six digits, HMAC-SHA-1, a new one every 30 seconds, which every authenticator app
 * knows; and codes on paper for the day when it is lost.
 */
final class OneTimeCodes {
    /** RFC 4226 asks for 128 bits at least, and recommends as many as the hash has. */
    private static final int KEY_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    /** RFC 6238, 5.2: at most one step back; one ahead as well, for clocks that go fast. */
    private static final int TOLERANCE = 1;
    private static final int ON_PAPER = 10;
    private static final int PAPER_BYTES = 10;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HmacOneTimePasswordGenerator generator = new HmacOneTimePasswordGenerator(DIGITS);

    static byte[] newKey() {
        return random(KEY_BYTES);
    }

    /** The key as people type it (RFC 4648, 6). */
    static String text(byte[] key) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : key) {
            held = (held << 8) | (each & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE_32.charAt((held >> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(BASE_32.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** What an app reads from the picture: the form that all of them know. */
    static String address(byte[] key, String account) {
        return "otpauth://totp/Lumbar:" + account + "?secret=" + text(key) + "&issuer=Lumbar&algorithm=SHA1&digits="
                + DIGITS
                + "&period=" + STEP_SECONDS;
    }

    /** Ten codes of 80 bits in four groups. */
    static List<String> onPaper() {
        return Stream.generate(() -> text(random(PAPER_BYTES)).replaceAll("(?<=\\G.{4})(?!$)", "-")).limit(ON_PAPER)
                .toList();
    }

    /** Which step {@code code} is of, of those that may be told about now; empty when of none. */
    OptionalLong step(byte[] key, String code, Instant now) {
        long step = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(step - TOLERANCE, step + TOLERANCE).filter(each -> same(at(key, each), code))
                .findFirst();
    }

    /** The code of one step. */
    String at(byte[] key, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(key, "HmacSHA1"), step);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes every key", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
