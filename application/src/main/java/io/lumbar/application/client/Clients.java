package io.lumbar.application.client;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DirectoryError.ClientAlreadyRegistered;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.Client;
import io.lumbar.domain.client.ClientCommand;
import io.lumbar.domain.client.ClientCommand.CorrectClientDetails;
import io.lumbar.domain.client.ClientCommand.GiveConsent;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.client.Contact;
import org.jspecify.annotations.Nullable;

/** The people in care. */
public final class Clients {

    private final Decisions decisions;
    private final Lookup lookup;
    private final ClientIdentities identities;
    private final ConsentPolicy consents;
    private final Ids ids;
    private final Clock clock;

    /** A consent as it was told; {@code givenAt} is null for one that is given now. */
    public record Agreed(Consent.Purpose purpose, String textVersion, @Nullable Instant givenAt) {

        private Consent at(Instant now) {
            return new Consent(purpose, textVersion, givenAt == null ? now : givenAt);
        }
    }

    /** Clients who are recorded through {@code decisions}. */
    public Clients(Decisions decisions, Lookup lookup, ClientIdentities identities, ConsentPolicy consents, Ids ids,
            Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.identities = identities;
        this.consents = consents;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is known of a person, as it was told; {@code sex} and {@code contact} are null when they were not. */
    public record Details(PersonName name, LocalDate dateOfBirth, @Nullable Sex sex, @Nullable Contact contact) {
        private Sex sexOrUnknown() {
            return sex == null ? Sex.UNKNOWN : sex;
        }
    }

    /**
     * Takes a person into care.
     *
     * @param overrideReason see {@link RegisterClient}
     * @throws Rejected when the clinic is unknown or closed, a value breaks its rule, an override is not a manager's, or
     *     somebody of this name and birth date is registered, who is named where the caller may know of them
     */
    public Receipt register(Request request, ClinicId clinic, Details details, List<Agreed> consents,
            @Nullable String overrideReason) {
        lookup.clinic(request.scope(), "clinicId", clinic);
        requireManager(request, overrideReason);
        var client = new ClientId(ids.next());
        Instant now = clock.instant();
        return decide(new RegisterClient(client, clinic, details.name, details.dateOfBirth, details.sexOrUnknown(),
                details.contact, consents.stream().map(agreed -> agreed.at(now)).toList(), overrideReason, now),
                request, details);
    }

    /**
     * Puts what is known of the person right; everything is said anew.
     *
     * @param overrideReason see {@link RegisterClient}
     * @throws Rejected when the client is unknown, a value breaks its rule, an override is not a manager's, or somebody
     *     else of this name and birth date is registered, who is named where the caller may know of them
     */
    public Receipt correct(Request request, ClientId client, Details details, @Nullable String overrideReason) {
        requireManager(request, overrideReason);
        return decide(new CorrectClientDetails(client, details.name, details.dateOfBirth, details.sexOrUnknown(),
                details.contact, overrideReason, clock.instant()), request, details);
    }

    private static void requireManager(Request request, @Nullable String overrideReason) {
        RuleOverride override = request.overriding(overrideReason);
        if (override != null) {
            override.requireValid("override");
        }
    }

    private Receipt decide(ClientCommand command, Request request, Details details) {
        try {
            return decisions.decide(command, request, command.client().value());
        } catch (Rejected refusal) {
            if (!(refusal.error() instanceof ClientAlreadyRegistered)) {
                throw refusal;
            }
            throw new Rejected(new ClientAlreadyRegistered(identities.find(details.name, details.dateOfBirth)
                    .filter(known -> lookup.isSeen(request.scope(), known)).orElse(null)));
        }
    }

    /**
     * Records a consent.
     *
     * @throws Rejected when the client is unknown or a value breaks its rule
     */
    public Receipt giveConsent(Request request, ClientId client, Agreed agreed) {
        Instant now = clock.instant();
        return decisions.decide(new GiveConsent(client, agreed.at(now), now), request, client.value());
    }

    /**
     * Records that a consent was withdrawn, and where it was the one to treatment, cancels the planned sessions that it
     * covered. The withdrawal stands also where that has to be made up for later.
     *
     * @param at null for now
     * @throws Rejected when the client is unknown or had given no such consent, or the time lies in the future
     */
    public Receipt withdrawConsent(Request request, ClientId client, Consent.Purpose purpose, @Nullable Instant at) {
        Instant now = clock.instant();
        Receipt receipt = decisions.decide(new WithdrawConsent(client, purpose, at == null ? now : at, now), request,
                client.value());
        if (purpose == Consent.Purpose.TREATMENT) {
            consents.apply(client, request.actor());
        }
        return receipt;
    }

    /**
     * The client's record as it stands.
     *
     * @throws Rejected when there is none with this id
     */
    public Versioned<Client.Registered> client(Scope scope, ClientId id) {
        return lookup.client(scope, id);
    }
}
