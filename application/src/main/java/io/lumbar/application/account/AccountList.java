package io.lumbar.application.account;

import java.time.Instant;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.account.Rights;
import org.jspecify.annotations.Nullable;

/** All accounts, those opened last first. */
public interface AccountList {

    /** The accounts in any of the states; all of them when none is named. See {@link PageRequest} for refusals. */
    Page<Entry> find(Set<State> states, PageRequest page);

    /** Whether an account may be used. */
    enum State {
        ENABLED, DISABLED
    }

    /**
     * An account.
     *
     * @param version of the stream, counted from 0
     * @param logInName null when there is none yet
     * @param secondFactor whether the person has one
     * @param disabledAt null while it is enabled
     */
    record Entry(AccountId id, long version, Personal<PersonName> name,
            @Nullable Personal<String> logInName, Rights rights, boolean secondFactor, Instant openedAt,
            @Nullable Instant disabledAt) {}
}
