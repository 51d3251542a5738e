package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.PersonName;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.ClientCommand.CorrectClientDetails;
import io.lumbar.domain.client.ClientCommand.GiveConsent;
import io.lumbar.domain.client.ClientCommand.RegisterClient;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.Consent.Purpose;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;

/** What a careless front desk asks of one client's record. */
public final class RandomRegistrations extends RandomCommands<ClientCommand> {

    private boolean begun;

    public RandomRegistrations(Random random) {
        super(random);
    }

    @Override
    public ClientCommand next() {
        if (!begun) {
            begun = mostly(true, false);
            return mostly(register(), withdraw());
        }
        return switch (random.nextInt(6)) {
            case 0 -> register();
            case 1 -> new CorrectClientDetails(MILA, name(), bornOn(), any(Sex.values()), contact(), reason(),
                    OPENED_AT);
            case 2, 3 -> new GiveConsent(MILA, consent(purpose()), OPENED_AT);
            default -> withdraw();
        };
    }

    /** Words on consent count by their time, so that the same word may say something new after others. */
    @Override
    public boolean lasts(ClientCommand command) {
        return command instanceof RegisterClient;
    }

    private RegisterClient register() {
        List<Consent> consents = some(0, Purpose.TREATMENT, Purpose.RESEARCH).stream().map(this::consent).toList();
        return new RegisterClient(MILA, CLINIC, name(), bornOn(), any(Sex.values()), contact(), consents, reason(),
                OPENED_AT);
    }

    private @Nullable String reason() {
        return mostly(null, text(4_000));
    }

    private WithdrawConsent withdraw() {
        return new WithdrawConsent(MILA, purpose(), moment(), OPENED_AT);
    }

    private Consent consent(Purpose purpose) {
        return new Consent(purpose, mostly(any("v1", "v2"), text(40)), moment());
    }

    private Purpose purpose() {
        return any(Purpose.TREATMENT, Purpose.TREATMENT, Purpose.RESEARCH);
    }

    private Instant moment() {
        return mostly(OPENED_AT.minusSeconds(random.nextInt(4)), OPENED_AT.plusSeconds(121), Instant.MIN);
    }

    private PersonName name() {
        return new PersonName(text(100), any("Visser", text(100)));
    }

    private LocalDate bornOn() {
        return mostly(LocalDate.of(1986, 5, 10), LocalDate.of(1899, 12, 31), LocalDate.MAX);
    }

    private @Nullable Contact contact() {
        return any(null, new Contact(any(null, text(200)), any(null, text(200)), any(null, text(200))));
    }
}
