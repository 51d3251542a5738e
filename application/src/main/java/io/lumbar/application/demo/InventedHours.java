package io.lumbar.application.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Which therapist an invented episode is with, and at which hour of the week. It has the hour to itself for longer than it
 * lasts, so that nobody is booked twice although each episode is invented for itself.
 */
final class InventedHours {
    private static final int[] HOURS = {9, 10, 11, 12, 14, 15, 16, 17};
    private static final int DAYS_OF_WEEK = 5;
    private static final int SLOTS = HOURS.length * DAYS_OF_WEEK;
    /** Hand-overs are rare, and go to an hour that is kept free for them. */
    private static final int EVERY_HAND_OVER = 25;
    private static final int HAND_OVER_AT = 7;
    private static final int HAND_OVER_HOUR = 18;

    private final int therapist;
    private final int sequence;
    private final ZoneId zone;
    private LocalDate next;
    private boolean handedOver;

    /** The hours of the {@code n}th episode, from {@code openedAt} on. */
    InventedHours(int n, Instant openedAt) {
        this.therapist = n % InventedClinics.THERAPISTS;
        this.sequence = n / InventedClinics.THERAPISTS;
        this.zone = InventedClinics.zoneOf(therapist);
        this.next = openedAt.atZone(zone).toLocalDate();
    }

    int therapist() {
        return therapist;
    }

    ZoneId zone() {
        return zone;
    }

    /** Sessions come after {@code day}. */
    void from(Instant day) {
        next = day.atZone(zone).toLocalDate();
    }

    void skipWeek() {
        next = next.plusWeeks(1);
    }

    boolean isAfter(LocalDate day) {
        return next.isAfter(day);
    }

    /** The next hour on a later day than {@code told} and than the one before. */
    Instant after(Instant told) {
        int slot = sequence % SLOTS;
        DayOfWeek day = DayOfWeek
                .of(1 + (handedOver ? sequence / EVERY_HAND_OVER % DAYS_OF_WEEK : slot / HOURS.length));
        int hour = handedOver ? takeOverHour() : HOURS[slot % HOURS.length];
        LocalDate from = told.atZone(zone).toLocalDate().plusDays(1);
        if (!from.isAfter(next)) {
            from = next.plusDays(1);
        }
        next = from.with(TemporalAdjusters.nextOrSame(day));
        return next.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
    }

    /** Whether the therapist changes once. */
    boolean handsOver() {
        return sequence % EVERY_HAND_OVER == HAND_OVER_AT;
    }

    boolean isHandedOver() {
        return handedOver;
    }

    /** From now on at another therapist's, whose number this is. */
    int handOver() {
        handedOver = true;
        return therapist < InventedClinics.THERAPISTS - 3 ? therapist + 3 : therapist - 3;
    }

    /** Two may hand over to the same therapist, never to the same hour. */
    private int takeOverHour() {
        return therapist < InventedClinics.THERAPISTS - 3 ? HAND_OVER_HOUR : HAND_OVER_HOUR + 1;
    }
}
