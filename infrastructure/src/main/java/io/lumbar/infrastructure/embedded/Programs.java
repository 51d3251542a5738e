package io.lumbar.infrastructure.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.sun.security.auth.module.UnixSystem;
import io.lumbar.infrastructure.StartRefused;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked from the archive on the class path. */
final class Programs {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path folder;

    private Programs(Path folder) {
        this.folder = folder;
    }

    /** Unpacks the programs of this machine below a folder unless they are there; those of other releases go. */
    static Programs unpack(Path below) throws IOException {
        String archive = "postgres-%s-%s.txz".formatted(system(), architecture());
        URL source = Programs.class.getClassLoader().getResource(archive);
        if (source == null) {
            throw new StartRefused("No embedded PostgreSQL for this machine: " + archive + " is missing.",
                    "Name a database of your own with LUMBAR_DATABASE_URL.");
        }
        URLConnection connection = source.openConnection();
        Path folder = below.resolve("programs-" + release(connection));
        if (Files.notExists(folder)) {
            for (Path other : programsIn(below)) {
                Folder.delete(other);
            }
            Path draft = Folder.makePrivate(below.resolve("programs-unpacking"));
            extract(connection, draft);
            Folder.move(draft, folder);
        }
        return new Programs(folder);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    private static String release(URLConnection archive) throws IOException {
        return archive instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : Long.toString(archive.getContentLengthLong());
    }

    private static List<Path> programsIn(Path below) throws IOException {
        try (var children = Files.list(below)) {
            return children.filter(child -> child.getFileName().toString().startsWith("programs-")).toList();
        }
    }

    private static void extract(URLConnection archive, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive.getInputStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(into);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !path.toFile().setExecutable(true, true)) {
                        throw new IOException("Cannot make " + path + " executable");
                    }
                }
            }
        }
    }

    /**
     * Runs one of the programs to its end and returns what it printed.
     *
     * @throws IOException it did not end well; the message holds what it printed
     */
    String run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (new UnixSystem().getUid() == 0) { // PostgreSQL refuses root; in a user namespace of its own it is nobody
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(program + " failed with " + code + ": " + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
        return printed;
    }
}
