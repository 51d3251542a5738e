package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Sex;
import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/** What can be asked of a client's record. */
public sealed interface ClientCommand extends Command {

    /** Whose record. */
    ClientId client();

    @Override
    default StreamId stream() {
        return StreamId.of(client());
    }

    /**
     * Take a person into care.
     *
     * @param clinic the clinic that registers
     * @param consents what the person agreed to, at most one a purpose
     * @param contact null when none was given
     * @param overrideReason why a manager says that it is another person than one of the same name and birth date, 1 to
     *     4,000 characters; null when nobody does
     * @param now the present moment, for the rule that nothing lies in the future
     */
    record RegisterClient(ClientId client, ClinicId clinic, PersonName name, LocalDate dateOfBirth, Sex sex,
            @Nullable Contact contact, List<Consent> consents, @Nullable String overrideReason,
            Instant now) implements ClientCommand {
        public RegisterClient {
            consents = List.copyOf(consents);
        }
    }

    /**
     * Put what is known of the person right. Everything is said anew, also what stays.
     *
     * @param contact null when none was given
     * @param overrideReason see {@link RegisterClient}
     * @param now the present moment
     */
    record CorrectClientDetails(ClientId client, PersonName name, LocalDate dateOfBirth, Sex sex,
            @Nullable Contact contact, @Nullable String overrideReason, Instant now) implements ClientCommand {}

    /**
     * Record that the client agreed to something. Nothing happens when a consent to the same text stands at that time.
     *
     * @param consent given not in the future
     * @param now the present moment
     */
    record GiveConsent(ClientId client, Consent consent, Instant now) implements ClientCommand {}

    /**
     * Record that the client took a consent back. Sessions before stay as they were; planned ones after it, where it was
     * the one to treatment, are cancelled by a policy.
     *
     * @param at from when on it does not count, not in the future
     * @param now the present moment
     */
    record WithdrawConsent(ClientId client, Consent.Purpose purpose, Instant at,
            Instant now) implements ClientCommand {}
}
