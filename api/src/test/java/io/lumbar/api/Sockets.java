package io.lumbar.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP sockets of a process and those that it started, as the kernel lists them. */
final class Sockets {
    private static final String LISTENING = "0A";

    /** @param remote the unspecified address where it listens */
    record Socket(InetAddress local, InetAddress remote, boolean listens) {}

    private Sockets() {}

    static List<Socket> of(ProcessHandle process) {
        var inodes = new HashSet<String>();
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> inodes.addAll(inodes(each)));
        var sockets = new ArrayList<Socket>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] words = line.strip().split("\\s+");
                    if (inodes.contains(words[9])) {
                        sockets.add(new Socket(address(words[1]), address(words[2]), words[3].equals(LISTENING)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sockets;
    }

    private static Set<String> inodes(ProcessHandle process) {
        var inodes = new HashSet<String>();
        try (var open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path each : open.toList()) {
                if (Files.isSymbolicLink(each)) {
                    String what = Files.readSymbolicLink(each).toString();
                    if (what.startsWith("socket:[")) {
                        inodes.add(what.substring("socket:[".length(), what.length() - 1));
                    }
                }
            }
        } catch (IOException _) {
            // It ended, or closed one of them, while it was looked at.
        }
        return inodes;
    }

    /** The kernel writes an address as words of four bytes in the machine's order. */
    private static InetAddress address(String hex) throws UnknownHostException {
        byte[] bytes = HexFormat.of().parseHex(hex.substring(0, hex.indexOf(':')));
        for (int word = 0; word < bytes.length; word += 4) {
            byte first = bytes[word];
            byte second = bytes[word + 1];
            bytes[word] = bytes[word + 3];
            bytes[word + 1] = bytes[word + 2];
            bytes[word + 2] = second;
            bytes[word + 3] = first;
        }
        return InetAddress.getByAddress(bytes);
    }
}
