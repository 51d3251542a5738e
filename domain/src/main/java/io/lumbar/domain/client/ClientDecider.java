package io.lumbar.domain.client;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.Decider;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
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
            case RegisterClient register -> register(register, state);
        };
    }

    @Override
    public Client evolve(Client state, ClientEvent event) {
        return switch (event) {
            case ClientRegistered e -> new Client.Registered(e.client(), e.clinic(), e.name(), e.dateOfBirth(), e.sex(),
                    e.contact(), e.at(), List.of());
            case ConsentGiven e -> switch (state) {
                case Client.Unregistered() -> throw new IllegalStateException("a consent before the registration");
                case Client.Registered client -> client.with(e.consent());
            };
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
                contact == null ? null : Personal.of(subject, contact), command.now()));
        command.consents().forEach(consent -> events.add(new ConsentGiven(command.client(), consent)));
        return List.copyOf(events);
    }

    private static void requireValid(RegisterClient command) {
        Require.text("name.given", command.name().given(), 100);
        Require.text("name.family", command.name().family(), 100);
        // The date in the zone that is furthest ahead: nobody anywhere is born after it.
        LocalDate today = command.now().atOffset(ZoneOffset.ofHours(14)).toLocalDate();
        if (command.dateOfBirth().isBefore(EARLIEST_BIRTH) || command.dateOfBirth().isAfter(today)) {
            throw invalid("dateOfBirth", "must lie between " + EARLIEST_BIRTH + " and today");
        }
        Contact contact = command.contact();
        if (contact != null) {
            optionalText("contact.email", contact.email());
            optionalText("contact.phone", contact.phone());
            optionalText("contact.address", contact.address());
        }
        Require.eachOnce("consents", command.consents(), Consent::purpose);
        for (int i = 0; i < command.consents().size(); i++) {
            Consent consent = command.consents().get(i);
            Require.text("consents[" + i + "].textVersion", consent.textVersion(), 40);
            Require.notFuture("consents[" + i + "].givenAt", consent.givenAt(), command.now());
        }
    }

    private static void optionalText(String field, @Nullable String text) {
        if (text != null) {
            Require.text(field, text, 200);
        }
    }
}
