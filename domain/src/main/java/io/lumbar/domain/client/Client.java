package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;

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

    /** In care. */
    record Registered(ClientId id, ClinicId clinic, Personal<PersonName> name, Personal<LocalDate> dateOfBirth,
            Sex sex, @Nullable Personal<Contact> contact, Instant registeredAt,
            Consents consents) implements Client {

        /** The same client with other consents. */
        Registered with(Consents changed) {
            return new Registered(id, clinic, name, dateOfBirth, sex, contact, registeredAt, changed);
        }

        /** The same client, of whom other things are known. */
        Registered known(Personal<PersonName> as, Personal<LocalDate> bornOn, Sex ofSex,
                @Nullable Personal<Contact> reachedAt) {
            return new Registered(id, clinic, as, bornOn, ofSex, reachedAt, registeredAt, consents);
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
