package io.lumbar.infrastructure.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;

/** The embedded server's users with their random passwords, in a file that only the owner of the home may read. */
record Passwords(Login superuser, Login owner, Login application) {

    private static final List<String> USERS = List.of("postgres", "lumbar_owner", "lumbar_app");
    private static final int BYTES = 32;

    static Passwords create(Path file) throws IOException {
        var random = new SecureRandom();
        Folder.write(file, USERS.stream().map(user -> {
            var password = new byte[BYTES];
            random.nextBytes(password);
            return user + "=" + HexFormat.of().formatHex(password);
        }).toList());
        return read(file);
    }

    /** @throws StartRefused the file is missing, or a line of it */
    static Passwords read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            lines = List.of();
        }
        return new Passwords(login(USERS.get(0), lines, file), login(USERS.get(1), lines, file),
                login(USERS.get(2), lines, file));
    }

    private static Login login(String user, List<String> lines, Path file) {
        String start = user + "=";
        return lines.stream().filter(line -> line.startsWith(start)).findFirst()
                .map(line -> new Login(user, line.substring(start.length())))
                .orElseThrow(() -> new StartRefused(
                        "The password of the embedded database's user %s is missing in %s.".formatted(user, file),
                        "Bring the file back from the backup of the home folder."));
    }
}
