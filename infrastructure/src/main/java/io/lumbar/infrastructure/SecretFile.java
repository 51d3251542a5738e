package io.lumbar.infrastructure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A secret that is kept in a file where it is not given in a variable.
 *
 * @param variable by which it can be given instead, for what a refusal says
 */
public record SecretFile(Path file, String variable) {

    /**
     * The secret, without blanks around it; null when there is no such file.
     *
     * @throws StartRefused it cannot be read, or others than its owner may read it
     */
    public @Nullable String read() {
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
    public String make(int bytes) {
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
