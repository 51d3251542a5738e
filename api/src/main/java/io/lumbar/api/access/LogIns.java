package io.lumbar.api.access;

import java.util.Locale;
import java.util.Optional;

import io.lumbar.api.access.AccessConfiguration.RightsUnknown;
import io.lumbar.application.Unavailable;
import io.lumbar.application.account.AccountAccess;
import io.lumbar.domain.account.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Lets people in by name and password: whoever runs the installation as {@value #ADMIN} with the secret of its client,
 * and every account by its name to log in with, or its id, and its secret. Whether the name or the password was wrong is neither told nor felt:
 * a password is checked in either case, and too many wrong ones make either wait ({@link GuessedSecrets}).
 */
@Component
final class LogIns implements AuthenticationProvider {
    static final String ADMIN = "admin";

    private final TokenClients clients;
    private final AccountAccess access;
    private final AccessRules rules;
    private final PasswordEncoder encoder;
    private final GuessedSecrets guessed;
    private @Nullable String hashOfNobody;

    LogIns(TokenClients clients, AccountAccess access, AccessRules rules, PasswordEncoder encoder,
            GuessedSecrets guessed) {
        this.clients = clients;
        this.access = access;
        this.rules = rules;
        this.encoder = encoder;
        this.guessed = guessed;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication given) {
        try {
            return check(given);
        } catch (Unavailable e) {
            throw new RightsUnknown(e);
        }
    }

    private Authentication check(Authentication given) {
        String hashOfNobody = hashOfNobody();
        String name = given.getName().strip().toLowerCase(Locale.ROOT);
        RegisteredClient known = client(name);
        RegisteredClient client = guessed.checked(known, name, GuessedSecrets.address(given), () -> {
            boolean right = encoder.matches(String.valueOf(given.getCredentials()),
                    known == null ? hashOfNobody : known.getClientSecret());
            return right ? Optional.ofNullable(known) : Optional.empty();
        }).orElseThrow(() -> new BadCredentialsException("no such name and password"));
        String caller = TokenClients.caller(client);
        Optional<Rights> rights = rules.of(caller);
        if (rights.isEmpty()) {
            throw new BadCredentialsException("the account does not count any more");
        }
        boolean choosesFirst = Callers.account(caller).map(account -> !access.hasChosenSecret(account)).orElse(false);
        return new PageCaller(caller, String.valueOf(client.getClientSecret()), choosesFirst, rights.get());
    }

    private @Nullable RegisteredClient client(String name) {
        return name.equals(ADMIN)
                ? clients.findByClientId(AdminClient.ID)
                : Callers.accountOf(name).or(() -> access.named(name))
                        .map(account -> clients.findByClientId(account.value().toString())).orElse(null);
    }

    /** Made when it is needed first, as it takes as long as a check does. */
    private synchronized String hashOfNobody() {
        if (hashOfNobody == null) {
            hashOfNobody = String.valueOf(encoder.encode(Secrets.random()));
        }
        return hashOfNobody;
    }
}
