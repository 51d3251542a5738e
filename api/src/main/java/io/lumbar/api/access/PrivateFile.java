package io.lumbar.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** A secret in a file that only its owner may read. */
final class PrivateFile {
    private static final FileAttribute<?> FOLDER = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> TOO_MUCH = EnumSet.of(PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /**
     * The content of {@code file}, which is made first where it is missing. Of several processes that make it at the
     * same moment one wins, and all get the content of that one, whole.
     *
     * @throws IllegalStateException others may read the file, or the group may write it
     */
    static String readOrCreate(Path file, Supplier<String> content) {
        try {
            if (Files.notExists(file)) {
                create(file.toAbsolutePath(), content.get());
            }
            Set<PosixFilePermission> excess = EnumSet.copyOf(TOO_MUCH);
            excess.retainAll(Files.getPosixFilePermissions(file));
            if (!excess.isEmpty()) {
                throw new IllegalStateException(file + " holds a secret and is open to others; chmod 600 it.");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read or made", e);
        }
    }

    private static void create(Path file, String content) throws IOException {
        Path folder = file.resolveSibling("");
        Files.createDirectories(folder, FOLDER);
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".new", FILE);
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(content));
                channel.force(true);
            }
            Files.createLink(file, draft); // fails where the file is there already, unlike a move
        } catch (FileAlreadyExistsException e) {
            // another process was first: its content counts
        } finally {
            Files.delete(draft);
        }
    }
}
