package io.lumbar.infrastructure.projection;

import io.lumbar.application.Scope;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.TherapistId;

/** Keeps a list to a {@link Scope}, as {@link Scope} itself would judge each of its rows. */
public final class Within {
    /**
     * The episodes that a therapist is, or at the end was, responsible for, or gives or gave a session in; none that was
     * entered in error, which has no session either.
     */
    private static final String OWN = "(select episode from projection.episode_v2 where therapist = ?"
            + " and state <> 'VOIDED' union all"
            + " select episode from projection.session_v2"
            + " where therapist = ? and state in ('PLANNED', 'HELD'))";

    private Within() {}

    /** Goes on with what keeps {@code query} to the scope's clinics; {@code condition} has an array of them as its question mark. */
    public static Query clinics(Query query, Scope scope, String condition) {
        return scope.everyClinic()
                ? query
                : query.then("and " + condition, Query.array("uuid", scope.clinics(), ClinicId::value));
    }

    /** Goes on with what keeps {@code query} to the scope's clinics and therapist, told by two columns. */
    public static Query episodes(Query query, Scope scope, String clinic, String episode) {
        clinics(query, scope, clinic + " = any(?)");
        TherapistId own = scope.own();
        return own == null ? query : query.then("and " + episode + " in " + OWN, own.value(), own.value());
    }

    /** Goes on with what keeps {@code query} of entries of the work list to the scope's clinics and therapist. */
    public static Query work(Query query, Scope scope) {
        clinics(query, scope, "clinic_id = any(?)");
        TherapistId own = scope.own();
        return own == null
                ? query
                : query.then("and (episode_id in " + OWN + " or episode_id is null and therapist_id = ?)", own.value(),
                        own.value(), own.value());
    }

    /** Goes on with what keeps {@code query} to clients registered at, or with an episode in, the scope. */
    public static Query clients(Query query, Scope scope, String clinic, String client) {
        if (scope.isEverything()) {
            return query;
        }
        query.then("and (");
        if (scope.own() == null) {
            query.then(clinic + " = any(?) or", Query.array("uuid", scope.clinics(), ClinicId::value));
        }
        query.then(client + " in (select client from projection.episode_v2 where true");
        return episodes(query, scope, "clinic", "episode").then("))");
    }
}
