package io.lumbar.domain.worklist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.Style;
import io.lumbar.domain.therapist.Engagement;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.Therapist.Active;
import io.lumbar.domain.therapist.Therapist.Deactivated;
import io.lumbar.domain.therapist.Therapist.Registered;
import io.lumbar.domain.worklist.Matter.Kind;
import io.lumbar.domain.worklist.Term.Due.ToSee;
import org.jspecify.annotations.Nullable;

/** What falls due in a therapist's record if nothing else happens: certificates that end, at each clinic by its days. */
public final class TherapistTerms {

    /** Days before a certificate's last day from which, and after it until which, it stands on the work list. */
    public static final int EXPIRING_DAYS = 30;

    private TherapistTerms() {}

    /**
     * The terms of {@code therapist}.
     *
     * @param clinics the open ones, with their calendars; others are passed over
     */
    public static List<Term> of(Registered therapist, Map<ClinicId, ClinicTime> clinics) {
        return switch (therapist) {
            case Active active -> of(active.engagement(), clinics);
            case Deactivated _ -> List.of();
        };
    }

    private static List<Term> of(Engagement record, Map<ClinicId, ClinicTime> clinics) {
        var terms = new ArrayList<Term>();
        for (Style style : Style.values()) {
            LocalDate last = lastDay(record, style);
            if (last == null) {
                continue;
            }
            for (ClinicId clinic : record.clinics()) {
                ClinicTime time = clinics.get(clinic);
                if (time != null) {
                    var from = time.startOf(last.minusDays(EXPIRING_DAYS));
                    terms.add(new Term(
                            new ToSee(new Matter(Kind.EXPIRING_QUALIFICATION, clinic, null, null, record.id(), null,
                                    null, style, from, null, last, null, List.of())),
                            from, time.startOf(last.plusDays(EXPIRING_DAYS + 1L))));
                }
            }
        }
        return terms;
    }

    /** Of the certificate for {@code style} that lasts longest; null when there is none, none ends, or it was revoked. */
    private static @Nullable LocalDate lastDay(Engagement record, Style style) {
        List<Qualification> held = record.certificates().counting().stream().filter(each -> each.style() == style)
                .toList();
        if (held.isEmpty() || held.stream().anyMatch(each -> each.expiresOn() == null)) {
            return null;
        }
        Qualification last = held.stream().max(Comparator.comparing(Qualification::expiresOn)).orElseThrow();
        return record.certificates().granted().contains(last) ? last.expiresOn() : null;
    }
}
