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
import io.lumbar.application.Versioned;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.Client;
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
    public Clients(Decisions decisions, Lookup lookup, ConsentPolicy consents, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.lookup = lookup;
        this.consents = consents;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a person into care.
     *
     * @param sex null when not told, which is recorded as {@link Sex#UNKNOWN}
     * @param contact null when none was given
     * @throws Rejected when the clinic is unknown or a value breaks its rule
     */
    public Receipt register(Request request, ClinicId clinic, PersonName name, LocalDate dateOfBirth,
            @Nullable Sex sex, @Nullable Contact contact, List<Agreed> consents) {
        lookup.clinic("clinicId", clinic);
        var client = new ClientId(ids.next());
        Instant now = clock.instant();
        return decisions.decide(new RegisterClient(client, clinic, name, dateOfBirth, sex == null ? Sex.UNKNOWN : sex,
                contact, consents.stream().map(agreed -> agreed.at(now)).toList(), now), request, client.value());
    }

    /**
     * Puts what is known of the person right; everything is said anew.
     *
     * @param sex null when not told, which is recorded as {@link Sex#UNKNOWN}
     * @param contact null when none was given
     * @throws Rejected when the client is unknown or a value breaks its rule
     */
    public Receipt correct(Request request, ClientId client, PersonName name, LocalDate dateOfBirth,
            @Nullable Sex sex, @Nullable Contact contact) {
        return decisions.decide(new CorrectClientDetails(client, name, dateOfBirth, sex == null ? Sex.UNKNOWN : sex,
                contact, clock.instant()), request, client.value());
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
    public Versioned<Client.Registered> client(ClientId id) {
        return lookup.client(id);
    }
}
