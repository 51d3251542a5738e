package io.lumbar.infrastructure.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL in a folder of its own, for one JVM at a time. Whatever ended the last run, this one starts: a server left
 * behind is stopped first, a folder half made is made again, and what was committed is there. A server that dies while
 * the application runs is started again at the same address.
 *
 * <pre>
 * lock         held by the JVM that uses the folder
 * passwords    of the three users, 0600
 * programs-*   PostgreSQL's programs, unpacked
 * data         the cluster, 0700
 * logs         the server's, one file a weekday
 * </pre>
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String DATABASE = "lumbar";
    private static final String MAJOR_VERSION = "18";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final FileChannel lock;
    private final Postmaster postmaster;
    private final Passwords passwords;
    private final int port;
    private final Thread watch = Thread.ofPlatform().daemon().name("embedded-postgresql-watch").unstarted(this::watch);

    private EmbeddedServer(FileChannel lock, Postmaster postmaster, Passwords passwords, int port) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.passwords = passwords;
        this.port = port;
    }

    /**
     * Starts the server of a folder and returns when it accepts connections, with the database and its two users.
     *
     * @param folder made where it is missing
     * @param port on the loopback address; 0 takes a free one
     * @throws StartRefused another JVM uses the folder, its content is of another PostgreSQL, or the server cannot start
     */
    public static EmbeddedServer start(Path folder, int port) {
        FileChannel lock = null;
        try {
            Path home = Folder.makePrivate(folder).toRealPath();
            lock = lock(home);
            EmbeddedServer server = start(home, port == 0 ? freePort() : port, lock);
            lock = null;
            return server;
        } catch (IOException | SQLException e) {
            throw new StartRefused("The embedded PostgreSQL in " + folder + " does not start: " + e.getMessage(),
                    "See the logs folder there; a full disk, missing rights or a taken port (LUMBAR_DATABASE_PORT) are"
                            + " the usual causes.",
                    e);
        } finally {
            release(lock);
        }
    }

    private static EmbeddedServer start(Path home, int port, FileChannel lock) throws IOException, SQLException {
        Path data = home.resolve("data");
        Path logs = Folder.makePrivate(home.resolve("logs"));
        Programs programs = Programs.unpack(home);
        var postmaster = new Postmaster(programs, data, logs);
        Passwords passwords = cluster(programs, home.resolve("passwords"), data);
        postmaster.stop();
        ServerSettings.write(data, port, logs);
        var server = new EmbeddedServer(lock, postmaster, passwords, port);
        try {
            postmaster.start();
            server.createDatabase();
            server.watch.start();
            return server;
        } catch (IOException | SQLException e) {
            postmaster.stop();
            throw e;
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel; // the kernel lets go of it however the JVM ends
            }
        } catch (OverlappingFileLockException e) {
            // this JVM has it already
        }
        channel.close();
        throw new StartRefused("Another Lumbar uses " + home + ".",
                "Stop it, or give this one a home of its own with LUMBAR_HOME.");
    }

    private static void release(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("The lock of the embedded PostgreSQL was not released", e);
        }
    }

    /** The cluster comes into being under another name, so that one under its own name is always whole. */
    private static Passwords cluster(Programs programs, Path passwordFile, Path data) throws IOException {
        if (Files.exists(data)) {
            String version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals(MAJOR_VERSION)) {
                throw new StartRefused(data + " is of PostgreSQL " + version + ", not " + MAJOR_VERSION + ".",
                        "Start the release that wrote it, dump the database and load the dump into a new home.");
            }
            return Passwords.read(passwordFile);
        }
        Passwords passwords = Passwords.create(passwordFile);
        Path draft = data.resolveSibling("data-unfinished");
        Folder.delete(draft);
        Path superuserPassword = data.resolveSibling("superuser-password");
        Folder.write(superuserPassword, List.of(passwords.superuser().password()));
        try {
            programs.run("initdb", "-D", draft.toString(), "-U", passwords.superuser().user(),
                    "--pwfile=" + superuserPassword, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions");
        } finally {
            Files.delete(superuserPassword);
        }
        Folder.move(draft, data);
        return passwords;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void createDatabase() throws SQLException {
        Login superuser = passwords.superuser();
        try (var connection = DriverManager.getConnection(url("postgres"), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute(user(passwords.owner(), "createrole") + user(passwords.application(), ""));
            boolean missing;
            try (var found = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
                missing = !found.next();
            }
            if (missing) {
                statement.execute("create database " + DATABASE + " owner " + passwords.owner().user());
                statement.execute("revoke all on database " + DATABASE + " from public");
                statement.execute("grant connect on database " + DATABASE + " to " + passwords.application().user());
            }
        }
    }

    private static String user(Login login, String rights) {
        return """
                do $$ begin
                    if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s login %3$s password '%2$s';
                    end if;
                end $$;
                """.formatted(login.user(), login.password(), rights);
    }

    private void watch() {
        Duration pause = LOOK_EVERY;
        while (true) {
            try {
                Thread.sleep(pause);
                synchronized (this) {
                    if (!lock.isOpen()) {
                        return;
                    }
                    if (postmaster.process().isEmpty()) {
                        LOG.error("The embedded PostgreSQL has died, starting it again");
                        postmaster.start();
                        LOG.info("The embedded PostgreSQL runs again");
                    }
                }
                pause = LOOK_EVERY;
            } catch (IOException e) {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                LOG.error("The embedded PostgreSQL does not come back, next attempt in {}", pause, e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The JDBC URL of the product's database. */
    public String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Owns the database and may make roles: for migrations. */
    public Login owner() {
        return passwords.owner();
    }

    /** May connect, and whatever migrations grant it: for run time. */
    public Login application() {
        return passwords.application();
    }

    /** Stops the server and gives the folder free. Closing again does nothing. */
    @Override
    public void close() {
        watch.interrupt();
        synchronized (this) {
            try {
                if (lock.isOpen()) {
                    postmaster.stop();
                }
            } catch (IOException e) {
                LOG.error("The embedded PostgreSQL does not stop; the next start stops it", e);
            } finally {
                release(lock);
            }
        }
    }
}
