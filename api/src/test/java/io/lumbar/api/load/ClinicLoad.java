package io.lumbar.api.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A seeded load of whole episodes, about eight sessions each, and a book of everything that was answered. Sessions take
 * hours of their own, so that nothing is refused.
 */
public final class ClinicLoad {

    private static final int THERAPISTS = 40;

    private final StaffClient staff;
    private final long seed;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(400));
    private final UUID clinic;
    private final List<UUID> therapists = new ArrayList<>();
    private final AtomicInteger[] nextHour = new AtomicInteger[THERAPISTS];
    private final ConcurrentLinkedQueue<Booked> book = new ConcurrentLinkedQueue<>();

    /** An episode as it was answered. {@code sessions} grows as sessions are answered. */
    public record Booked(UUID episode, int therapist, List<UUID> sessions, List<Boolean> discharged) {

        /** Whether its discharge was answered. */
        public boolean finished() {
            return !discharged.isEmpty();
        }
    }

    /** Opens the clinic and takes its therapists on. */
    public ClinicLoad(StaffClient staff, long seed) {
        this.staff = staff;
        this.seed = seed;
        this.clinic = staff.post("/clinics", """
                {"name":"Load clinic %d","timeZone":"Europe/Amsterdam"}""".formatted(seed));
        for (int i = 0; i < THERAPISTS; i++) {
            nextHour[i] = new AtomicInteger();
            therapists.add(staff.post("/therapists", """
                    {"name":{"given":"Thera","family":"Pist %d"},"licenceNumber":"LOAD-%d-%d",
                     "practisingSince":"2015-01-01","clinics":["%s"],"caseloadLimit":500,
                     "qualifications":[{"style":"SWEDISH","certifiedOn":"2015-01-01"},
                                       {"style":"DEEP_TISSUE","certifiedOn":"2016-01-01"}]}"""
                    .formatted(i, seed, i, clinic)));
        }
    }

    /** The clinic of this load. */
    public UUID clinic() {
        return clinic;
    }

    /** When the first session began; each therapist holds one an hour from then on. */
    public Instant begin() {
        return begin;
    }

    /** Everything that was answered so far. */
    public List<Booked> book() {
        return List.copyOf(book);
    }

    /** Opens {@code episodes} on {@code connections} connections and returns when all are recorded or one broke. */
    public void open(int episodes, int connections) {
        onConnections(connections, episodes, this::episode);
    }

    /** Holds {@code sessions} more sessions in the episodes that are still open. */
    public void holdMore(int sessions, int connections) {
        List<Booked> open = book.stream().filter(booked -> !booked.finished()).toList();
        onConnections(connections, sessions, i -> hold(open.get(i % open.size())));
    }

    private interface Work {
        void number(int i);
    }

    private static void onConnections(int connections, int items, Work work) {
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                running.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < items; i = next.getAndIncrement()) {
                        work.number(i);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void episode(int number) {
        var random = new Random(seed * 1_000_003 + number);
        int therapist = number % THERAPISTS;
        Instant opened = begin.minus(Duration.ofDays(1));
        UUID client = staff.post("/clients", """
                {"clinicId":"%s","name":{"given":"Given","family":"Family %d"},"dateOfBirth":"%d-06-15","sex":"%s",
                 "consents":[{"purpose":"TREATMENT","textVersion":"1","givenAt":"%s"}]}""".formatted(clinic, number,
                1950 + random.nextInt(50), random.nextBoolean() ? "FEMALE" : "MALE", opened));
        UUID episode = staff.post("/episodes", """
                {"clientId":"%s","clinicId":"%s","openedAt":"%s","complaint":{"onsetOn":"2024-01-01",
                 "sites":["LUMBAR"],"causes":["POOR_POSTURE"]},"screening":{"catalogueVersion":1,"positive":[]},
                 "baseline":[{"instrument":"NPRS","score":%d}]}""".formatted(client, clinic, opened,
                3 + random.nextInt(7)));
        staff.post("/episodes/" + episode + "/assignments", """
                {"therapistId":"%s","at":"%s"}""".formatted(therapists.get(therapist), opened));
        var booked = new Booked(episode, therapist, new ArrayList<>(), new ArrayList<>());
        book.add(booked);
        int sessions = 4 + random.nextInt(9);
        for (int i = 0; i < sessions; i++) {
            hold(booked);
        }
        if (random.nextInt(4) != 0) {
            staff.post("/episodes/" + episode + "/discharge", """
                    {"reason":"GOALS_MET"}""");
            booked.discharged().add(true);
        }
    }

    private void hold(Booked booked) {
        Instant start = begin.plus(Duration.ofHours(nextHour[booked.therapist()].getAndIncrement()));
        UUID session = staff.post("/episodes/" + booked.episode() + "/sessions/held", """
                {"startedAt":"%s","minutes":50,"style":"SWEDISH","kind":"STRUCTURAL","areas":["LUMBAR"],"pressure":3,
                 "painBefore":5,"painAfter":4}""".formatted(start));
        synchronized (booked) {
            booked.sessions().add(session);
        }
    }
}
