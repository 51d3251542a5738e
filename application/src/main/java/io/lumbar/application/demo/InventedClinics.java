package io.lumbar.application.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.Lookup;
import io.lumbar.application.Request;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.application.clinic.Clinics;
import io.lumbar.application.imports.Drafts;
import io.lumbar.application.imports.Names;
import io.lumbar.application.imports.TellingClock;
import io.lumbar.application.therapist.Therapists;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Style;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.WorkingHours;

/** Where the invented histories take place, and who treats. Therapist {@code n} works at clinic {@code n % 3}. */
public final class InventedClinics {
    static final int THERAPISTS = 26;

    private static final List<String> NAMES = List.of("Demo Clinic Amaranth", "Demo Clinic Basilisk",
            "Demo Clinic Chimera");
    private static final List<String> ZONES = List.of("Europe/Amsterdam", "Europe/Berlin", "Europe/London");
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(20, 0);
    private static final int SOON_DAYS = 20;
    private static final int EXPIRING = 4;
    private static final int CASELOAD = 40;

    private InventedClinics() {}

    static ClinicId clinicOf(int therapist) {
        return new ClinicId(clinicId(therapist % NAMES.size()));
    }

    static ZoneId zoneOf(int therapist) {
        return ZoneId.of(ZONES.get(therapist % ZONES.size()));
    }

    static String licenceOf(int therapist) {
        return "DEMO-%03d".formatted(therapist);
    }

    static Gender genderOf(int therapist) {
        return therapist % 5 < 3 ? Gender.FEMALE : Gender.MALE;
    }

    /** What the therapist is certified for; everybody is for Swedish massage. */
    static List<Style> stylesOf(int therapist) {
        List<Style> all = List.of(Style.values());
        var styles = new ArrayList<Style>(List.of(Style.SWEDISH));
        for (int more = 0; more < 1 + therapist % 3; more++) {
            Style next = all.get(1 + (therapist * 2 + more * 3) % (all.size() - 1));
            if (!styles.contains(next)) {
                styles.add(next);
            }
        }
        return styles;
    }

    /**
     * Opens the clinics and takes the therapists on, a week before the first history begins.
     *
     * @param now when the demo is made
     */
    public static void found(Drafts.Draft draft, Request request, TellingClock clock, Instant now) {
        var lookup = new Lookup(draft);
        LocalDate day = InventedHistories.begin(now).atOffset(ZoneOffset.UTC).toLocalDate().minusDays(7);
        clock.turnTo(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
        for (int n = 0; n < NAMES.size(); n++) {
            UUID id = clinicId(n);
            new Clinics(draft, lookup, () -> id, clock).open(request, NAMES.get(n), ZoneId.of(ZONES.get(n)), week(),
                    null);
        }
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        for (int n = 0; n < THERAPISTS; n++) {
            UUID id = Names.uuid("demo therapist " + n);
            ClinicId clinic = clinicOf(n);
            new Therapists(draft, lookup, BookedTimes.NONE, () -> id, clock).register(request, name(n), licenceOf(n),
                    practisingSince(n),
                    List.of(clinic), qualifications(n, today), genderOf(n), CASELOAD,
                    week().stream().map(hours -> new WorkingHours(clinic, hours)).toList());
        }
    }

    private static UUID clinicId(int n) {
        return Names.uuid("demo clinic " + n);
    }

    private static PersonName name(int therapist) {
        return new PersonName(InventedPeople.given(therapist + 7), "Inventherapist-" + (char) ('A' + therapist));
    }

    private static LocalDate practisingSince(int therapist) {
        return LocalDate.of(2004 + therapist % 15, 1 + therapist % 12, 1);
    }

    private static List<Qualification> qualifications(int therapist, LocalDate today) {
        List<Style> styles = stylesOf(therapist);
        return styles.stream()
                .map(style -> new Qualification(style,
                        practisingSince(therapist).plusMonths(3L * styles.indexOf(style)),
                        therapist == EXPIRING && style != Style.SWEDISH ? today.plusDays(SOON_DAYS) : null))
                .toList();
    }

    private static List<WeeklyHours> week() {
        return List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                .stream().map(day -> new WeeklyHours(day, OPENS, CLOSES)).toList();
    }
}
