package io.lumbar.application;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.IdempotencyKeyReused;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.DomainError.StaleVersion;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.application.Receipt.Outcome.RECORDED;
import static io.lumbar.application.Receipt.Outcome.UNCHANGED;
import static io.lumbar.application.Told.expecting;
import static io.lumbar.application.Told.request;
import static io.lumbar.application.Told.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every implementation of {@link Decisions} and {@link Records} keeps. */
public abstract class DecidingContract {
    protected final Told told = new Told();

    protected abstract Decisions decisions();

    protected abstract Records records();

    @Test
    void what_was_decided_stands_at_once_and_the_answer_tells_its_version() {
        UUID resource = UUID.randomUUID();
        Receipt receipt = decisions().decide(told.openClinic(), request(), resource);
        assertThat(receipt.resource()).isEqualTo(resource);
        assertThat(receipt.version()).isZero();
        assertThat(receipt.position()).isNotNull();
        assertThat(receipt.outcome()).isEqualTo(RECORDED);
        assertThat(records().clinic(told.clinic).state()).isInstanceOf(Clinic.Open.class);
        assertThat(records().clinic(told.clinic).version()).isZero();
    }

    @Test
    void what_is_unknown_stands_at_its_beginning() {
        assertThat(records().clinic(told.clinic)).isEqualTo(new Versioned<>(new Clinic.Unopened(), -1));
        assertThat(records().episode(told.episode)).isEqualTo(new Versioned<>(new CareEpisode.NotOpened(), -1));
        assertThat(records().history(StreamId.of(told.clinic))).isEmpty();
    }

    @Test
    void a_repeated_command_records_nothing() {
        decide(told.openClinic());
        Receipt repeated = decisions().decide(told.openClinic(), request(), told.clinic.value());
        assertThat(repeated).isEqualTo(new Receipt(told.clinic.value(), 0, null, UNCHANGED));
        assertThat(history()).hasSize(1);
    }

    @Test
    void a_refusal_comes_through_as_it_is_and_nothing_is_recorded() {
        assertRefused(() -> decide(told.openClinic(""))).isInstanceOf(InvalidValue.class);
        assertThat(history()).isEmpty();
        decide(told.openClinic());
        assertRefused(() -> decide(told.openClinic("Another"))).isEqualTo(new AlreadyExists("clinic", told.clinic));
        assertThat(history()).hasSize(1);
    }

    @Test
    void a_refused_first_command_does_not_hold_up_the_next() {
        assertRefused(() -> decide(told.openClinic("")));
        assertThat(decide(told.openClinic()).outcome()).isEqualTo(RECORDED);
    }

    @Test
    void a_version_that_does_not_stand_is_refused() {
        decide(told.openClinic());
        assertRefused(() -> decisions().decide(told.openClinic(), expecting(1), told.clinic.value()))
                .isEqualTo(new StaleVersion(1, 0));
        assertThat(decisions().decide(told.openClinic(), expecting(0), told.clinic.value()).outcome())
                .isEqualTo(UNCHANGED);
    }

    @Test
    void of_what_is_unknown_the_rules_speak_before_the_version_does() {
        assertRefused(() -> decisions().decide(told.openClinic(""), expecting(3), told.clinic.value()))
                .isInstanceOf(InvalidValue.class);
        assertRefused(() -> decisions().decide(told.openClinic(), expecting(3), told.clinic.value()))
                .isEqualTo(new StaleVersion(3, -1));
        assertThat(history()).isEmpty();
    }

    @Test
    void what_lies_outside_the_scope_is_refused_as_if_it_were_not_there() {
        treat();
        var session = new SessionId(UUID.randomUUID());
        Command plan = told.plan(session, 1);
        long before = records().episode(told.episode).version();
        for (Scope scope : List.of(new Scope(false, Set.of(), null),
                new Scope(false, Set.of(new ClinicId(UUID.randomUUID())), null),
                new Scope(true, Set.of(), new TherapistId(UUID.randomUUID())))) {
            assertRefused(() -> decisions().decide(plan, within(scope, null), session.value()))
                    .isEqualTo(new NotFound("episode", told.episode));
            assertRefused(() -> decisions().decide(plan, within(scope, 77L), session.value()))
                    .isEqualTo(new NotFound("episode", told.episode));
        }
        assertThat(records().episode(told.episode).version()).isEqualTo(before);

        assertThat(decisions().decide(plan, within(new Scope(false, Set.of(told.clinic), told.therapist), null),
                session.value()).outcome()).isEqualTo(RECORDED);
    }

    private static Request within(Scope scope, @Nullable Long version) {
        return new Request("account:x", UUID.randomUUID(), version, null, false, scope);
    }

    @Test
    void the_same_key_and_body_get_the_first_answer_again() {
        Receipt first = decisions().decide(told.openClinic(), under("k", "body"), UUID.randomUUID());
        Receipt again = decisions().decide(told.openClinic(), under("k", "body"), UUID.randomUUID());
        assertThat(again).isEqualTo(first);
        assertThat(history()).hasSize(1);
    }

    @Test
    void a_repeat_that_is_refused_by_what_it_did_itself_gets_the_first_answer_too() {
        treat();
        var session = new SessionId(UUID.randomUUID());
        Receipt first = decisions().decide(told.plan(session, 1), under("k", "body"), session.value());
        assertRefused(() -> decide(told.plan(session, 2)));
        assertThat(decisions().decide(told.plan(session, 2), under("k", "body"), session.value())).isEqualTo(first);
    }

    @Test
    void an_unchanged_answer_is_kept_under_its_key() {
        decide(told.openClinic());
        Receipt first = decisions().decide(told.openClinic(), under("k", "body"), told.clinic.value());
        assertThat(first.outcome()).isEqualTo(UNCHANGED);
        assertRefused(() -> decisions().decide(told.openClinic(), under("k", "other"), told.clinic.value()))
                .isEqualTo(new IdempotencyKeyReused());
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        decisions().decide(told.openClinic(), under("k", "body"), told.clinic.value());
        var other = new Told();
        assertRefused(() -> decisions().decide(other.openClinic(), under("k", "other"), other.clinic.value()))
                .isEqualTo(new IdempotencyKeyReused());
        assertThat(records().history(StreamId.of(other.clinic))).isEmpty();
    }

    @Test
    void a_refused_request_does_not_use_up_its_key() {
        assertRefused(() -> decisions().decide(told.openClinic(""), under("k", "bad"), told.clinic.value()));
        assertThat(decisions().decide(told.openClinic(), under("k", "good"), told.clinic.value()).outcome())
                .isEqualTo(RECORDED);
    }

    @Test
    void the_history_tells_every_event_in_order_with_who_recorded_it() {
        treat();
        List<Recorded<?>> history = records().history(StreamId.of(told.episode));
        assertThat(history).extracting(Recorded::version).isEqualTo(List.of(0L, 1L, 2L, 3L));
        assertThat(history).extracting(Recorded::actor).containsOnly("u-1");
        assertThat(history).extracting(each -> each.event().getClass().getSimpleName())
                .containsExactly("EpisodeOpened", "ScreeningRecorded", "MeasurementRecorded", "TherapistAssigned");
        assertThat(history).extracting(Recorded::recordedAt).isSorted();
        assertThat(records().episode(told.episode).version()).isEqualTo(3);
        assertThat(records().episode(told.episode).state()).isInstanceOf(CareEpisode.InTreatment.class);
    }

    @Test
    void several_histories_are_told_as_each_is_alone() {
        treat();
        var unknown = StreamId.of(new Told().clinic);
        List<StreamId> streams = List.of(StreamId.of(told.episode), unknown, StreamId.of(told.therapist));
        Map<StreamId, List<Recorded<?>>> histories = records().histories(streams);
        assertThat(histories).containsOnlyKeys(streams.getFirst(), streams.getLast());
        histories.forEach((stream, history) -> assertThat(history).isEqualTo(records().history(stream)));
    }

    /** A clinic, therapist and client, and an episode in treatment. */
    protected final void treat() {
        decide(told.openClinic());
        decide(told.registerTherapist("NL-" + told.therapist.value()));
        decide(told.registerClient());
        decide(told.openEpisode());
        decide(told.assign());
    }

    protected final Receipt decide(Command command) {
        return decisions().decide(command, request(), command.stream().id());
    }

    private List<Recorded<?>> history() {
        return records().history(StreamId.of(told.clinic));
    }

    protected static AbstractObjectAssert<?, ?> assertRefused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(Rejected.class).extracting(e -> ((Rejected) e).error());
    }
}
