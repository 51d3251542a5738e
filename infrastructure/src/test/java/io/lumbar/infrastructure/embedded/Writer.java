package io.lumbar.infrastructure.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that starts the embedded server of a folder and inserts row after row, telling each that is committed. */
final class Writer implements AutoCloseable {
    private final Process process;
    private final BufferedReader told;

    private Writer(Process process) {
        this.process = process;
        this.told = process.inputReader();
    }

    static Writer start(Path folder) throws IOException {
        return new Writer(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Writer.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    public static void main(String[] arguments) throws SQLException {
        var server = EmbeddedServer.start(Path.of(arguments[0]), 0);
        try (var connection = DriverManager.getConnection(server.url(), server.owner().user(),
                server.owner().password()); var statement = connection.createStatement()) {
            statement.execute("create table if not exists written (n bigint generated always as identity)");
            while (true) {
                statement.execute("insert into written default values");
                System.out.println("committed");
            }
        }
    }

    /** Waits until it has told of this many rows. */
    void commits(int rows) throws IOException {
        for (int n = 0; n < rows;) {
            String line = told.readLine();
            if (line == null) {
                throw new IOException("the writer ended");
            }
            n += line.equals("committed") ? 1 : 0;
        }
    }

    /** Kills it with a signal it cannot handle and returns how many more rows it had told of. */
    long kill() throws InterruptedException {
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly(); // unlike the process's own, keeps the pipe
        process.waitFor();
        return told.lines().filter("committed"::equals).count();
    }

    static long rows(EmbeddedServer server) throws SQLException {
        return Long.parseLong(query(server, "select count(*) from written").getFirst());
    }

    /** The first column of the answer to the owner. */
    static List<String> query(EmbeddedServer server, String sql) throws SQLException {
        return query(server, server.owner(), sql);
    }

    static List<String> query(EmbeddedServer server, Login login, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url(), login.user(), login.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            var column = new ArrayList<String>();
            while (answer.next()) {
                column.add(answer.getString(1));
            }
            return column;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
