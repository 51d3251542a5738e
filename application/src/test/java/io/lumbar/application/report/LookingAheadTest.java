package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.lumbar.application.InMemoryClinic;
import io.lumbar.application.Lookup;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Outlooks.Person;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.outcome.Chronicity;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.report.AnEpisode.CLINIC;
import static io.lumbar.application.report.AnEpisode.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody with chronic pain of 7 from stress. */
class LookingAheadTest {
    private static final Person SOMEBODY = new Person(CLINIC, Chronicity.CHRONIC, 7, Cause.STRESS);
    private static final Scope HERE = new Scope(false, Set.of(CLINIC), null);

    private final List<EpisodeFacts> episodes = new ArrayList<>();

    /** Half of them respond after two sessions, and the others leave after four. */
    private void treated(int howMany, ClinicId clinic, Chronicity chronicity, int baseline, Cause cause) {
        for (int n = 0; n < howMany; n++) {
            episodes.add(AnEpisode.ofSomebody().at(clinic).with(chronicity).baseline(baseline).with(cause).held(4)
                    .pain(n % 2 == 0 ? 1 : baseline, 2).discharged(Reason.CLIENT_CHOICE).facts());
        }
    }

    private Outlook outlook(Person person, Scope scope) {
        return new Outlooks(KnownFacts.of(episodes), new Lookup(new InMemoryClinic())).of(scope, person, null, null);
    }

    @Test
    void describes_what_became_of_thirty_people_who_are_alike() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(20, CLINIC, Chronicity.ACUTE, 8, Cause.STRESS);

        Outlook outlook = outlook(SOMEBODY, HERE);

        assertThat(outlook.widened()).isEmpty();
        assertThat(outlook.matched()).isEqualTo(new Outlook.Matched(CLINIC, Chronicity.CHRONIC, "7-8", Cause.STRESS));
        assertThat(outlook.episodes()).isEqualTo(30);
        assertThat(outlook.medianSessionsToResponse()).isEqualTo(2);
        assertThat(outlook.shares()).extracting(Outlook.Share::share).containsExactly(0.0, 0.5, 0.5, 0.5);
        assertThat(outlook.inWords())
                .isEqualTo("Of 30 people like this one, 50 percent had responded after 4 sessions. "
                        + "Half of them had after 2. This describes what happened to others; it is no promise.");
    }

    @Test
    void gives_likeness_up_in_order_until_there_are_thirty() {
        treated(10, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(10, CLINIC, Chronicity.CHRONIC, 8, Cause.INJURY);
        treated(10, CLINIC, Chronicity.CHRONIC, 5, Cause.INJURY);
        treated(10, CLINIC, Chronicity.ACUTE, 5, Cause.INJURY);

        assertThat(outlook(SOMEBODY, HERE).widened()).containsExactly("cause", "baselineBand");
        assertThat(outlook(SOMEBODY, HERE).matched())
                .isEqualTo(new Outlook.Matched(CLINIC, Chronicity.CHRONIC, null, null));
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(30);
    }

    @Test
    void looks_at_other_clinics_last_and_only_at_those_that_may_be_seen() {
        treated(20, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);
        treated(20, OTHER_CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        assertThat(outlook(SOMEBODY, Scope.EVERYTHING).widened()).containsExactly("cause", "baselineBand", "chronicity",
                "clinic");
        assertThat(outlook(SOMEBODY, Scope.EVERYTHING).episodes()).isEqualTo(40);
        assertThat(outlook(SOMEBODY, HERE).episodes()).isEqualTo(20);
    }

    @Test
    void says_nothing_of_four_and_nothing_wrong_of_nobody() {
        assertThat(outlook(SOMEBODY, HERE).inWords()).isEqualTo("Nobody like this one was treated here.");
        treated(4, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        Outlook outlook = outlook(SOMEBODY, HERE);

        assertThat(outlook.episodes()).isNull();
        assertThat(outlook.shares()).isNull();
        assertThat(outlook.suppressed()).containsExactly("episodes", "shares");
    }

    @Test
    void without_a_baseline_people_of_any_pain_are_alike() {
        treated(30, CLINIC, Chronicity.CHRONIC, 8, Cause.STRESS);

        Outlook outlook = outlook(new Person(CLINIC, Chronicity.CHRONIC, null, Cause.STRESS), HERE);

        assertThat(outlook.widened()).isEmpty();
        assertThat(outlook.matched().baselineBand()).isNull();
    }
}
