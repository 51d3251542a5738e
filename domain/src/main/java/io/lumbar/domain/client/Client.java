package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import org.jspecify.annotations.Nullable;

/**
 * A client's record.
 *
 * <pre>
 * Unregistered --RegisterClient--> Registered
 * </pre>
 */
public sealed interface Client {

    /** Nothing is known under this id. */
    record Unregistered() implements Client {}

    /** In care. {@code consents} holds every consent given, oldest first. */
    record Registered(ClientId id, ClinicId clinic, Personal<PersonName> name, Personal<LocalDate> dateOfBirth,
            Sex sex, @Nullable Personal<Contact> contact, Instant registeredAt,
            List<Consent> consents) implements Client {
        public Registered {
            consents = List.copyOf(consents);
        }

        /** The same client with one more consent. */
        Registered with(Consent consent) {
            return new Registered(id, clinic, name, dateOfBirth, sex, contact, registeredAt,
                    Stream.concat(consents.stream(), Stream.of(consent)).toList());
        }

        /** Whether {@code other} says the same about the person, whenever it was said. */
        boolean sameAs(Client other) {
            return other instanceof Registered that && equals(new Registered(that.id, that.clinic, that.name,
                    that.dateOfBirth, that.sex, that.contact, registeredAt, that.consents));
        }

        /** What other packages may know of this client. */
        public ClientStanding standing() {
            return new ClientStanding(id, dateOfBirth, sex, consents);
        }
    }
}
