package io.lumbar.application.account;

import java.util.List;
import java.util.Optional;

import io.lumbar.application.Unavailable;
import io.lumbar.domain.AppId;

/** The programs that people log in with, as rows; each method throws {@link Unavailable} when they cannot be reached. */
public interface AppStore {

    /** One that counts. */
    Optional<Apps.App> app(AppId id);

    /** The hash of its secret; empty when it does not count. */
    Optional<String> secretHash(AppId id);

    /** Those that count, by name. */
    List<Apps.App> all();

    /**
     * Registers one, or says anew what it is.
     *
     * @param secretHash of the secret of one that is new; that of another stays
     * @return false when it was removed before, so that nothing was done
     */
    boolean put(AppId id, String name, List<String> redirectUris, String secretHash, String actor);

    /** Lets one count for nothing any more, and ends what it was let have; nothing happens where there is none. */
    void remove(AppId id, String actor);
}
