package io.lumbar.domain.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SecretId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the system.
 *
 * <pre>
 * Unopened --OpenAccount--> Enabled --DisableAccount--> Disabled
 * </pre>
 */
public sealed interface Account {
    /** Nothing is known under this id. */
    record Unopened() implements Account {}

    /** An account that was opened, whether it still counts or not. */
    sealed interface Opened extends Account {
        AccountId id();

        Personal<PersonName> name();

        /** What the person is to the clinics, or was when the account was disabled. */
        Rights rights();

        /** By which the person logs in with pages; null when there is none yet. */
        @Nullable
        Personal<String> logInName();

        /** What the person proves beside the secret; null when there is none. */
        @Nullable
        SecretId secondFactor();

        /** The names that others know the person by, as far as they were not erased: for judging, never for showing. */
        default List<String> knownBy() {
            var names = new ArrayList<String>();
            if (name() instanceof Personal.Known<PersonName>(_, PersonName name)) {
                names.addAll(List.of(name.given(), name.family()));
            }
            if (logInName() instanceof Personal.Known<String>(_, String name)) {
                names.add(name);
            }
            return names;
        }

        /** Null while it is enabled. */
        @Nullable
        Instant disabledAt();
    }

    /**
     * May be used.
     *
     * @param secret the one that counts
     */
    record Enabled(AccountId id, Personal<PersonName> name, Rights rights, @Nullable Personal<String> logInName,
            SecretId secret, @Nullable SecretId secondFactor) implements Opened {

        @Override
        public @Nullable Instant disabledAt() {
            return null;
        }

        Enabled with(Rights changed) {
            return new Enabled(id, name, changed, logInName, secret, secondFactor);
        }

        Enabled with(SecretId renewed) {
            return new Enabled(id, name, rights, logInName, renewed, secondFactor);
        }

        Enabled with(Personal<String> given) {
            return new Enabled(id, name, rights, given, secret, secondFactor);
        }

        Enabled withSecondFactor(@Nullable SecretId factor) {
            return new Enabled(id, name, rights, logInName, secret, factor);
        }
    }

    /** Is not used any more, for ever. */
    record Disabled(Enabled before, Instant disabledAt) implements Opened {
        @Override
        public AccountId id() {
            return before.id();
        }

        @Override
        public Personal<PersonName> name() {
            return before.name();
        }

        @Override
        public Rights rights() {
            return before.rights();
        }

        @Override
        public @Nullable Personal<String> logInName() {
            return before.logInName();
        }

        @Override
        public @Nullable SecretId secondFactor() {
            return before.secondFactor();
        }
    }
}
