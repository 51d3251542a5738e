package io.lumbar.infrastructure.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The exported file: a head with the public key that began it, then for each seal a line for each of its events and the seal
 * itself. It only grows, and what stands after the last whole seal, as when its writer was killed, does not count.
 */
final class SealFile {
    static final String FORM = "lumbar-history 1";
    private static final String KEY = "key ";
    private static final byte[] LAST_LINE = "\nsignature ".getBytes(US_ASCII);
    private static final int LAST_LINE_LENGTH = LAST_LINE.length + 128 + 1;
    private static final int STEP = 64 * 1024;

    private final Path file;

    SealFile(Path folder) {
        this.file = folder.resolve("history");
    }

    Path path() {
        return file;
    }

    /** Where the last whole seal ends, and which it is; null where none is to be read there. */
    record End(long at, @Nullable Seal seal) {}

    /** The end of what counts; null when there is no such file. */
    @Nullable
    End end() {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return end(channel);
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for the last signature from the end on. */
    private static End end(FileChannel channel) throws IOException {
        long size = channel.size();
        long to = size;
        while (to > 0) {
            long from = Math.max(0, to - STEP);
            // Two steps overlap, so that no line is cut in two.
            byte[] bytes = read(channel, from, Math.min(size, to + LAST_LINE_LENGTH));
            for (int n = bytes.length - LAST_LINE_LENGTH; n >= 0; n--) {
                if (bytes[n + LAST_LINE_LENGTH - 1] == '\n'
                        && Arrays.equals(bytes, n, n + LAST_LINE.length, LAST_LINE, 0, LAST_LINE.length)) {
                    long at = from + n + LAST_LINE_LENGTH;
                    return new End(at, sealBefore(channel, at));
                }
            }
            to = from;
        }
        return new End(0, null);
    }

    private static @Nullable Seal sealBefore(FileChannel channel, long at) throws IOException {
        String text = new String(read(channel, Math.max(0, at - 2_000), at), US_ASCII);
        int begin = text.lastIndexOf(Seal.FORM + '\n');
        return begin < 0 ? null : Seal.parse(text.substring(begin).lines().toList());
    }

    private static byte[] read(FileChannel channel, long from, long to) throws IOException {
        var bytes = ByteBuffer.allocate((int) (to - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // on to the rest
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Adds seals. One process at a time has it open. */
    static final class Appending implements AutoCloseable {
        private final FileChannel channel;
        private final @Nullable Seal last;
        private final boolean begun;

        private Appending(FileChannel channel, byte[] key) throws IOException {
            this.channel = channel;
            End end = end(channel);
            last = end.seal();
            begun = end.at() > 0;
            channel.truncate(end.at());
            channel.position(end.at());
            if (end.at() == 0) {
                write(FORM + '\n' + KEY + HexFormat.of().formatHex(key) + '\n');
            }
        }

        /** The last that is in it; null when none is. */
        @Nullable
        Seal last() {
            return last;
        }

        /** Whether it holds any seal, be it one that cannot be read. */
        boolean isBegun() {
            return begun;
        }

        /** Adds a seal and what it holds, and returns when both are on the disk. */
        void add(List<Leaf> leaves, Seal seal) throws IOException {
            var text = new StringBuilder();
            leaves.forEach(leaf -> text.append(leaf.line()).append('\n'));
            write(text.append(seal.text()).toString());
            channel.force(true);
        }

        private void write(String text) throws IOException {
            var bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Opens it to be added to, and makes it where it is not there.
     *
     * @param key the public key in the head of a new one
     * @return null while another has it open
     */
    @Nullable
    Appending open(byte[] key) throws IOException {
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), mine);
        boolean mayStay = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return null;
            }
            var appending = new Appending(channel, key);
            mayStay = true;
            return appending;
        } catch (OverlappingFileLockException _) {
            return null;
        } finally {
            if (!mayStay) {
                channel.close();
            }
        }
    }

    /** Reads from the beginning to an end. */
    Reading read(End end) throws IOException {
        return new Reading(end);
    }

    /** Line by line, so that it may be of any length. */
    final class Reading implements AutoCloseable {
        private final BufferedReader lines;
        private final long end;
        private long at;
        private long number;
        private @Nullable String next;

        private Reading(End end) throws IOException {
            this.end = end.at();
            InputStream bytes = Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ));
            lines = new BufferedReader(new InputStreamReader(bytes, US_ASCII), STEP);
            advance();
        }

        /** Number of the line that is next, from 1. */
        long number() {
            return number;
        }

        /** Whether the head is one, and names a key that is known. */
        boolean hasHead(SealKey key) throws IOException {
            boolean form = FORM.equals(next);
            advance();
            String named = next;
            boolean known = named != null && named.matches(KEY + "[0-9a-f]{64}")
                    && key.trusts(HexFormat.of().parseHex(named.substring(KEY.length())));
            advance();
            return form && known;
        }

        /** The line, which stays the next; null at the end. */
        @Nullable
        String peek() {
            return next;
        }

        void advance() throws IOException {
            next = at >= end ? null : lines.readLine();
            at += next == null ? 0 : next.length() + 1;
            number++;
        }

        /** The seal that is next; null when what is next is none. */
        @Nullable
        Seal seal() throws IOException {
            var text = new ArrayList<String>();
            for (int n = 0; n < Seal.LINES && next != null; n++) {
                text.add(next);
                advance();
            }
            return Seal.parse(text);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
