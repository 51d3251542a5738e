package io.lumbar.domain.therapist;

import java.time.LocalDate;

import io.lumbar.domain.DirectoryError.QualificationAlreadyGranted;
import io.lumbar.domain.DirectoryError.QualificationNotHeld;
import io.lumbar.domain.DirectoryError.TherapistInactive;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.Style;
import io.lumbar.domain.therapist.TherapistCommand.DeactivateTherapist;
import io.lumbar.domain.therapist.TherapistCommand.GrantQualification;
import io.lumbar.domain.therapist.TherapistCommand.RevokeQualification;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.QualificationRevoked;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.Style.DEEP_TISSUE;
import static io.lumbar.domain.Style.SHIATSU;
import static io.lumbar.domain.therapist.ATherapist.SWEDISH;
import static io.lumbar.domain.therapist.ATherapist.certificate;
import static io.lumbar.domain.therapist.ATherapist.given;
import static io.lumbar.domain.therapist.ATherapist.nobody;
import static io.lumbar.domain.therapist.ATherapist.standing;
import static org.assertj.core.api.Assertions.assertThat;

class CertifyingTherapistTest {

    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);

    @Test
    void a_certificate_is_added() {
        var deep = certificate(DEEP_TISSUE, "2026-03-01", "2028-02-29");
        given().when(grant(deep)).then(new QualificationGranted(ANNA, deep));
        given(grant(deep)).when(grant(deep)).thenNothing();
    }

    @Test
    void one_that_renews_another_may_overlap_it_and_counts_on_from_where_the_other_ends() {
        var first = certificate(SHIATSU, "2024-01-01", "2025-12-31");
        var second = certificate(SHIATSU, "2025-12-01", "2027-12-31");
        var anna = standing(given(grant(first)).when(grant(second)).state());
        assertThat(anna.qualifiedFor(SHIATSU, LocalDate.of(2025, 12, 31))).isTrue();
        assertThat(anna.qualifiedFor(SHIATSU, LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(anna.qualifiedFor(SHIATSU, LocalDate.of(2028, 1, 1))).isFalse();
    }

    @Test
    void the_same_first_day_with_another_end_is_a_contradiction() {
        given().when(grant(certificate(Style.SWEDISH, SWEDISH.certifiedOn().toString(), "2030-01-01")))
                .rejects(new QualificationAlreadyGranted(ANNA, Style.SWEDISH, SWEDISH.certifiedOn()));
    }

    @Test
    void days_far_off_and_an_end_before_the_beginning_are_refused() {
        given().when(grant(certificate(SHIATSU, "1939-12-31", null))).rejectsValueOf("certifiedOn");
        given().when(grant(certificate(SHIATSU, "2026-01-01", "2201-01-01"))).rejectsValueOf("expiresOn");
        given().when(grant(certificate(SHIATSU, "2026-01-02", "2026-01-01"))).rejectsValueOf("expiresOn");
        given().when(revoke(Style.SWEDISH, LocalDate.MAX)).rejectsValueOf("revokedOn");
    }

    @Test
    void a_revoked_style_does_not_count_from_that_day_on_and_did_before() {
        given().when(revoke(Style.SWEDISH, APRIL)).then(new QualificationRevoked(ANNA, Style.SWEDISH, APRIL));
        var anna = standing(given().when(revoke(Style.SWEDISH, APRIL)).state());
        assertThat(anna.qualifiedFor(Style.SWEDISH, APRIL.minusDays(1))).isTrue();
        assertThat(anna.qualifiedFor(Style.SWEDISH, APRIL)).isFalse();
    }

    @Test
    void all_certificates_for_the_style_are_revoked_and_no_others() {
        var renewed = certificate(Style.SWEDISH, "2026-05-01", null);
        var anna = standing(given(grant(renewed), grant(certificate(SHIATSU, "2020-01-01", null)))
                .when(revoke(Style.SWEDISH, APRIL)).state());
        assertThat(anna.qualifications()).containsExactly(
                certificate(Style.SWEDISH, SWEDISH.certifiedOn().toString(), "2026-03-31"),
                certificate(SHIATSU, "2020-01-01", null));
    }

    @Test
    void a_certificate_granted_after_the_revocation_counts() {
        var again = certificate(Style.SWEDISH, "2026-06-01", null);
        var anna = standing(given(revoke(Style.SWEDISH, APRIL)).when(grant(again)).state());
        assertThat(anna.qualifiedFor(Style.SWEDISH, LocalDate.of(2026, 5, 31))).isFalse();
        assertThat(anna.qualifiedFor(Style.SWEDISH, LocalDate.of(2026, 6, 1))).isTrue();
    }

    @Test
    void what_was_revoked_wrongly_counts_as_before_once_it_is_granted_again() {
        var granting = given(revoke(Style.SWEDISH, APRIL)).when(grant(SWEDISH));
        granting.then(new QualificationGranted(ANNA, SWEDISH));
        assertThat(standing(granting.state()).qualifications()).containsExactly(SWEDISH);
        given(revoke(Style.SWEDISH, APRIL), grant(SWEDISH)).when(grant(SWEDISH)).thenNothing();
    }

    @Test
    void what_was_granted_again_is_revoked_again_for_the_same_day() {
        given(revoke(Style.SWEDISH, APRIL), grant(SWEDISH)).when(revoke(Style.SWEDISH, APRIL))
                .then(new QualificationRevoked(ANNA, Style.SWEDISH, APRIL));
    }

    @Test
    void an_earlier_day_may_be_said_later_but_not_a_later_one() {
        given(revoke(Style.SWEDISH, APRIL)).when(revoke(Style.SWEDISH, APRIL)).thenNothing();
        assertThat(given(revoke(Style.SWEDISH, APRIL)).when(revoke(Style.SWEDISH, APRIL.minusDays(5))).accepted())
                .hasSize(1);
        given(revoke(Style.SWEDISH, APRIL)).when(revoke(Style.SWEDISH, APRIL.plusDays(5)))
                .rejects(new QualificationNotHeld(ANNA, Style.SWEDISH, APRIL.plusDays(5)));
    }

    @Test
    void a_style_that_was_never_certified_or_has_expired_is_not_revoked() {
        given().when(revoke(SHIATSU, APRIL)).rejects(new QualificationNotHeld(ANNA, SHIATSU, APRIL));
        given(grant(certificate(SHIATSU, "2020-01-01", "2026-03-31"))).when(revoke(SHIATSU, APRIL))
                .rejects(QualificationNotHeld.class);
    }

    @Test
    void nobody_is_certified_who_is_not_here() {
        var deep = certificate(DEEP_TISSUE, "2026-03-01", null);
        nobody().when(grant(deep)).rejects(new NotFound("therapist", ANNA));
        var left = given(new DeactivateTherapist(ANNA, OPENED_AT, null, OPENED_AT));
        left.when(grant(deep)).rejects(new TherapistInactive(ANNA));
        left.when(revoke(Style.SWEDISH, APRIL)).rejects(new TherapistInactive(ANNA));
    }

    private static GrantQualification grant(Qualification qualification) {
        return new GrantQualification(ANNA, qualification);
    }

    private static RevokeQualification revoke(Style style, LocalDate on) {
        return new RevokeQualification(ANNA, style, on);
    }
}
