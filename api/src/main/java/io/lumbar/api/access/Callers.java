package io.lumbar.api.access;

import java.util.Optional;
import java.util.UUID;

import io.lumbar.domain.AccountId;

/** How callers are named wherever they are kept: by kind and stable id, never by a person's name. */
final class Callers {
    static final String CLIENT = "client:";
    private static final String ACCOUNT = "account:";

    private Callers() {}

    /** The caller who has this account. */
    static String of(AccountId account) {
        return ACCOUNT + account.value();
    }

    /** The account of {@code caller}; empty when it is none that has one. */
    static Optional<AccountId> account(String caller) {
        return caller.startsWith(ACCOUNT) ? accountOf(caller.substring(ACCOUNT.length())) : Optional.empty();
    }

    /** The account that {@code id} names; empty when it cannot name any. */
    static Optional<AccountId> accountOf(String id) {
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? Optional.of(new AccountId(uuid)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
