package io.lumbar.domain.episode;

import java.time.Instant;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.mila;

/** 45 minutes of structural Swedish massage by Anna on the first day, unless said otherwise. */
public final class AHolding {

    private final SessionId session;
    private boolean planned;
    private TherapistStanding therapist = anna();
    private ClientStanding client = mila();
    private Instant startedAt = Episodes.FIRST_AT;
    private @Nullable Instant now;
    private int minutes = 45;
    private Style style = Style.SWEDISH;
    private List<Area> areas = List.of(Area.LUMBAR, Area.BUTTOCK);
    private @Nullable Integer pressure = 3;
    private @Nullable Integer painBefore = 6;
    private @Nullable Integer painAfter = 4;
    private @Nullable String note = "left side tender";
    private List<String> reactions = List.of("warm feeling");
    private List<Taking> measurements = List.of();
    private @Nullable Despite despite;

    AHolding(SessionId session) {
        this.session = session;
    }

    AHolding planned() {
        planned = true;
        return this;
    }

    public AHolding by(TherapistStanding other) {
        therapist = other;
        return this;
    }

    public AHolding of(ClientStanding person) {
        client = person;
        return this;
    }

    public AHolding startedAt(Instant moment) {
        startedAt = moment;
        return this;
    }

    public AHolding askedAt(Instant moment) {
        now = moment;
        return this;
    }

    public AHolding minutes(int length) {
        minutes = length;
        return this;
    }

    public AHolding style(Style other) {
        style = other;
        return this;
    }

    public AHolding areas(Area... treated) {
        areas = List.of(treated);
        return this;
    }

    public AHolding pressure(@Nullable Integer felt) {
        pressure = felt;
        return this;
    }

    public AHolding pain(@Nullable Integer before, @Nullable Integer after) {
        painBefore = before;
        painAfter = after;
        return this;
    }

    public AHolding note(@Nullable String words) {
        note = words;
        return this;
    }

    public AHolding reactions(String... felt) {
        reactions = List.of(felt);
        return this;
    }

    public AHolding measuring(Taking... takings) {
        measurements = List.of(takings);
        return this;
    }

    /** A manager records it for {@code reason}. */
    public AHolding despite(String reason, SessionRule rule, SessionRule... further) {
        return despite(new Despite(rule, List.of(further), new RuleOverride(reason, true)));
    }

    public AHolding despite(@Nullable Despite rules) {
        despite = rules;
        return this;
    }

    public HoldSession command() {
        return new HoldSession(Episodes.EPISODE, session, planned, therapist, client, startedAt, minutes, style,
                SessionKind.STRUCTURAL, areas, pressure, painBefore, painAfter, note, reactions, measurements, despite,
                now == null ? Episodes.later(startedAt) : now);
    }
}
