package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Session.Changes;
import io.lumbar.domain.episode.Session.CorrectSession;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.Detail;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.mila;

/** The correction of a session that Anna held; what is not said stays as it was. */
public final class ACorrection {

    private final SessionId session;
    private TherapistStanding therapist = anna();
    private ClientStanding client = mila();
    private @Nullable TherapistId other;
    private @Nullable Instant startedAt;
    private @Nullable Integer minutes;
    private @Nullable Style style;
    private @Nullable SessionKind kind;
    private @Nullable List<Area> areas;
    private @Nullable Integer pressure;
    private @Nullable Integer painBefore;
    private @Nullable Integer painAfter;
    private @Nullable String note;
    private @Nullable List<String> reactions;
    private List<Detail> removed = List.of();
    private @Nullable Despite despite;
    private String reason = "wrong line";
    private Instant now = Corrections.FOUND_OUT_AT;

    ACorrection(SessionId session) {
        this.session = session;
    }

    public ACorrection by(TherapistStanding somebody) {
        therapist = somebody;
        other = somebody.therapist();
        return this;
    }

    /** Facts about {@code somebody}, who gave it as was recorded. */
    public ACorrection knowing(TherapistStanding somebody) {
        therapist = somebody;
        return this;
    }

    public ACorrection of(ClientStanding person) {
        client = person;
        return this;
    }

    public ACorrection startedAt(Instant moment) {
        startedAt = moment;
        return this;
    }

    public ACorrection minutes(int length) {
        minutes = length;
        return this;
    }

    public ACorrection style(Style given) {
        style = given;
        return this;
    }

    public ACorrection kind(SessionKind given) {
        kind = given;
        return this;
    }

    public ACorrection areas(Area... treated) {
        areas = List.of(treated);
        return this;
    }

    public ACorrection pressure(int felt) {
        pressure = felt;
        return this;
    }

    public ACorrection pain(@Nullable Integer before, @Nullable Integer after) {
        painBefore = before;
        painAfter = after;
        return this;
    }

    public ACorrection note(String words) {
        note = words;
        return this;
    }

    public ACorrection reactions(String... felt) {
        reactions = List.of(felt);
        return this;
    }

    public ACorrection removing(Detail... details) {
        removed = List.of(details);
        return this;
    }

    public ACorrection because(String words) {
        reason = words;
        return this;
    }

    public ACorrection askedAt(Instant moment) {
        now = moment;
        return this;
    }

    /** A manager records it for {@code words}. */
    public ACorrection despite(String words, SessionRule rule, SessionRule... further) {
        despite = new Despite(rule, List.of(further), new RuleOverride(words, true));
        return this;
    }

    public CorrectSession command() {
        return new CorrectSession(Episodes.EPISODE, session, therapist, client, new Changes(other, startedAt, minutes,
                style, kind, areas, pressure, painBefore, painAfter, note, reactions, removed), reason, despite, now);
    }
}
