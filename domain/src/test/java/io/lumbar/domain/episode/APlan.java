package io.lumbar.domain.episode;

import java.time.Instant;

import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.therapist.TherapistStanding;

import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.mila;

/** A plan for 50 minutes of structural Swedish massage with Anna, unless said otherwise. */
public final class APlan {

    private final SessionId session;
    private final Instant start;
    private TherapistStanding therapist = anna();
    private ClientStanding client = mila();
    private int minutes = 50;
    private Style style = Style.SWEDISH;
    private Instant now = Episodes.ASSIGNED_AT;

    APlan(SessionId session, Instant start) {
        this.session = session;
        this.start = start;
    }

    public APlan with(TherapistStanding other) {
        therapist = other;
        return this;
    }

    public APlan of(ClientStanding person) {
        client = person;
        return this;
    }

    public APlan minutes(int length) {
        minutes = length;
        return this;
    }

    public APlan style(Style other) {
        style = other;
        return this;
    }

    public APlan askedAt(Instant moment) {
        now = moment;
        return this;
    }

    public PlanSession command() {
        return new PlanSession(Episodes.EPISODE, session, therapist, client, start, minutes, style,
                SessionKind.STRUCTURAL, now);
    }
}
