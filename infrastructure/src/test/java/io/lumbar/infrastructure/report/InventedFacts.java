package io.lumbar.infrastructure.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import io.lumbar.infrastructure.projection.Copy;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the product would write them for a group of 20 clinics with 200 therapists in the five years to the
 * end of 2023: about 8 sessions to an episode, measured at each, follow-ups over the year after, one person in six with
 * another episode. Every version is in the history. Beside them the held sessions as an application without events would
 * keep them. The same for the same number of episodes, each time.
 */
public final class InventedFacts {
    public static final LocalDate FIRST_DAY = LocalDate.of(2019, 1, 1);
    public static final int DAYS = 5 * 365;
    private static final int BATCH = 5_000;
    private static final FollowUp.Kind[] KINDS = FollowUp.Kind.values();
    private static final HexFormat HEX = HexFormat.of();

    private final Random random = new Random(8);
    private final List<ClientId> clients = new ArrayList<>();
    private final int count;

    private InventedFacts(int count) {
        this.count = count;
    }

    /** What is done with the values of a row. */
    interface Rows {
        void row(String table, String columns, Object... values);
    }

    /** Tells every row, in the order in which they are written. */
    static void each(int episodes, Rows rows) {
        var invented = new InventedFacts(episodes);
        for (int n = 0; n < episodes; n++) {
            invented.tell(n, rows);
        }
    }

    /** Fills the tables; {@code bench.held} with client, style, opened_on and held_on must be there. */
    static void fill(Connection connection, int episodes) throws SQLException {
        var invented = new InventedFacts(episodes);
        try (var writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = CompletableFuture.completedFuture(null);
            for (int from = 0; from < episodes; from += BATCH) {
                Map<String, Copy> batch = new LinkedHashMap<>();
                for (int n = from; n < Math.min(episodes, from + BATCH); n++) {
                    invented.tell(n, (table, columns, values) -> batch
                            .computeIfAbsent(table, _ -> new Copy(table, columns)).row(values));
                }
                writing.get(); // one batch is invented while the one before is written
                writing = writer.submit(() -> {
                    for (Copy rows : batch.values()) {
                        rows.write(connection);
                    }
                    return null;
                });
            }
            writing.get();
        } catch (ExecutionException e) {
            throw new SQLException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void tell(int n, Rows rows) {
        LocalDate openedOn = FIRST_DAY.plusDays((long) n * DAYS / count);
        var id = new EpisodeId(new UUID(openedOn.toEpochDay() << 40 | (long) n << 16 | 7 << 12, random.nextLong()));
        List<Version> versions = versions(id, openedOn);
        for (Version version : versions) {
            rows.row(FactsTables.HISTORY, "episode, recorded_from, facts", id.value(), version.moment, version.bytes);
        }
        Version last = versions.getLast();
        rows.row(FactsTables.PRESENT, "episode, version, change, first_recorded_at, recorded_at, facts, trail",
                id.value(), versions.size(), n / BATCH + 1, versions.getFirst().moment, last.moment, last.bytes,
                hex(trail(versions)));
        for (SessionFacts session : last.facts.held()) {
            rows.row("bench.held", "client, style, opened_on, held_on", last.facts.client().value(), session.style(),
                    last.facts.openedOn(), session.on());
        }
    }

    private static byte[] trail(List<Version> versions) {
        byte[] trail = FactsTrail.NONE;
        for (int n = 1; n < versions.size(); n++) {
            Version before = versions.get(n - 1);
            Version known = versions.get(n);
            trail = FactsTrail.after(trail, known.facts, FactPage.micros(known.moment), before.facts,
                    FactPage.micros(before.moment));
        }
        return trail;
    }

    private static String hex(byte[] bytes) {
        return "\\x" + HEX.formatHex(bytes);
    }

    private record Version(Instant moment, EpisodeFacts facts, String bytes) {}

    private List<Version> versions(EpisodeId id, LocalDate openedOn) {
        ClientId client = random.nextInt(6) == 0 && !clients.isEmpty()
                ? clients.get(random.nextInt(clients.size()))
                : new ClientId(new UUID(random.nextLong(), random.nextLong()));
        if (clients.size() < 10_000) {
            clients.add(client);
        } else {
            clients.set(random.nextInt(clients.size()), client);
        }
        var opened = new Opened(id, client, new ClinicId(new UUID(1, random.nextInt(20))), openedOn,
                any(Chronicity.values()), any(AgeBand.values()), any(Sex.values()), List.of(any(Cause.values())),
                4 + random.nextInt(7), new TherapistId(new UUID(2, random.nextInt(200))), any(Style.values()));
        var versions = new ArrayList<Version>();
        var held = new ArrayList<SessionFacts>();
        var measured = new ArrayList<MeasurementFacts>();
        var followUps = new ArrayList<FollowUpFacts>();
        measured.add(
                new MeasurementFacts(Instrument.NPRS, Occasion.BASELINE, 0, Score.of(opened.baseline), null, false));
        versions.add(version(opened, openedOn, null, held, measured, followUps));
        LocalDate on = openedOn.plusDays(1);
        int planned = 1 + random.nextInt(15);
        for (int n = 0; n < planned; n++) {
            on = on.plusDays(3 + random.nextInt(8));
            held.add(new SessionFacts(on, 30 + 15 * random.nextInt(3), opened.therapist, opened.style,
                    SessionKind.STRUCTURAL,
                    random.nextInt(12) == 0 ? SessionFacts.State.MISSED : SessionFacts.State.HELD, null, false));
            int better = Math.min(opened.baseline, random.nextInt(2 + n));
            measured.add(new MeasurementFacts(Instrument.NPRS, Occasion.TREATMENT, n,
                    Score.of(opened.baseline - better), Score.of(better), better >= 3));
            versions.add(version(opened, on, null, held, measured, followUps));
        }
        LocalDate endedOn = on.plusDays(7);
        for (FollowUp.Kind kind : KINDS) {
            followUps.add(new FollowUpFacts(kind, kind.dueAfter(endedOn), FollowUpFacts.State.PENDING));
        }
        versions.add(version(opened, endedOn, endedOn, held, measured, followUps));
        for (int n = 0; n < KINDS.length; n++) {
            LocalDate due = followUps.get(n).dueOn();
            followUps.set(n, new FollowUpFacts(KINDS[n], due, random.nextInt(3) == 0
                    ? FollowUpFacts.State.MISSED
                    : FollowUpFacts.State.RECORDED));
            versions.add(version(opened, due, endedOn, held, measured, followUps));
        }
        return versions;
    }

    private record Opened(EpisodeId id, ClientId client, ClinicId clinic, LocalDate on, Chronicity chronicity,
            AgeBand ageBand, Sex sex, List<Cause> causes, int baseline, TherapistId therapist, Style style) {}

    private Version version(Opened opened, LocalDate on, @Nullable LocalDate endedOn, List<SessionFacts> held,
            List<MeasurementFacts> measured, List<FollowUpFacts> followUps) {
        var facts = new EpisodeFacts(opened.id, opened.client, opened.clinic, opened.on, opened.chronicity,
                opened.ageBand, opened.sex, opened.causes, false, opened.baseline,
                endedOn == null ? EpisodeFacts.Standing.OPEN : EpisodeFacts.Standing.DISCHARGED, opened.therapist,
                endedOn, endedOn == null ? null : Discharge.Reason.GOALS_MET, held, measured, List.of(), followUps);
        return new Version(on.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofSeconds(random.nextInt(86_400))),
                facts,
                hex(FactsCodec.encoded(facts)));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
