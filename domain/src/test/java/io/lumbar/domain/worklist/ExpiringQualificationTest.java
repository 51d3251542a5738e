package io.lumbar.domain.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.Style;
import io.lumbar.domain.therapist.ATherapist;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.Therapist;
import io.lumbar.domain.therapist.TherapistCommand;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.GrantQualification;
import io.lumbar.domain.therapist.TherapistCommand.RevokeQualification;
import io.lumbar.domain.therapist.TherapistDecider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

/** A certificate that ends is on the work list of every clinic at which the therapist works, by that clinic's days. */
class ExpiringQualificationTest {

    private static final Map<ClinicId, ClinicTime> CLINICS = Map.of(CLINIC, new ClinicTime(ZONE), OTHER_CLINIC,
            new ClinicTime(ZoneId.of("America/New_York")));
    private static final GrantQualification UNTIL_LEAP_DAY = grant("2026-03-01", "2028-02-29");

    @Test
    void from_thirty_days_before_its_last_day_until_thirty_after_by_the_days_of_each_clinic() {
        var terms = terms(UNTIL_LEAP_DAY);
        assertThat(at(terms, "2028-01-29T22:59:59Z")).isEmpty();
        assertThat(at(terms, "2028-01-29T23:00:00Z")).containsExactly(CLINIC);
        assertThat(at(terms, "2028-01-30T05:00:00Z")).containsExactlyInAnyOrder(CLINIC, OTHER_CLINIC);
        assertThat(at(terms, "2028-03-30T21:59:59Z")).contains(CLINIC);
        assertThat(at(terms, "2028-03-30T22:00:00Z")).containsExactly(OTHER_CLINIC);
        assertThat(at(terms, "2028-03-31T04:00:00Z")).isEmpty();
    }

    @Test
    void not_when_it_is_renewed_or_was_revoked_or_the_therapist_has_left() {
        assertThat(at(terms(UNTIL_LEAP_DAY, grant("2028-02-01", "2030-01-31")), "2028-02-20T12:00:00Z")).isEmpty();
        assertThat(at(terms(UNTIL_LEAP_DAY, grant("2028-02-01", null)), "2028-02-20T12:00:00Z")).isEmpty();
        assertThat(at(terms(UNTIL_LEAP_DAY,
                new RevokeQualification(ANNA, Style.SPORTS, LocalDate.of(2028, 2, 15))), "2028-02-20T12:00:00Z"))
                .isEmpty();
        assertThat(at(terms(UNTIL_LEAP_DAY, new DeactivateTherapist(ANNA, OPENED_AT, null, OPENED_AT)),
                "2028-02-20T12:00:00Z")).isEmpty();
        assertThat(TherapistTerms.of(anna(UNTIL_LEAP_DAY), Map.of())).isEmpty();
    }

    @Test
    void each_style_last_day_and_clinic_has_an_entry_of_its_own() {
        assertThat(terms(UNTIL_LEAP_DAY).stream().map(term -> ((Term.Due.ToSee) term.what()).matter().entry()))
                .doesNotHaveDuplicates().hasSize(2);
    }

    private static List<Term> terms(TherapistCommand... asked) {
        return TherapistTerms.of(anna(asked), CLINICS);
    }

    private static List<ClinicId> at(List<Term> terms, String now) {
        return Prospect.at(Instant.parse(now), terms).matters().stream().map(Matter::clinic).toList();
    }

    private static Therapist.Registered anna(TherapistCommand... asked) {
        return (Therapist.Registered) new TherapistDecider().replay(ATherapist.events(asked));
    }

    private static GrantQualification grant(String from, @Nullable String to) {
        return new GrantQualification(ANNA, new Qualification(Style.SPORTS, LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to)));
    }
}
