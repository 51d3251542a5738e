package io.lumbar.infrastructure.client;

import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.lumbar.application.privacy.KeyedHash;
import io.lumbar.infrastructure.SecretFile;
import io.lumbar.infrastructure.StartRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The key under which clients are known by name and birth date, therapists by licence number, and
 * accounts by the name to log in with. It is never in the database, which keeps only a proof, so
 * that another key is not taken for the one that the rows were made with.
 */
public final class IdentityKey implements KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VARIABLE = "LUMBAR_CLIENT_INDEX_KEY";
    private static final int BYTES = 32;
    private static final int LEAST_CHARACTERS = 32;
    private static final String LOST = "Bring it back from the backup. Where it is lost for ever, empty the table"
            + " rules.client_identity_key as its owner and call 'lumbar rebuild-rules': a new key is made, and all"
            + " clients are known again by it.";

    private final SecretKeySpec key;

    private IdentityKey(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    /**
     * The key given, or else the one in {@code file}, which is made where nothing was hashed with any key yet.
     *
     * @param given blank when none is
     * @throws StartRefused the key is missing, too short, open to others, or not the one that the rows were made with
     */
    public static IdentityKey of(String given, Path file, JdbcClient jdbc) {
        boolean used = !proofs(jdbc).isEmpty();
        String secret = new SecretFile(file, VARIABLE).given(given, "The key of the client index", BYTES, () -> used,
                LOST);
        if (secret.length() < LEAST_CHARACTERS) {
            throw new StartRefused("The key of the client index has less than " + LEAST_CHARACTERS + " characters.",
                    "Give it in " + VARIABLE + ", such as 64 hexadecimal digits drawn by chance.");
        }
        var key = new IdentityKey(secret);
        byte[] proof = key.hash("lumbar client index");
        jdbc.sql("insert into rules.client_identity_key (proof) values (?) on conflict do nothing").param(proof)
                .update();
        if (!MessageDigest.isEqual(proof, proofs(jdbc).getFirst())) {
            throw new StartRefused("The key of the client index (" + VARIABLE + ", else " + file
                    + ") is not the one that the database was filled with.", LOST);
        }
        return key;
    }

    private static List<byte[]> proofs(JdbcClient jdbc) {
        return jdbc.sql("select proof from rules.client_identity_key").query((row, _) -> row.getBytes(1)).list();
    }

    @Override
    public byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
