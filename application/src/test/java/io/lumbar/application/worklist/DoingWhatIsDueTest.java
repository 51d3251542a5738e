package io.lumbar.application.worklist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Decisions;
import io.lumbar.application.Desk;
import io.lumbar.application.Ids;
import io.lumbar.application.InMemoryBoard;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Recorded;
import io.lumbar.application.Scope;
import io.lumbar.application.Sight;
import io.lumbar.application.worklist.WorkList.State;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.worklist.Matter.Kind;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Desk.NOW;
import static io.lumbar.application.Desk.given;
import static io.lumbar.application.Desk.refusal;
import static io.lumbar.application.Desk.request;
import static org.assertj.core.api.Assertions.assertThat;

/** What the clinic does by itself, in a year that passes in a moment. */
class DoingWhatIsDueTest {

    private final Desk desk = new Desk();
    private final InMemoryBoard board = new InMemoryBoard(desk.books);
    private final List<StreamId> troubles = new ArrayList<>();
    private Instant now = NOW;
    private long ids = 1_000_000;
    private final Ids next = () -> new UUID(8, ++ids);
    private final Policies policies = policies(desk.books);
    private final WorkEntries entries = new WorkEntries(desk.books, desk.books, board,
            new Sight(desk.books, desk.books), next,
            Clock.fixed(NOW, ZoneOffset.UTC));

    private Policies policies(Decisions decisions) {
        return new Policies(decisions, desk.books, board, board, next, () -> now,
                (stream, _) -> troubles.add(stream));
    }

    @Test
    void a_client_who_stays_away_is_on_the_list_then_lost_and_then_asked_four_times_in_vain() {
        EpisodeId episode = treated(1);
        run();
        assertThat(open()).isEmpty();
        pass(61);
        assertThat(open()).containsExactly(Kind.LAPSE_CANDIDATE);
        pass(30);
        assertThat(desk.standing(episode)).isInstanceOfSatisfying(CareEpisode.Discharged.class,
                lost -> assertThat(lost.reason()).isEqualTo(Discharge.Reason.LOST_TO_FOLLOW_UP));
        assertThat(open()).isEmpty();
        assertThat(last(episode).actor()).isEqualTo(Policies.ACTOR);
        pass(64);
        assertThat(missed(episode)).isEqualTo(1);
        assertThat(open()).containsExactly(Kind.MISSED_FOLLOW_UP);
        pass(365);
        assertThat(missed(episode)).isEqualTo(4);
        assertThat(troubles).isEmpty();
    }

    @Test
    void nobody_is_lost_who_comes_back_in_time() {
        EpisodeId episode = treated(1);
        pass(61);
        desk.sessions.plan(request(), episode, NOW.plus(Duration.ofDays(70)), 45, Style.SWEDISH, null, null);
        run();
        assertThat(open()).isEmpty();
        pass(60);
        assertThat(desk.standing(episode)).isInstanceOf(CareEpisode.InTreatment.class);
    }

    @Test
    void what_was_done_does_not_come_back_and_what_stopped_comes_back_with_its_cause() {
        EpisodeId episode = treated(1);
        pass(61);
        WorkEntryId candidate = entry(Kind.LAPSE_CANDIDATE);
        var plan = new SessionId(desk.sessions
                .plan(request(), episode, NOW.plus(Duration.ofDays(70)), 45, Style.SWEDISH, null, null).resource());
        run();
        assertThat(state(candidate)).isEqualTo(State.CLOSED);
        desk.sessions.cancel(request(), episode, plan, CancelledBy.CLIENT, null);
        run();
        assertThat(state(candidate)).isEqualTo(State.WAITING);
        entries.finish(request(), candidate, "will call in spring");
        pass(10);
        assertThat(open()).isEmpty();
        assertThat(state(candidate)).isEqualTo(State.DONE);
        pass(30);
        assertThat(state(candidate)).isEqualTo(State.DONE);
    }

    @Test
    void an_intake_that_waits_and_a_measurement_that_is_due() {
        EpisodeId waiting = desk.waitingEpisode();
        treated(3);
        run();
        assertThat(open()).containsExactly(Kind.FUNCTION_MEASUREMENT_DUE);
        pass(11);
        assertThat(open()).containsExactlyInAnyOrder(Kind.FUNCTION_MEASUREMENT_DUE, Kind.STALLED_INTAKE);
        desk.episodes.decline(request(), waiting, "no answer");
        run();
        assertThat(open()).containsExactly(Kind.FUNCTION_MEASUREMENT_DUE);
    }

    @Test
    void certificates_that_end_and_sessions_that_lose_theirs() {
        TherapistId anna = desk.therapist("A1");
        EpisodeId episode = desk.treatedBy(anna);
        desk.planned(episode, NOW.plus(Duration.ofDays(3)), null);
        desk.therapists.grant(request(), anna, new Qualification(Style.SPORTS, LocalDate.of(2026, 1, 1),
                LocalDate.of(2027, 1, 31)));
        run();
        assertThat(open()).isEmpty();
        desk.therapists.revoke(request(), anna, Style.SWEDISH, LocalDate.of(2026, 11, 24));
        run();
        assertThat(open()).containsExactly(Kind.UNQUALIFIED_SESSION);
        pass(4);
        assertThat(open()).isEmpty();
        pass(40);
        assertThat(open()).containsExactly(Kind.EXPIRING_QUALIFICATION);
        desk.therapists.grant(request(), anna, new Qualification(Style.SPORTS, LocalDate.of(2027, 2, 1),
                LocalDate.of(2029, 1, 31)));
        run();
        assertThat(open()).isEmpty();
    }

    @Test
    void doing_it_again_from_the_beginning_does_nothing_twice() {
        EpisodeId episode = treated(3);
        pass(61);
        pass(40);
        pass(80);
        long recorded = recorded();
        assertThat(missed(episode)).isEqualTo(1);
        for (int again = 0; again < 3; again++) {
            board.forget();
            run();
            run();
        }
        assertThat(recorded()).isEqualTo(recorded);
    }

    @Test
    void who_looked_before_the_client_came_back_discharges_nobody() {
        EpisodeId episode = treated(1);
        Policies overtaken = policies((command, request, resource) -> {
            if (command instanceof DischargeEpisode) {
                desk.sessions.plan(request(), episode, NOW.plus(Duration.ofDays(1)), 45, Style.SWEDISH, null, null);
            }
            return desk.books.decide(command, request, resource);
        });
        now = NOW.plus(Duration.ofDays(100));
        overtaken.run(() -> true);
        assertThat(desk.standing(episode)).isInstanceOf(CareEpisode.InTreatment.class);
    }

    @Test
    void a_record_that_fails_keeps_no_other_from_its_turn_and_has_its_own_later() {
        EpisodeId broken = treated(1);
        EpisodeId other = treated(1);
        var failing = new boolean[]{true};
        Policies policies = policies((command, request, resource) -> {
            if (failing[0] && command.stream().equals(StreamId.of(broken))) {
                throw new IllegalStateException("broken");
            }
            return desk.books.decide(command, request, resource);
        });
        now = NOW.plus(Duration.ofDays(100));
        policies.run(() -> true);
        assertThat(desk.standing(other)).isInstanceOf(CareEpisode.Discharged.class);
        assertThat(desk.standing(broken)).isInstanceOf(CareEpisode.InTreatment.class);
        assertThat(troubles).containsExactly(StreamId.of(broken));
        failing[0] = false;
        policies.run(() -> true);
        assertThat(desk.standing(broken)).isInstanceOf(CareEpisode.InTreatment.class);
        now = now.plus(Duration.ofHours(1));
        policies.run(() -> true);
        assertThat(desk.standing(broken)).isInstanceOf(CareEpisode.Discharged.class);
    }

    @Test
    void it_stops_when_the_application_ends_and_what_is_left_is_done_by_the_next() {
        EpisodeId one = treated(1);
        EpisodeId other = treated(1);
        now = NOW.plus(Duration.ofDays(100));
        policies.run(() -> false);
        assertThat(List.of(desk.standing(one), desk.standing(other)))
                .allSatisfy(each -> assertThat(each).isInstanceOf(CareEpisode.InTreatment.class));
        run();
        assertThat(List.of(desk.standing(one), desk.standing(other)))
                .allSatisfy(each -> assertThat(each).isInstanceOf(CareEpisode.Discharged.class));
    }

    @Test
    void nobody_is_overtaken_who_is_still_writing_it_down() {
        Instant writing = NOW.plus(Duration.ofDays(100));
        desk.books.recordFrom(writing);
        EpisodeId episode = treated(1);
        now = writing.plus(Duration.ofHours(23));
        run();
        assertThat(desk.standing(episode)).isInstanceOf(CareEpisode.InTreatment.class);
        now = writing.plus(Duration.ofHours(25));
        run();
        assertThat(desk.standing(episode)).isInstanceOf(CareEpisode.Discharged.class);
    }

    @Test
    void claims_are_refused_to_others_and_unknown_entries_to_all() {
        treated(3);
        run();
        WorkEntryId due = entry(Kind.FUNCTION_MEASUREMENT_DUE);
        entries.claim(request(), due);
        assertThat(state(due)).isEqualTo(State.CLAIMED);
        assertThat(Objects.requireNonNull(entries.entry(Scope.EVERYTHING, due).item().by()))
                .isEqualTo(request().actor());
        entries.release(request(), due);
        assertThat(state(due)).isEqualTo(State.WAITING);
        var unknown = new WorkEntryId(new UUID(3, 3));
        assertThat(refusal(() -> entries.claim(request(), unknown)).code()).isEqualTo("not-found");
    }

    /** Treated by Anna, with so many sessions on the last days. */
    private EpisodeId treated(int sessions) {
        TherapistId anna = desk.therapist("L" + ++ids);
        EpisodeId episode = desk.treatedBy(anna);
        for (int n = sessions; n > 0; n--) {
            desk.sessions.holdUnplanned(request(), episode, given(null, NOW.minus(Duration.ofDays(n))));
        }
        return episode;
    }

    private void run() {
        policies.run(() -> true);
    }

    /** Days pass, one look a day. */
    private void pass(int days) {
        for (int day = 0; day < days; day++) {
            now = now.plus(Duration.ofDays(1));
            run();
        }
        run();
    }

    private List<Kind> open() {
        return board.find(filter(), new PageRequest(200, null, null, Scope.EVERYTHING)).items().stream()
                .map(item -> item.matter().kind()).toList();
    }

    private WorkEntryId entry(Kind kind) {
        return board.find(filter(), new PageRequest(200, null, null, Scope.EVERYTHING)).items().stream()
                .filter(item -> item.matter().kind() == kind).findFirst().orElseThrow().id();
    }

    private static WorkList.Filter filter() {
        return new WorkList.Filter(Set.of(), Set.of(), EnumSet.of(State.WAITING, State.CLAIMED), Set.of(), Set.of(),
                Set.of());
    }

    private State state(WorkEntryId entry) {
        return entries.entry(Scope.EVERYTHING, entry).item().state();
    }

    private long missed(EpisodeId episode) {
        return desk.standing(episode).course().followUps().values().stream().filter(FollowUp.Missed.class::isInstance)
                .count();
    }

    private Recorded<?> last(EpisodeId episode) {
        return desk.books.history(StreamId.of(episode)).getLast();
    }

    private long recorded() {
        return desk.books.streams().keySet().stream().mapToLong(stream -> desk.books.history(stream).size()).sum();
    }
}
