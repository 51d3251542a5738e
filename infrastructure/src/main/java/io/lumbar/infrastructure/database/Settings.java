package io.lumbar.infrastructure.database;

import java.nio.file.Path;

import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.embedded.Login;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the product keeps its files, and its database.
 *
 * @param home {@code ~/.lumbar} unless given
 * @param demo whether to fill an empty store with an invented history
 */
@ConfigurationProperties("lumbar")
record Settings(@Nullable Path home, @DefaultValue Connection database, @DefaultValue("false") boolean demo) {

    /**
     * @param url JDBC URL of an external database; blank for the embedded one, which needs none of the rest but the port
     * @param user for run time
     * @param owner for migrations; blank if the run-time user migrates too
     * @param port of the embedded database; 0 for any that is free
     * @param poolSize connections of the run-time pool; 0 for a number by processors
     */
    record Connection(@DefaultValue("") String url, @DefaultValue("") String user, @DefaultValue("") String password,
            @DefaultValue("") String owner, @DefaultValue("") String ownerPassword, @DefaultValue("0") int port,
            @DefaultValue("0") int poolSize) {

        boolean embedded() {
            return url.isBlank();
        }

        /** @throws StartRefused an external database is named without its user */
        Login runtime() {
            if (user.isBlank()) {
                throw new StartRefused("LUMBAR_DATABASE_URL is set, but LUMBAR_DATABASE_USER is not.",
                        "Name the user and the password (LUMBAR_DATABASE_PASSWORD) for run time.");
            }
            return new Login(user, password);
        }

        Login migration() {
            return owner.isBlank() ? runtime() : new Login(owner, ownerPassword);
        }

        int connections() {
            int byProcessors = Math.clamp(4L * Runtime.getRuntime().availableProcessors(), 12, 32);
            return poolSize > 0 ? poolSize : byProcessors;
        }
    }

    Path folder() {
        return home == null ? Path.of(System.getProperty("user.home"), ".lumbar") : home;
    }
}
