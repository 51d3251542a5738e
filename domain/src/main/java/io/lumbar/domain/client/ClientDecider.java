package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DirectoryError.ConsentNotGiven;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientCommand.CorrectClientDetails;
import io.lumbar.domain.client.ClientCommand.GiveConsent;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.domain.client.Consents.Withdrawal;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** Decides about clients' records. */
public final class ClientDecider implements Decider<ClientCommand, Client, ClientEvent> {

    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    @Override
    public Client initial() {
        return new Client.Unregistered();
    }

    @Override
    public List<ClientEvent> decide(ClientCommand command, Client state) {
        return switch (command) {
            case RegisterClient c -> register(c, state);
            case CorrectClientDetails c -> correct(c, registered(c, state));
            case GiveConsent c -> give(c, registered(c, state));
            case WithdrawConsent c -> withdraw(c, registered(c, state));
        };
    }

    @Override
    public Client evolve(Client state, ClientEvent event) {
        return switch (event) {
            case ClientRegistered e -> new Client.Registered(e.client(), e.clinic(), e.name(), e.dateOfBirth(), e.sex(),
                    e.contact(), e.at(), Consents.NONE);
            case ClientDetailsCorrected e -> known(state).known(e.name(), e.dateOfBirth(), e.sex(), e.contact());
            case ConsentGiven e -> known(state).with(known(state).consents().with(e.consent()));
            case ConsentWithdrawn e ->
                known(state).with(known(state).consents().with(new Withdrawal(e.purpose(), e.at())));
        };
    }

    private static Client.Registered known(Client state) {
        return switch (state) {
            case Client.Unregistered() -> throw new IllegalStateException("a change before the registration");
            case Client.Registered client -> client;
        };
    }

    private static Client.Registered registered(ClientCommand command, Client state) {
        return switch (state) {
            case Client.Unregistered() -> throw new Rejected(new NotFound("client", command.client()));
            case Client.Registered client -> client;
        };
    }

    private List<ClientEvent> register(RegisterClient command, Client state) {
        requireValid(command);
        List<ClientEvent> events = events(command);
        return switch (state) {
            case Client.Unregistered() -> events;
            case Client.Registered standing when standing.sameAs(replay(events)) -> List.of();
            case Client.Registered standing -> throw new Rejected(new AlreadyExists("client", standing.id()));
        };
    }

    private static List<ClientEvent> events(RegisterClient command) {
        Subject subject = Subject.of(command.client());
        Contact contact = command.contact();
        var events = new ArrayList<ClientEvent>();
        events.add(new ClientRegistered(command.client(), command.clinic(), Personal.of(subject, command.name()),
                Personal.of(subject, command.dateOfBirth()), command.sex(),
                contact == null ? null : Personal.of(subject, contact), command.now(),
                reason(subject, command.overrideReason())));
        command.consents().forEach(consent -> events.add(new ConsentGiven(command.client(), consent)));
        return List.copyOf(events);
    }

    private static @Nullable Personal<String> reason(Subject subject, @Nullable String overrideReason) {
        return overrideReason == null ? null : Personal.of(subject, overrideReason);
    }

    private static void requireValid(RegisterClient command) {
        requireValid(command.name(), command.dateOfBirth(), command.contact(), command.now());
        requireReason(command.overrideReason());
        Require.eachOnce("consents", command.consents(), Consent::purpose);
        for (int i = 0; i < command.consents().size(); i++) {
            requireValid("consents[" + i + "].", command.consents().get(i), command.now());
        }
    }

    private static void requireValid(PersonName name, LocalDate dateOfBirth, @Nullable Contact contact, Instant now) {
        Require.text("name.given", name.given(), 100);
        Require.text("name.family", name.family(), 100);
        // The date in the zone that is furthest ahead: nobody anywhere is born after it.
        LocalDate today = now.atOffset(ZoneOffset.ofHours(14)).toLocalDate();
        if (dateOfBirth.isBefore(EARLIEST_BIRTH) || dateOfBirth.isAfter(today)) {
            throw invalid("dateOfBirth", "must lie between " + EARLIEST_BIRTH + " and today");
        }
        if (contact != null) {
            optionalText("contact.email", contact.email());
            optionalText("contact.phone", contact.phone());
            optionalText("contact.address", contact.address());
        }
    }

    private static void requireReason(@Nullable String overrideReason) {
        if (overrideReason != null) {
            Require.text("override.reason", overrideReason, 4_000);
        }
    }

    private static void requireValid(String path, Consent consent, Instant now) {
        Require.text(path + "textVersion", consent.textVersion(), 40);
        Require.notFuture(path + "givenAt", consent.givenAt(), now);
    }

    private static void optionalText(String field, @Nullable String text) {
        if (text != null) {
            Require.text(field, text, 200);
        }
    }

    private static List<ClientEvent> correct(CorrectClientDetails command, Client.Registered standing) {
        requireValid(command.name(), command.dateOfBirth(), command.contact(), command.now());
        requireReason(command.overrideReason());
        Subject subject = Subject.of(command.client());
        Contact contact = command.contact();
        var corrected = new ClientDetailsCorrected(command.client(), Personal.of(subject, command.name()),
                Personal.of(subject, command.dateOfBirth()), command.sex(),
                contact == null ? null : Personal.of(subject, contact), reason(subject, command.overrideReason()));
        return standing.equals(standing.known(corrected.name(), corrected.dateOfBirth(), corrected.sex(),
                corrected.contact())) ? List.of() : List.of(corrected);
    }

    private static List<ClientEvent> give(GiveConsent command, Client.Registered standing) {
        Consent consent = command.consent();
        requireValid("", consent, command.now());
        boolean known = standing.consents().given().contains(consent)
                || standing.consents().standing(consent.purpose(), consent.givenAt())
                        .filter(before -> before.textVersion().equals(consent.textVersion())).isPresent();
        return known ? List.of() : List.of(new ConsentGiven(command.client(), consent));
    }

    private static List<ClientEvent> withdraw(WithdrawConsent command, Client.Registered standing) {
        Require.notFuture("withdrawnAt", command.at(), command.now());
        if (standing.consents().standsAt(command.purpose(), command.at())) {
            return List.of(new ConsentWithdrawn(command.client(), command.purpose(), command.at()));
        }
        if (standing.consents().withdrawnBy(command.purpose(), command.at())) {
            return List.of();
        }
        throw new Rejected(new ConsentNotGiven(command.client(), command.purpose().name()));
    }
}
