package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.PersonName;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.Consent.Purpose;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;

/** What a careless front desk registers under one id. */
public final class RandomRegistrations extends RandomCommands<ClientCommand> {

    public RandomRegistrations(Random random) {
        super(random);
    }

    @Override
    public ClientCommand next() {
        List<Consent> consents = some(0, Purpose.TREATMENT, Purpose.RESEARCH).stream()
                .map(purpose -> new Consent(purpose, text(40),
                        mostly(OPENED_AT, OPENED_AT.plusSeconds(121), Instant.MIN)))
                .toList();
        return new RegisterClient(MILA, CLINIC, new PersonName(text(100), any("Visser", text(100))),
                mostly(LocalDate.of(1986, 5, 10), LocalDate.of(1899, 12, 31), LocalDate.MAX), any(Sex.values()),
                any(null, new Contact(any(null, text(200)), any(null, text(200)), any(null, text(200)))), consents,
                OPENED_AT);
    }
}
