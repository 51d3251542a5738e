package io.lumbar.application.account;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.domain.AccountId;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.account.Account;
import io.lumbar.domain.account.AccountCommand;
import io.lumbar.domain.account.AccountCommand.ChangeRights;
import io.lumbar.domain.account.AccountCommand.DisableAccount;
import io.lumbar.domain.account.AccountCommand.EnrolSecondFactor;
import io.lumbar.domain.account.AccountCommand.GiveLogInName;
import io.lumbar.domain.account.AccountCommand.OpenAccount;
import io.lumbar.domain.account.AccountCommand.RemoveSecondFactor;
import io.lumbar.domain.account.AccountCommand.RenewSecret;
import io.lumbar.domain.account.Rights;
import io.lumbar.domain.therapist.Therapist;
import org.jspecify.annotations.Nullable;

/** The accounts of those who work with the system. Nobody gives away more clinics than are theirs. */
public final class Accounts {

    private final Decisions decisions;
    private final Lookup lookup;
    private final AccountAccess access;
    private final Ids ids;
    private final Clock clock;

    /** Accounts that are recorded through {@code decisions}. */
    public Accounts(Decisions decisions, Lookup lookup, AccountAccess access, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The answer to a command that gives an account a secret.
     *
     * @param counts whether the secret that was handed in is the account's now; not so when the request was answered
     *     before
     */
    public record Given(Receipt receipt, boolean counts) {}

    /**
     * Opens an account.
     *
     * @param logInName for pages, see {@link GiveLogInName}; null for none yet
     * @param hash of the secret that the person will be given
     * @throws Rejected when a clinic or the therapist is unknown, the therapist has left, the name to log in with is another's, or a value breaks its rule
     */
    public Given open(Request request, PersonName name, Rights rights, @Nullable String logInName, String hash) {
        requireKnown(request, rights);
        var account = new AccountId(ids.next());
        var secret = new SecretId(ids.next());
        return give(request, secret, hash, new OpenAccount(account, name, rights, logInName, secret,
                clock.instant()), account.value(), false);
    }

    /**
     * Says anew what the person is to the clinics.
     *
     * @throws Rejected when the account, a clinic or the therapist is unknown, the therapist has left, the account was
     *     disabled or is the last administrator's, or a value breaks its rule
     */
    public Receipt changeRights(Request request, AccountId account, Rights rights) {
        lookup.account(request.scope(), account);
        requireKnown(request, rights);
        return decisions.decide(new ChangeRights(account, rights), request, account.value());
    }

    /**
     * Gives the person another secret. The receipt names the secret.
     *
     * @param hash of that secret
     * @throws Rejected when the account is unknown or was disabled
     */
    public Given renewSecret(Request request, AccountId account, String hash) {
        var secret = new SecretId(ids.next());
        return give(request, secret, hash, new RenewSecret(account, secret), secret.value(), false);
    }

    /**
     * Lets the person who asks have the secret of their choice.
     *
     * @param account of the one who asks
     * @param hash of that secret
     * @throws Rejected when the account was disabled
     */
    public void chooseSecret(Request request, AccountId account, String hash) {
        var secret = new SecretId(ids.next());
        give(request, secret, hash, new RenewSecret(account, secret), secret.value(), true);
    }

    /**
     * Lets the person who asks log in with a second factor, instead of any before.
     *
     * @param account of the one who asks
     * @param factor that is kept among {@link SecondFactors}
     * @throws Rejected when the account was disabled
     */
    public void enrolSecondFactor(Request request, AccountId account, SecretId factor) {
        decisions.decide(new EnrolSecondFactor(account, factor), request, factor.value());
    }

    /**
     * Lets the person log in without the second factor, which was lost; whoever needs one enrols another at the next log-in.
     *
     * @throws Rejected when the account is unknown or was disabled
     */
    public Receipt removeSecondFactor(Request request, AccountId account) {
        lookup.account(request.scope(), account);
        return decisions.decide(new RemoveSecondFactor(account), request, account.value());
    }

    /**
     * Gives the person a name to log in with, instead of any before.
     *
     * @throws Rejected when the account is unknown or was disabled, or the name is another's or breaks its rule
     */
    public Receipt giveLogInName(Request request, AccountId account, String name) {
        lookup.account(request.scope(), account);
        return decisions.decide(new GiveLogInName(account, name), request, account.value());
    }

    /**
     * Lets the account be used no more, for ever.
     *
     * @throws Rejected when it is unknown or the last administrator's
     */
    public Receipt disable(Request request, AccountId account) {
        return decisions.decide(new DisableAccount(account, clock.instant()), request, account.value());
    }

    /**
     * The account as it stands, also one that was disabled.
     *
     * @throws Rejected when there is none with this id
     */
    public Versioned<Account.Opened> account(Scope scope, AccountId id) {
        return lookup.account(scope, id);
    }

    /**
     * What others know about somebody, and would try first as their password: their names, and the name of the product. It is shown
     * to nobody.
     *
     * @throws Rejected when there is no such account
     */
    public List<String> wordsAbout(AccountId account) {
        return Stream.concat(Stream.of("lumbar"), lookup.account(Scope.EVERYTHING, account).state().knownBy().stream())
                .toList();
    }

    /** The hash is there before the event that names it: nobody is told of a secret that does not count. */
    private Given give(Request request, SecretId secret, String hash, AccountCommand command, UUID made,
            boolean chosen) {
        access.keep(secret, hash, chosen);
        try {
            Receipt receipt = decisions.decide(command, request, made);
            boolean counts = receipt.resource().equals(made);
            if (!counts) {
                access.forget(secret);
            }
            return new Given(receipt, counts);
        } catch (Rejected refusal) {
            access.forget(secret);
            throw refusal;
        }
    }

    private void requireKnown(Request request, Rights rights) {
        if (rights.everyClinic() && !request.scope().everyClinic()) {
            throw Require.invalid("everyClinic", "must be left to who is bound to every clinic");
        }
        for (int i = 0; i < rights.clinics().size(); i++) {
            lookup.clinic(request.scope(), "clinics[" + i + "]", rights.clinics().get(i));
        }
        if (rights.therapist() != null) {
            Therapist.Registered therapist = lookup.therapist(request.scope(), "therapistId", rights.therapist());
            if (therapist.leftAt() != null) {
                throw new Rejected(new TherapistInactive(rights.therapist()));
            }
        }
    }
}
