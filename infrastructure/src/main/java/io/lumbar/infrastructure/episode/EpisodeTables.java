package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.domain.Cause;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.CodesToClear;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.ScreeningLevel;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.SessionRule;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.infrastructure.projection.Copy;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Versions.Version;
import org.jspecify.annotations.Nullable;

import static io.lumbar.infrastructure.projection.Query.instant;
import static java.util.stream.Collectors.toMap;

/** The rows of episodes and sessions, read and written for many episodes at once. */
final class EpisodeTables {
    static final String EPISODE = "projection.episode_v1";
    static final String EPISODE_FACT = "projection.episode_fact_v1";
    static final String SESSION_FACT = "projection.session_fact_v1";

    private static final String EPISODE_COLUMNS = "episode, client, clinic, therapist, version, recorded_at, opened_at,"
            + " last_held_at, next_planned, ended_at, cleared_at, opened_on, held,"
            + " baseline_nprs, baseline_measurement, cleared, zone, state, end_reason, chronicity, age_band, sex, causes, continued,"
            + " to_clear, to_clear_since, intake_codes, intake_levels";
    private static final String EPISODE_FACT_COLUMNS = "episode, client, clinic, therapist, first_therapist,"
            + " recorded_from, recorded_to, opened_at, opened_on, ended_on, held, baseline_nprs, baseline_band,"
            + " first_style, first_kind, state, end_reason, chronicity, age_band, sex, primary_cause, causes,"
            + " continued";
    private static final String SESSION_FACT_COLUMNS = "episode, session, client, clinic, therapist, recorded_from,"
            + " recorded_to, start_at, end_at, on_date, planned, state, cancelled_by, style, kind, breached";

    private static final Map<String, AgeBand> AGE_BANDS = Stream.of(AgeBand.values())
            .collect(toMap(AgeBand::label, band -> band));

    private final Connection transaction;
    private final Copy episodes = new Copy(EPISODE, EPISODE_COLUMNS);
    private final Copy episodeFacts = new Copy(EPISODE_FACT, EPISODE_FACT_COLUMNS);
    private final Copy sessionFacts = new Copy(SESSION_FACT, SESSION_FACT_COLUMNS);
    private final List<UUID> replaced = new ArrayList<>();
    private final Ends episodeEnds = new Ends();
    private final Ends sessionEnds = new Ends();

    EpisodeTables(Connection transaction) {
        this.transaction = transaction;
    }

    /** Versions that end, by the id of what they are about. */
    private static final class Ends {
        private final List<UUID> episodes = new ArrayList<>();
        private final List<UUID> ids = new ArrayList<>();
        private final List<Instant> moments = new ArrayList<>();

        void add(UUID episode, UUID id, Instant moment) {
            episodes.add(episode);
            ids.add(id);
            moments.add(moment);
        }

        Object[] arrays() {
            return new Object[]{Query.array("uuid", episodes, id -> id), Query.array("uuid", ids, id -> id),
                    Query.array("timestamptz", moments, Instant::toString)};
        }
    }

    /** The episodes as they stand, with all their sessions; those without rows are left out. */
    Map<UUID, EpisodeFold> load(Collection<UUID> ids) throws SQLException {
        var folds = new HashMap<UUID, EpisodeFold>();
        if (ids.isEmpty()) {
            return folds;
        }
        new Query("select " + EPISODE_COLUMNS + " from " + EPISODE + " where episode = any(?)", uuids(ids))
                .list(transaction, EpisodeTables::fold).forEach(fold -> folds.put(fold.id, fold));
        if (!folds.isEmpty()) {
            openSessions(folds.keySet()).forEach((episode, sessions) -> at(folds, episode).sessions.putAll(sessions));
        }
        return folds;
    }

    /** The last version that was applied to each episode; those without rows are left out. */
    Map<UUID, Long> versions(Collection<UUID> ids) throws SQLException {
        var versions = new HashMap<UUID, Long>();
        new Query("select episode, version from " + EPISODE + " where episode = any(?)", uuids(ids))
                .list(transaction, row -> Map.entry(uuid(row, "episode"), row.getLong("version")))
                .forEach(found -> versions.put(found.getKey(), found.getValue()));
        return versions;
    }

    /** The present version of every session, by episode and session. */
    Map<UUID, Map<UUID, SessionFact>> openSessions(Collection<UUID> ids) throws SQLException {
        var sessions = new HashMap<UUID, Map<UUID, SessionFact>>();
        new Query("select " + SESSION_FACT_COLUMNS + " from " + SESSION_FACT
                + " where episode = any(?) and recorded_to = 'infinity'", uuids(ids))
                .list(transaction, row -> Map.entry(uuid(row, "episode"), session(row)))
                .forEach(found -> sessions.computeIfAbsent(found.getKey(), _ -> new HashMap<>())
                        .put(found.getValue().session(), found.getValue()));
        return sessions;
    }

    /**
     * Takes back what was recorded at {@code moments}, so that the versions before stand again: the rest of an append
     * that was cut in two is added to its beginning as if it had come whole.
     */
    void takeBack(Map<UUID, Instant> moments) throws SQLException {
        takeBack(transaction, EPISODE_FACT, moments);
        takeBack(transaction, SESSION_FACT, moments);
    }

    /** In one table of facts. */
    static void takeBack(Connection transaction, String table, Map<UUID, Instant> moments) throws SQLException {
        Object ids = uuids(moments.keySet());
        Object times = Query.array("timestamptz", moments.values(), Instant::toString);
        new Query("delete from " + table + " t using unnest(?::uuid[], ?::timestamptz[]) u(episode, moment)"
                + " where t.episode = u.episode and t.recorded_from = u.moment", ids, times).update(transaction);
        new Query("update " + table + " t set recorded_to = 'infinity'"
                + " from unnest(?::uuid[], ?::timestamptz[]) u(episode, moment)"
                + " where t.episode = u.episode and t.recorded_to = u.moment", ids, times).update(transaction);
    }

    /** The present version of each episode's facts; those without any are left out. */
    Map<UUID, EpisodeFact> openFacts(Collection<UUID> ids, Map<UUID, EpisodeFold> folds) throws SQLException {
        var facts = new HashMap<UUID, EpisodeFact>();
        new Query("select " + EPISODE_FACT_COLUMNS + " from " + EPISODE_FACT
                + " where episode = any(?) and recorded_to = 'infinity'", uuids(ids)).list(transaction,
                        row -> Map.entry(uuid(row, "episode"),
                                fact(row, at(folds, uuid(row, "episode")).opening().zone())))
                .forEach(found -> facts.put(found.getKey(), found.getValue()));
        return facts;
    }

    void replace(EpisodeFold fold) {
        EpisodeFact fact = fold.fact();
        EpisodeFact.Opening opening = fact.opening();
        replaced.add(fold.id);
        episodes.row(fold.id, opening.client(), opening.clinic(), fold.therapist, fold.version, fold.recordedAt,
                opening.at(), fold.lastHeldAt(), fold.nextPlannedAt(), fold.endedAt, fold.medical.clearedAt(),
                opening.on(), fact.held(), fold.baselineNprs, fold.baselineMeasurement,
                fold.medical.cleared(), opening.zone(), fact.state(), fold.endReason, opening.chronicity(),
                opening.ageBand().label(), opening.sex(), opening.causes(), opening.continued(),
                fold.medical.later().since().keySet(),
                fold.medical.later().since().values(), fold.medical.atIntake() == null
                        ? null
                        : fold.medical.atIntake().keySet(),
                fold.medical.atIntake() == null ? null : fold.medical.atIntake().values());
    }

    void end(UUID episode, Instant moment) {
        episodeEnds.add(episode, episode, moment);
    }

    void endSession(UUID episode, UUID session, Instant moment) {
        sessionEnds.add(episode, session, moment);
    }

    void add(UUID episode, Version<EpisodeFact> version) {
        EpisodeFact fact = version.fact();
        EpisodeFact.Opening opening = fact.opening();
        EpisodeFact.First first = fact.first();
        episodeFacts.row(episode, opening.client(), opening.clinic(), fact.therapist(),
                first == null ? null : first.therapist(), version.from(), end(version), opening.at(), opening.on(),
                fact.endedOn(), fact.held(), fact.baselineNprs(),
                fact.baselineBand() == null ? null : fact.baselineBand().label(),
                first == null ? null : first.style(), first == null ? null : first.kind(), fact.state(),
                fact.endReason(), opening.chronicity(), opening.ageBand().label(), opening.sex(),
                opening.causes().getFirst(), opening.causes(), opening.continued());
    }

    void addSession(UUID episode, EpisodeFact.Opening opening, Version<SessionFact> version) {
        SessionFact fact = version.fact();
        sessionFacts.row(episode, fact.session(), opening.client(), opening.clinic(), fact.therapist(),
                version.from(), end(version), fact.start(), fact.end(), fact.on(), fact.planned(), fact.state(),
                fact.cancelledBy(), fact.style(), fact.kind(), fact.breached());
    }

    private static Object end(Version<?> version) {
        return version.to() == null ? "infinity" : version.to();
    }

    /** Writes what was collected. */
    void write() throws SQLException {
        new Query("delete from " + EPISODE + " where episode = any(?)", uuids(replaced)).update(transaction);
        episodes.write(transaction);
        if (!episodeEnds.ids.isEmpty()) {
            new Query("update " + EPISODE_FACT + " t set recorded_to = u.moment"
                    + " from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) u(episode, id, moment)"
                    + " where t.episode = u.episode and t.recorded_to = 'infinity'", episodeEnds.arrays())
                    .update(transaction);
        }
        episodeFacts.write(transaction);
        if (!sessionEnds.ids.isEmpty()) {
            new Query("update " + SESSION_FACT + " t set recorded_to = u.moment"
                    + " from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) u(episode, id, moment)"
                    + " where t.episode = u.episode and t.session = u.id and t.recorded_to = 'infinity'",
                    sessionEnds.arrays()).update(transaction);
        }
        sessionFacts.write(transaction);
    }

    private static EpisodeFold fold(ResultSet row) throws SQLException {
        var fold = new EpisodeFold(uuid(row, "episode"));
        fold.version = row.getLong("version");
        fold.recordedAt = moment(row, "recorded_at");
        fold.opening = opening(row, ZoneId.of(row.getString("zone")));
        fold.baselineNprs = row.getObject("baseline_nprs", Integer.class);
        fold.baselineMeasurement = row.getObject("baseline_measurement", UUID.class);
        fold.therapist = row.getObject("therapist", UUID.class);
        fold.endedAt = instant(row, "ended_at");
        fold.endReason = constant(Discharge.Reason.class, row, "end_reason");
        fold.declined = State.valueOf(row.getString("state")) == State.DECLINED;
        fold.voided = State.valueOf(row.getString("state")) == State.VOIDED;
        fold.medical = new EpisodeFold.Medical(atIntake(row), toClear(row), instant(row, "cleared_at"),
                row.getBoolean("cleared"));
        return fold;
    }

    private static @Nullable Map<String, ScreeningLevel> atIntake(ResultSet row) throws SQLException {
        if (row.getObject("intake_codes") == null) {
            return null;
        }
        List<String> codes = Query.texts(row, "intake_codes");
        List<String> levels = Query.texts(row, "intake_levels");
        var atIntake = new LinkedHashMap<String, ScreeningLevel>();
        for (int n = 0; n < codes.size(); n++) {
            atIntake.put(codes.get(n), ScreeningLevel.valueOf(levels.get(n)));
        }
        return atIntake;
    }

    private static CodesToClear toClear(ResultSet row) throws SQLException {
        List<String> codes = Query.texts(row, "to_clear");
        List<Timestamp> moments = Query.elements(row, "to_clear_since", Timestamp.class);
        var since = new LinkedHashMap<String, Instant>();
        for (int n = 0; n < codes.size(); n++) {
            since.put(codes.get(n), moments.get(n).toInstant());
        }
        return new CodesToClear(since);
    }

    private static EpisodeFact.Opening opening(ResultSet row, ZoneId zone) throws SQLException {
        return new EpisodeFact.Opening(uuid(row, "client"), uuid(row, "clinic"), zone, moment(row, "opened_at"),
                row.getObject("opened_on", LocalDate.class), Chronicity.valueOf(row.getString("chronicity")),
                at(AGE_BANDS, row.getString("age_band")), Sex.valueOf(row.getString("sex")),
                Query.texts(row, "causes").stream().map(Cause::valueOf).toList(), row.getBoolean("continued"));
    }

    private static EpisodeFact fact(ResultSet row, ZoneId zone) throws SQLException {
        UUID firstTherapist = row.getObject("first_therapist", UUID.class);
        EpisodeFact.First first = firstTherapist == null
                ? null
                : new EpisodeFact.First(Style.valueOf(row.getString("first_style")),
                        SessionKind.valueOf(row.getString("first_kind")), firstTherapist);
        return new EpisodeFact(opening(row, zone), row.getObject("baseline_nprs", Integer.class),
                row.getObject("therapist", UUID.class), first, row.getInt("held"),
                State.valueOf(row.getString("state")), row.getObject("ended_on", LocalDate.class),
                constant(Discharge.Reason.class, row, "end_reason"));
    }

    private static SessionFact session(ResultSet row) throws SQLException {
        return new SessionFact(uuid(row, "session"), uuid(row, "therapist"), moment(row, "start_at"),
                moment(row, "end_at"), row.getObject("on_date", LocalDate.class), row.getBoolean("planned"),
                Calendar.State.valueOf(row.getString("state")), constant(CancelledBy.class, row, "cancelled_by"),
                Style.valueOf(row.getString("style")), SessionKind.valueOf(row.getString("kind")),
                Query.texts(row, "breached").stream().map(SessionRule::valueOf).toList());
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, ResultSet row, String column)
            throws SQLException {
        String name = row.getString(column);
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        Instant moment = instant(row, column);
        if (moment == null) {
            throw new SQLException(column + " is empty");
        }
        return moment;
    }

    private static Object uuids(Collection<UUID> ids) {
        return Query.array("uuid", ids, id -> id);
    }

    private static <K, V> V at(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("nothing is known of " + key);
        }
        return value;
    }
}
