package io.lumbar.api.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** A connection that sends bytes as they are, well-formed or not, and reads the answer to them. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    /** A shorter one fits into what is sent at once. */
    private static final int LONG_BODY = 16 * 1024;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream answers;

    Wire(int port) {
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param headers by name in any case; several of a name in one, each on its line
     * @param body as text in UTF-8
     */
    record Reply(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Media type without parameters; empty when there is none. */
        String type() {
            return header("Content-Type").replaceFirst(";.*", "").strip();
        }
    }

    /**
     * Sends a request and reads its answer. What is refused by its head is answered before its body was sent, and the
     * connection ended: that may take the answer with it, which comes again when hardly any of the body is sent.
     *
     * @param request head and body, a character for each byte
     * @param last whether nothing may be sent after it on this connection, because its end is not where it says
     * @throws IOException there was no answer
     */
    Reply send(String request, boolean head, boolean last) throws IOException {
        int body = request.indexOf("\r\n\r\n") + 4;
        try {
            return exchange(request, head, last);
        } catch (SocketException e) {
            if (request.length() - body <= LONG_BODY) {
                throw e;
            }
            return exchange(request.substring(0, body + 1), head, true);
        }
    }

    private Reply exchange(String request, boolean head, boolean last) throws IOException {
        Socket open = socket;
        InputStream in = answers;
        if (open == null || in == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(PATIENCE_MILLIS);
            open.setTcpNoDelay(true);
            in = new BufferedInputStream(open.getInputStream(), 1 << 16);
            socket = open;
            answers = in;
        }
        try {
            try {
                open.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                if (!last) {
                    throw e;
                }
                // It was refused before its end was sent; the answer may stand there all the same.
            }
            Reply reply = read(in, head);
            if (last || reply.header("Connection").equalsIgnoreCase("close")) {
                close();
            }
            return reply;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static Reply read(InputStream in, boolean head) throws IOException {
        String status = line(in);
        while (status.startsWith("HTTP/1.1 1")) {
            for (String skipped = line(in); !skipped.isEmpty();) {
                skipped = line(in);
            }
            status = line(in);
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "\n" + b);
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        boolean empty = head || code == 204 || code == 304;
        return new Reply(code, headers, empty ? "" : new String(body(in, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
            var body = new ByteArrayOutputStream();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        String length = headers.get("Content-Length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed without an answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        answers = null;
    }
}
