package io.lumbar.domain.client;

import java.time.Instant;
import java.time.LocalDate;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Event;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.StreamId;
import org.jspecify.annotations.Nullable;

/** What happened to a client's record. */
public sealed interface ClientEvent extends Event {

    /** Whose record. */
    ClientId client();

    @Override
    default StreamId stream() {
        return StreamId.of(client());
    }

    /**
     * A person was taken into care. {@code contact} is null when none was given, {@code overrideReason} unless a manager
     * said that it is another person of the same name and birth date.
     */
    record ClientRegistered(ClientId client, ClinicId clinic, Personal<PersonName> name,
            Personal<LocalDate> dateOfBirth, Sex sex, @Nullable Personal<Contact> contact, Instant at,
            @Nullable Personal<String> overrideReason) implements ClientEvent {}

    /** The client agreed to one use. */
    record ConsentGiven(ClientId client, Consent consent) implements ClientEvent {}

    /** This is known of the person from now on. What is null means the same as in {@link ClientRegistered}. */
    record ClientDetailsCorrected(ClientId client, Personal<PersonName> name, Personal<LocalDate> dateOfBirth, Sex sex,
            @Nullable Personal<Contact> contact, @Nullable Personal<String> overrideReason) implements ClientEvent {}

    /** The client took the consent for one use back. */
    record ConsentWithdrawn(ClientId client, Consent.Purpose purpose, Instant at) implements ClientEvent {}
}
