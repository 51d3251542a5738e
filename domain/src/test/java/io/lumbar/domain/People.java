package io.lumbar.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistStanding;

/** The people and places of every scenario. */
public final class People {

    /** In Amsterdam; clocks go forward on 29 March 2026 and back on 25 October. */
    public static final ClinicId CLINIC = new ClinicId(id("c11"));
    public static final ClinicId OTHER_CLINIC = new ClinicId(id("c12"));
    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    /** Monday 2 March 2026, 09:00 in the clinic. */
    public static final Instant OPENED_AT = Instant.parse("2026-03-02T08:00:00Z");

    /** Born on 10 May 1986: 39 years old when the episode opens. */
    public static final ClientId MILA = new ClientId(id("a11"));
    public static final LocalDate MILA_BORN_ON = LocalDate.of(1986, 5, 10);
    /** Gave consent an hour before the episode opened. */
    public static final Instant CONSENTED_AT = OPENED_AT.minusSeconds(3_600);

    /** Qualified for everything but sports and reflexology, without end. */
    public static final TherapistId ANNA = new TherapistId(id("b11"));
    /** Practises since 1 March 2026; qualified for Swedish massage until the end of May. */
    public static final TherapistId BEN = new TherapistId(id("b12"));

    private People() {}

    /** A UUID (version 7) that ends in {@code hex}. */
    public static UUID id(String hex) {
        return UUID.fromString("019c0000-0000-7000-8000-" + "0".repeat(12 - hex.length()) + hex);
    }

    /** Mila as the episode's rules see her. */
    public static ClientStanding mila() {
        return client(MILA_BORN_ON);
    }

    /** Mila, had she been born on {@code day}. */
    public static ClientStanding client(LocalDate day) {
        return client(Personal.of(Subject.of(MILA), day), CONSENTED_AT);
    }

    /** Mila, with one treatment consent. */
    public static ClientStanding client(Personal<LocalDate> dateOfBirth, Instant consentedAt) {
        return new ClientStanding(MILA, dateOfBirth, Sex.FEMALE,
                List.of(new Consent(Consent.Purpose.TREATMENT, "2026-01", consentedAt)));
    }

    public static TherapistStanding anna() {
        return new TherapistStanding(ANNA, LocalDate.of(2015, 9, 1), List.of(CLINIC, OTHER_CLINIC),
                Stream.of(Style.SWEDISH, Style.DEEP_TISSUE, Style.HOT_STONE, Style.TRIGGER_POINT, Style.SHIATSU)
                        .map(style -> new Qualification(style, LocalDate.of(2015, 9, 1), null)).toList());
    }

    public static TherapistStanding ben() {
        return new TherapistStanding(BEN, LocalDate.of(2026, 3, 1), List.of(CLINIC),
                List.of(new Qualification(Style.SWEDISH, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 5, 31))));
    }
}
