package io.lumbar.application.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.lumbar.application.Desk;
import io.lumbar.application.Recorded;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeError.ConsentMissing;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.CancelledBy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Desk.NOW;
import static io.lumbar.application.Desk.given;
import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.Desk.request;
import static org.assertj.core.api.Assertions.assertThat;

/** When the consent to treatment is withdrawn, planned sessions after it are cancelled and none is planned. */
class WithdrawingConsentTest {

    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    private final Desk desk = new Desk();
    private EpisodeId episode;
    private ClientId client;
    private SessionId past;
    private SessionId ahead;

    @BeforeEach
    void plan() {
        episode = desk.treatedBy(desk.therapist("A1"));
        client = desk.standing(episode).course().client();
        past = desk.planned(episode, YESTERDAY, null);
        ahead = desk.planned(episode, TOMORROW, null);
    }

    @Test
    void planned_sessions_after_the_withdrawal_are_cancelled_in_the_clients_name() {
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.TREATMENT, null);
        assertThat(session(ahead)).isInstanceOfSatisfying(Session.Cancelled.class,
                cancelled -> assertThat(cancelled.by()).isEqualTo(CancelledBy.CLIENT));
        assertThat(history().getLast().actor()).isEqualTo(request().actor());
    }

    @Test
    void one_before_it_stays_and_may_still_be_recorded() {
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.TREATMENT, null);
        assertThat(session(past)).isInstanceOf(Session.Planned.class);
        desk.sessions.holdPlanned(request(), episode, past, given(null, YESTERDAY));
        assertThat(session(past)).isInstanceOf(Session.Held.class);
    }

    @Test
    void a_withdrawal_for_a_time_before_reaches_back() {
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.TREATMENT, YESTERDAY.minusSeconds(60));
        assertThat(session(past)).isInstanceOf(Session.Cancelled.class);
        assertThat(refusal(() -> desk.sessions.holdUnplanned(request(), episode, given(null, YESTERDAY))))
                .isEqualTo(new ConsentMissing(client, YESTERDAY));
    }

    @Test
    void none_is_planned_until_it_is_given_anew() {
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.TREATMENT, null);
        Instant later = TOMORROW.plusSeconds(86_400);
        assertThat(refusal(() -> desk.planned(episode, later, null))).isEqualTo(new ConsentMissing(client, later));
        desk.clients.giveConsent(request(), client,
                new Clients.Agreed(Consent.Purpose.TREATMENT, "v2", NOW.plusSeconds(1)));
        desk.planned(episode, later, null);
    }

    @Test
    void another_purpose_and_another_client_are_not_touched() {
        EpisodeId other = desk.treatedBy(desk.therapist("B2"));
        SessionId theirs = desk.planned(other, TOMORROW, null);
        desk.clients.giveConsent(request(), client, new Clients.Agreed(Consent.Purpose.RESEARCH, "v1", null));
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.RESEARCH, null);
        assertThat(session(ahead)).isInstanceOf(Session.Planned.class);
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.TREATMENT, null);
        assertThat(desk.standing(other).course().session(theirs)).isInstanceOf(Session.Planned.class);
    }

    @Test
    void what_a_process_left_undone_is_done_later_and_once() {
        desk.books.decide(new WithdrawConsent(client, Consent.Purpose.TREATMENT, NOW, NOW), request(),
                client.value());
        assertThat(session(ahead)).isInstanceOf(Session.Planned.class);
        desk.consents.catchUp();
        assertThat(session(ahead)).isInstanceOf(Session.Cancelled.class);
        assertThat(history().getLast().actor()).isEqualTo("policy:consent");
        int events = history().size();
        desk.consents.catchUp();
        assertThat(history()).hasSize(events);
    }

    @Test
    void a_session_planned_after_the_consent_was_given_anew_is_not_cancelled_for_the_old_withdrawal() {
        desk.clients.withdrawConsent(request(), client, Consent.Purpose.TREATMENT, NOW.minusSeconds(60));
        desk.clients.giveConsent(request(), client, new Clients.Agreed(Consent.Purpose.TREATMENT, "v2", null));
        SessionId anew = desk.planned(episode, TOMORROW, null);
        desk.consents.catchUp();
        assertThat(session(anew)).isInstanceOf(Session.Planned.class);
    }

    private Session session(SessionId id) {
        return desk.standing(episode).course().session(id);
    }

    private List<Recorded<?>> history() {
        return desk.books.history(StreamId.of(episode));
    }
}
