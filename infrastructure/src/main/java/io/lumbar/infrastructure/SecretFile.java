package io.lumbar.infrastructure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that is kept in a file where it is not given in a variable.
 *
 * @param variable by which it can be given instead, for what a refusal says
 */
public record SecretFile(Path file, String variable) {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    /**
     * The secret that is given, or else the one in the file, which is made where nothing was done with any secret yet.
     *
     * @param given blank when none is
     * @param what names the secret, such as "The master key"
     * @param bytes how many are drawn by chance for a new one
     * @param isUsed whether something depends on a secret that was there before
     * @param lost what is to be done where it is missing
     * @return without blanks around it
     * @throws StartRefused it is missing and used, open to others, or cannot be made
     */
    public String given(String given, String what, int bytes, BooleanSupplier isUsed, String lost) {
        String secret = given.isBlank() ? read() : given.strip();
        if (secret != null) {
            return secret;
        }
        if (isUsed.getAsBoolean()) {
            throw new StartRefused(what + " is missing: neither " + variable + " nor " + file + " is there.", lost);
        }
        String made = make(bytes);
        LOG.warn("{} was made in {}. Back it up now, apart from the database.", what, file);
        return made;
    }

    /**
     * The secret, without blanks around it; null when there is no such file.
     *
     * @throws StartRefused it cannot be read, or others than its owner may read it
     */
    private @Nullable String read() {
        try {
            if (Files.notExists(file)) {
                return null;
            }
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
                throw new StartRefused(file + " holds a secret and is not its owner's alone.", "chmod 600 it.");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /**
     * Makes the file with so many bytes drawn by chance, as hexadecimal digits, and answers them. Of several processes that
     * make it at the same moment one wins, and all answer what that one wrote.
     *
     * @throws StartRefused it cannot be made
     */
    private String make(int bytes) {
        var secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, HexFormat.of().formatHex(secret) + "\n", StandardCharsets.US_ASCII);
                Files.createLink(file, draft); // fails where the file is there already, unlike a move
            } catch (FileAlreadyExistsException e) {
                // another process was first: what it wrote counts
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw refused(e);
        }
        String made = read();
        if (made == null) {
            throw new StartRefused(file + " has vanished while it was made.", "Find out who removes it.");
        }
        return made;
    }

    private StartRefused refused(IOException e) {
        return new StartRefused(file + " cannot be read or made: " + e,
                "Make it readable to the user who runs Lumbar, or give the key in " + variable + ".", e);
    }
}
