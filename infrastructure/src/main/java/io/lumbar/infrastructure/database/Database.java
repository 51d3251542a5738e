package io.lumbar.infrastructure.database;

import io.lumbar.infrastructure.embedded.EmbeddedServer;
import io.lumbar.infrastructure.embedded.Login;
import org.jspecify.annotations.Nullable;

/**
 * A database that can be connected to.
 *
 * @param owner runs migrations; the same as {@code runtime} in single-user mode
 * @param server the embedded server, if it is one
 */
record Database(String url, Login owner, Login runtime, @Nullable EmbeddedServer server) implements AutoCloseable {

    /** Names the external database, or starts the embedded one. */
    static Database of(Settings settings) {
        Settings.Connection named = settings.database();
        if (!named.embedded()) {
            return new Database(named.url(), named.migration(), named.runtime(), null);
        }
        var server = EmbeddedServer.start(settings.folder().resolve("postgresql"), named.port());
        return new Database(server.url(), server.owner(), server.application(), server);
    }

    /** One login does everything, so the pool has to step down to the run-time role by itself. */
    boolean singleUser() {
        return owner.user().equals(runtime.user());
    }

    /** The address without parameters, which may hold secrets. */
    String address() {
        return url.replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
